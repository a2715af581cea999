"""What the pages of inspections and evaluations show, as the kit's plain values."""
