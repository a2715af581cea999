"""What is read of a State's decisions, always starting from what the viewer may see."""
