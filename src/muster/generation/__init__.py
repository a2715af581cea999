"""From a requirement to a unit on the ground: requests, offers, selections, cases, instruments, movement."""
