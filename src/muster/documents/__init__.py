"""Files that belong to a record: kept once, bounded, seen by their owner and by whom they were handed to."""
