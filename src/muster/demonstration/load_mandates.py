"""Enters mandated tasks, statements on operations and classifications."""

from muster.demonstration.rows import FileLoader

FILES: tuple[tuple[str, FileLoader], ...] = ()
"""The files in the order in which they are loaded, each with what makes its loader of rows."""
