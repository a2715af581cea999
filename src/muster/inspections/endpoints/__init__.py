"""The API of inspections and evaluations."""
