"""Nobody writes over what somebody else has written since it was read."""

from muster.kit.errors import Refused


def require_version(what: str, is_at: int, expected: int | None) -> None:
    """Raise Refused if `what` is at another version than the one that was read; None: nobody says what was read."""
    if expected is not None and is_at != expected:
        raise Refused(f"{what} was changed by somebody else meanwhile; look at it and change it again.")
