"""All writes to decisions."""
"""Writes to a State's decisions."""
