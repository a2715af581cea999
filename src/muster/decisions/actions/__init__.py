"""All writes to decisions."""
