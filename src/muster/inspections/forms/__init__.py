"""The forms of inspections and evaluations."""
