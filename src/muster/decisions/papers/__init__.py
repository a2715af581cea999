"""Papers of a State's decisions, as files."""
