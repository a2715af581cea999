"""Organisations, users with roles, and who may see what."""
