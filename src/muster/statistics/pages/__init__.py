"""What pages of statistics are made of."""
