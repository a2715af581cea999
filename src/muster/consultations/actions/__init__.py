"""The only code that writes consultations."""
