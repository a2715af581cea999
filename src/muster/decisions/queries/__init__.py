"""Reads of decisions, each from what the viewer may see."""
