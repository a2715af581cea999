"""The planner beside a plain model: quality and time."""
