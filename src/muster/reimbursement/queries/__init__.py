"""Reads of the room, each from what the viewer may see."""
