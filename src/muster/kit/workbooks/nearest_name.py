"""The name that was probably meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

_COMPARED_CHARACTERS = 80
_LIKENESS = 0.6


def nearest(name: str, names: Iterable[str]) -> str:
    """Return the one of `names` most like `name`, whatever the case, or "" where none is alike."""
    by_folded = {each.casefold()[:_COMPARED_CHARACTERS]: each for each in names}
    found = difflib.get_close_matches(name.casefold()[:_COMPARED_CHARACTERS], list(by_folded), n=1, cutoff=_LIKENESS)
    return by_folded[found[0]] if found else ""
