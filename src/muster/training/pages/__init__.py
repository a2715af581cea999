"""What the pages of training show."""
