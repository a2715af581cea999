"""The doors of the room of training: each part's own, on its page."""

ROOM_ACTIONS = (
    ("National pool", "national-pool"),
    ("Selection camps", "selection-camps"),
    ("Certificates that lapse", "lapsing-certificates"),
)
