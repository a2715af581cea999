"""What force generation prints: instruments, load lists, letters."""
