"""Enters dossiers of States with their assessments, signatures and ladders, and interests."""

from muster.demonstration import load_interests
from muster.demonstration.rows import FileLoader

FILES: tuple[tuple[str, FileLoader], ...] = (*load_interests.FILES,)
"""The files in the order in which they are loaded, each with what makes its loader of rows."""
