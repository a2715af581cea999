"""Reads of inspections and evaluations, each from what the viewer may see."""
