"""Tests of triangular consultations."""
