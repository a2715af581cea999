"""The explorer's charts: each says its finding in its title, and what it is made from under it."""
