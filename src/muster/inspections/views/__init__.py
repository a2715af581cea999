"""Pages of inspections and evaluations."""
