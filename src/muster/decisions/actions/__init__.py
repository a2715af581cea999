"""Writes of a State's decisions: a use case a function, each in one transaction with its event."""
