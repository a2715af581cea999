"""National acts that allow, limit and end participation."""
