"""Tests of the demonstration record."""
