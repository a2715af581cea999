"""What the guidelines say of pledges: pure functions, one file an idea."""
