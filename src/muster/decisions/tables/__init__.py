"""Tables of decisions."""
