"""The explorer's tables."""
