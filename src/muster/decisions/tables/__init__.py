"""Tables of decisions."""
"""Tables of decisions: one file an idea."""
