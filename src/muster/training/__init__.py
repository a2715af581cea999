"""Training: courses and their recognition, sessions, the national pool, and whether a rotation is trained."""
