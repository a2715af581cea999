"""Reads of training, each from what the viewer may see."""
