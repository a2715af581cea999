"""What was verified of a pledge, and what a change of it entails. Pure."""

from collections.abc import Iterable
from dataclasses import fields

from muster.pledges.levels import Level, rung
from muster.pledges.rules.limits import Limits
from muster.pledges.terms import PledgeTerms

VERIFIED = (
    "unit_type",
    "strength",
    "officers",
    "units_offered",
    "unit",
    "sub_units",
    "posts",
    "equipment",
    "self_sustainment",
    "pool",
    "contributions",
)
"""What a visit looks at: the unit itself."""

VERIFIED_AT_RAPID = ("notice_days", "home_base", "airport", "seaport")
"""What the rapid deployment agreement rests on besides."""


def verified_fields(approved_levels: Iterable[str]) -> tuple[str, ...]:
    """Return the fields of a pledge that are verified facts: changed by a request only (issue, point 2).

    `approved_levels` are those for which evidence is approved: from Level 2 upwards the unit itself, at the Rapid
    Deployment Level the notice and the way out as well. Which fields these are is a local choice.
    """
    top = max(map(rung, approved_levels), default=0)
    if top < rung(Level.LEVEL_2):
        return ()
    return (*VERIFIED, *VERIFIED_AT_RAPID) if top >= rung(Level.RAPID_DEPLOYMENT) else VERIFIED


def changed_fields(before: PledgeTerms, after: PledgeTerms) -> tuple[str, ...]:
    """Return the names of the fields in which two contents differ; source and standing are no content."""
    names = (field.name for field in fields(PledgeTerms) if field.name not in ("reference", "source", "standing"))
    return tuple(name for name in names if _plain(before, name) != _plain(after, name))


def _plain(terms: PledgeTerms, name: str) -> object:
    value = getattr(terms, name)
    return frozenset(value) if name == "caveats" else value


def field_words(name: str) -> str:
    """Return the name of a field as a sentence writes it."""
    return WORDS.get(name, name.replace("_", " "))


WORDS = {
    "sub_units": "table of organisation (sub-units)",
    "posts": "table of organisation (posts)",
    "equipment": "major equipment",
    "self_sustainment": "self-sustainment",
    "unit": "national unit",
    "pool": "lines of the pool",
}


def needs_new_visit(before: PledgeTerms, after: PledgeTerms, limits: Limits) -> tuple[str, ...]:
    """Return why a change of what was verified needs a new visit; none: it does not.

    A change of strength or of major equipment by more than a share forces a new visit (2.5; the shares are local
    choices), another unit or unit type does at any size.
    """
    reasons = []
    if before.unit_type != after.unit_type or before.unit != after.unit:
        reasons.append("it is another unit")
    changed = abs(after.strength - before.strength)
    if changed * 100 > before.strength * limits.new_visit_strength_percent:
        share = limits.new_visit_strength_percent
        reasons.append(f"the strength goes from {before.strength} to {after.strength}, more than {share} %")
    items, moved = equipment_changed(before, after)
    if moved * 100 > items * limits.new_visit_equipment_percent:
        share = limits.new_visit_equipment_percent
        reasons.append(f"{moved} items of major equipment change of {items}, more than {share} %")
    return tuple(reasons)


def equipment_changed(before: PledgeTerms, after: PledgeTerms) -> tuple[int, int]:
    """Return how many items of major equipment there were, and how many came or went."""
    counts: list[dict[tuple[str, str], int]] = []
    for terms in (before, after):
        found: dict[tuple[str, str], int] = {}
        for line in terms.equipment:
            found[line.category, line.item] = found.get((line.category, line.item), 0) + line.quantity
        counts.append(found)
    was, now = counts
    moved = sum(abs(was.get(key, 0) - now.get(key, 0)) for key in {**was, **now})
    return sum(was.values()), moved
