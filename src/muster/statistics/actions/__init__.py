"""The only code of statistics that writes to the database."""
