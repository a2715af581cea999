"""Tables of a State's decisions."""
