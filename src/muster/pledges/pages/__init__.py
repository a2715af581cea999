"""What the pages of the register show, as the kit's plain values; one file an idea."""
