"""Pages of decisions."""
"""Pages of a State's decisions. Thin."""
"""Views of a State's decisions. One file an idea."""
