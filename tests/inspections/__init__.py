"""Tests of inspections and evaluations."""
