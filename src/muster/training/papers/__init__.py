"""Papers of training, as files."""
