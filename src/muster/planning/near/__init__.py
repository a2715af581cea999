"""The integer program over the stays that prices leave near at hand, solved in a process of its own."""
