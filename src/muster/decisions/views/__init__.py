"""Pages of a State's decisions. Thin: what may be seen is in queries, what may be done in actions."""
