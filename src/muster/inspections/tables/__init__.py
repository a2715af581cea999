"""Inspections and evaluations as tables."""
