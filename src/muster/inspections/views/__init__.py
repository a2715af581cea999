"""Pages of inspections and evaluations. Thin."""
