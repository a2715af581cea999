"""References that name a record in addresses and files: letters, figures, hyphens and underscores."""

import re

from muster.kit.errors import Problem

REFERENCE = re.compile(r"[-a-zA-Z0-9_]+")
WORDS_OF_ADDRESSES = frozenset(
    {
        "announcements", "apply", "commitments", "compare", "confirm", "conversion", "discrepancies", "due",
        "evaluations", "findings", "import", "inputs", "interests", "interoperability", "list", "load", "matches",
        "measures", "missions", "new", "obligations", "of-case", "opportunities", "packages", "plans", "statements",
        "states", "units", "visits-backlog", "workbook",
    }
)  # fmt: skip
"""What stands in addresses where a reference may stand: a record of such a name could never be looked at.

References that the site makes itself (of plans, of papers) are given by nobody.
"""


def reference_problems(reference: str, place: str) -> list[Problem]:
    """Return what is wrong with a reference: at most one line, at `place`, with the remedy."""
    if not REFERENCE.fullmatch(reference):
        return [
            Problem(place, f"{reference!r} is no reference", "use letters A to Z, figures, hyphens and underscores")
        ]
    if reference in WORDS_OF_ADDRESSES:
        return [Problem(place, f"{reference!r} is a word of the site's addresses", "give another one, with a number")]
    return []
