"""Enters triangular consultations with what States brought in."""

from muster.demonstration.load_contributions import BROUGHT_IN, TRACED
from muster.demonstration.rows import FileLoader

FILES: tuple[tuple[str, FileLoader], ...] = (*BROUGHT_IN, *TRACED)
"""The files in the order in which they are loaded, each with what makes its loader of rows."""
