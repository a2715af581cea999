"""From what is on record on a day to a problem, and from its plan back to records."""
