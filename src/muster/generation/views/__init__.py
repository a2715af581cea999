"""Pages of force generation. One file an idea."""
