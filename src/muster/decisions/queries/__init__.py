"""What is read of States' decisions, always starting from what the viewer may see."""
