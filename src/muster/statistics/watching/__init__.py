"""What the crisis watch reads out of the statistics store. No Django: the same reads work in a notebook."""
