"""Training at full size, measured."""
