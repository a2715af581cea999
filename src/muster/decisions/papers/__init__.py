"""Papers of a State's decisions."""
