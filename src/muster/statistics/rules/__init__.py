"""Rules of statistics as pure functions."""
