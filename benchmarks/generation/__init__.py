"""Force generation at its full size: how long its work takes, and how much memory."""
