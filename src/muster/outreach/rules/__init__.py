"""How States are ranked for an approach: facts, features, weights, ranks and reasons. No Django, no store."""
