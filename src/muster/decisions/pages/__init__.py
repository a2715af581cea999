"""What the pages of decisions show."""
"""What the pages of a State's decisions show, as the kit's plain values."""
"""Pages of a State's decisions. One file an idea."""
