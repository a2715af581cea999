"""The crisis watch judged on what happened."""
