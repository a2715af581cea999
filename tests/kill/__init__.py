"""Killed in the middle: the database opens afterwards, holds what it held, and a second run completes."""
