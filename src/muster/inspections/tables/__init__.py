"""Tables of inspections and evaluations."""
