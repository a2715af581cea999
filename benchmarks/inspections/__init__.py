"""Measurements of inspections at full size."""
