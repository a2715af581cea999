"""Which States to approach for a unit: reckoned from what States did before, and beside it what they pledged."""
