"""Workbooks of consultations."""
