"""The rules of decisions, as pure functions: no database, no clock."""
