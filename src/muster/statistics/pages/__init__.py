"""What the explorer's pages show, as the kit's plain values."""
