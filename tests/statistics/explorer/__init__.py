"""The explorer: what it reads from the store, and its pages."""
