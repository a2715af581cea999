"""Tests of States' decisions."""
