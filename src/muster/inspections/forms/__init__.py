"""Forms of inspections and evaluations."""
