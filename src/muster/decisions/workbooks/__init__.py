"""Excel forms of a State's decisions."""
