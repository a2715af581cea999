"""Excel forms of decisions."""
"""Excel forms of a State's decisions."""
