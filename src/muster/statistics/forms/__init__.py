"""Forms of the explorer."""
