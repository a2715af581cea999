"""Pages of the register, one file an idea. Thin: what may be seen is in queries, what may be done in actions."""
