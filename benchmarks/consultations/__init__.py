"""Consultations, measured on the demonstration."""
