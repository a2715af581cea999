"""Pages of a State's decisions. Thin."""
