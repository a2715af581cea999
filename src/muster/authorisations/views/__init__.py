"""Pages of national law."""
