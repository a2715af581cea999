"""Workbooks of the room, out and in."""
