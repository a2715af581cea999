"""The only code that writes inspections and evaluations."""
