"""Forms of a State's decisions. One file an idea."""
