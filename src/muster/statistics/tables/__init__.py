"""Tables of statistics."""
