"""All writes to decisions."""
"""Writes to a State's decisions."""
"""Writes of a State's decisions: a use case a function, each in one transaction with its event."""
