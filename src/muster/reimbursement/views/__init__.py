"""Pages of the room, thin."""
