"""Excel forms of training."""
