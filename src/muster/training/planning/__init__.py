"""Who could still take which session before a deployment: problem, search and checker. Pure, without a database."""
