"""Writes to a State's decisions."""
