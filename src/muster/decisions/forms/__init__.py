"""Forms of a State's decisions."""
