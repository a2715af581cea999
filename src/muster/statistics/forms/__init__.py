"""Forms of statistics."""
