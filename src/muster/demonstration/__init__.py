"""The demonstration record: published facts, and illustrative records marked as such."""
