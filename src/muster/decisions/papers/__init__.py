"""Papers of decisions, as files."""
"""Papers of a State's decisions."""
