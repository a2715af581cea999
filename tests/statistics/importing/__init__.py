"""Tests of importing public data sets."""
