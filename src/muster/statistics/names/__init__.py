"""Tables of names: spellings of States and missions in the data sets, and the line a mission stands in."""
