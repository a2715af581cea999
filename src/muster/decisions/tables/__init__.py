"""Tables of decisions."""
"""Tables of decisions: one file an idea."""
"""Tables of a State's decisions."""
"""Tables of a State's decisions. One file an idea."""
