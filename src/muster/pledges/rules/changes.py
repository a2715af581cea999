"""What one version of a pledge says otherwise than the one before. Pure."""

from muster.pledges.terms import HEADER, LINES, PledgeTerms

CONTENT = (*HEADER, "unit", "caveats", *LINES, "source", "standing")
"""Everything that a State says in a pledge, in reading order."""


def changed_fields(before: PledgeTerms | None, after: PledgeTerms) -> tuple[str, ...]:
    """Return the names of the fields and lists that `after` says otherwise; none for a first version."""
    if before is None:
        return ()
    return tuple(name for name in CONTENT if _said(before, name) != _said(after, name))


def _said(terms: PledgeTerms, name: str) -> object:
    """Return a field's value; the order of caveats says nothing."""
    value = getattr(terms, name)
    return frozenset(value) if name == "caveats" else value
