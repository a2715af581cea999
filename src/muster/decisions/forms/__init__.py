"""Forms of decisions."""
"""Forms of a State's decisions."""
