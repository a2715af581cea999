"""Forms of decisions."""
"""Forms of a State's decisions."""
"""Forms of a State's decisions. One file an idea."""
