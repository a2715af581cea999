"""Papers of decisions, as files."""
