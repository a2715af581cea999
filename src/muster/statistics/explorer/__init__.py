"""What the explorer reads from the store: series, maps, the rows behind a figure. No Django, no clock."""
