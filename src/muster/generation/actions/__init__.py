"""Writes of force generation, a use case a function, each in one transaction with its event. One file an idea."""
