"""Pages of deployments. Thin: what may be seen is in queries, what may be done in actions."""
