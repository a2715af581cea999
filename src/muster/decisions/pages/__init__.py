"""What the pages of a State's decisions show, as the kit's plain values."""
