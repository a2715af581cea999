"""Reads of decisions, each from what the viewer may see."""
"""What is read of States' decisions, always starting from what the viewer may see."""
"""What is read of a State's decisions, always starting from what the viewer may see."""
"""Reads of a State's decisions, always starting from what the viewer may see."""
