"""The rules of inspections and evaluations, as pure functions: no database, no clock."""
