"""What the pages of force generation show. One file an idea."""
