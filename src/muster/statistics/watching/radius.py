"""The distance within which an event counts as near a base, as a reader gives it."""

from muster.kit.errors import Problem, Refused

FURTHEST_KM = 200


def radius_named(text: str, usual: int) -> int:
    """The whole kilometres that a text names; the usual distance where it is empty. Raises Refused."""
    given = text.strip()
    if not given:
        return usual
    if not (given.isascii() and given.isdigit() and len(given) <= 3) or not 1 <= int(given) <= FURTHEST_KM:
        raise Refused(
            problems=[
                Problem("radius", f"{given[:20]!r} is no distance", f"give whole kilometres from 1 to {FURTHEST_KM}")
            ],
        )
    return int(given)
