"""Tests of changed facts and of what rests on them."""
