"""References that name a record in addresses and files: letters, figures, hyphens and underscores."""

import re

from muster.kit.errors import Problem

REFERENCE = re.compile(r"[-a-zA-Z0-9_]+")


def reference_problems(reference: str, place: str) -> list[Problem]:
    """Return what is wrong with a reference: at most one line, at `place`, with the remedy."""
    if REFERENCE.fullmatch(reference):
        return []
    return [Problem(place, f"{reference!r} is no reference", "use letters A to Z, figures, hyphens and underscores")]
