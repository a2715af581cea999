"""National law as pages: what stands around the tables."""
