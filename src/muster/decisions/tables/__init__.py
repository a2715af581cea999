"""Tables of decisions: one file an idea."""
