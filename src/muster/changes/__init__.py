"""Changed facts, and what they reach: one record of a fact that changed, and of all that rests on it."""
