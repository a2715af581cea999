"""Tests of the statistics store."""
