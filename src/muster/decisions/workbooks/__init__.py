"""Excel forms of decisions."""
