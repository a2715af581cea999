"""Excel forms of national law."""
