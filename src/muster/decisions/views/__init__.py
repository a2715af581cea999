"""Pages of decisions."""
"""Pages of a State's decisions. Thin."""
