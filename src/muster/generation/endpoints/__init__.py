"""The API of force generation. One file an idea."""
