"""All writes to training."""
