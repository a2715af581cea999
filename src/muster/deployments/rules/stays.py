"""What may become of a stay. Pure: no database, no clock."""

LEGAL_STAGES = {"agreed": ("under-way", "ended"), "under-way": ("ended",), "ended": ()}


def legal_next_stages(stage: str) -> tuple[str, ...]:
    """Return the stages that may follow `stage`: agreed, then under way, then ended; an agreed stay may fall away."""
    return LEGAL_STAGES[stage]
