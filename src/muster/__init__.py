"""Muster: the open system of record and decision for peacekeeping force generation."""

__version__ = "0.1.0"
