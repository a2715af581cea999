"""What Level 1 looks at: is the pledge complete, and can its numbers be true (2.4 of the dossier). Pure.

How far numbers may lie apart is a local choice; the Secretariat asks the State to put right what is found.
"""

from collections.abc import Callable

from muster.pledges.rules.limits import Limits
from muster.pledges.terms import PledgeTerms
from muster.reference.unit_types import unit_types


def _note_verbale(terms: PledgeTerms, limits: Limits) -> list[str]:
    said = terms
    missing = [] if said.note_verbale.strip() else ["its reference"]
    return missing if said.note_verbale_on else [*missing, "its date"]


def _organisation(terms: PledgeTerms, limits: Limits) -> list[str]:
    people = sum(post.count for post in terms.posts)
    if not people:
        return ["the table of organisation has no post"]
    strength, tolerance = terms.strength, limits.organisation_tolerance_percent
    if abs(people - strength) * 100 > strength * tolerance:
        return [f"its posts have {people} people, the strength is {strength}; at most {tolerance} % may differ"]
    return []


def _pool(terms: PledgeTerms, limits: Limits) -> list[str]:
    people = sum(line.count for line in terms.pool)
    if people != terms.strength:
        return [f"its lines have {people} people, the pledge has {terms.strength}"]
    return []


def _equipment(terms: PledgeTerms, limits: Limits) -> list[str]:
    return [] if terms.equipment else ["the list is empty"]


def _self_sustainment(terms: PledgeTerms, limits: Limits) -> list[str]:
    return [] if terms.self_sustainment else ["the list is empty"]


def _plausibility(terms: PledgeTerms, limits: Limits) -> list[str]:
    return plausibility_findings(terms, limits)


def plausibility_findings(terms: PledgeTerms, limits: Limits) -> list[str]:
    """Return which numbers of a pledge can hardly be true, each in words.

    Strength within the catalogue's range of the unit type and a margin; women and officers within it, women of the
    posts within those of the pledge; no line says that all its equipment is out of order. Local choice; the Secretariat
    asks the State to put it right.
    """
    found = []
    kind = next((one for one in unit_types() if one.code == terms.unit_type), None)
    if kind is not None:
        margin = limits.plausible_strength_margin_percent
        if kind.strength_min is not None and terms.strength * 100 < kind.strength_min * (100 - margin):
            found.append(f"{terms.strength} people are few for {kind.name}, which has {kind.strength_min} or more")
        if kind.strength_max is not None and terms.strength * 100 > kind.strength_max * (100 + margin):
            found.append(f"{terms.strength} people are many for {kind.name}, which has at most {kind.strength_max}")
    if terms.women > terms.strength or terms.officers > terms.strength:
        found.append("women or officers are more than the strength")
    women = sum(post.women for post in terms.posts) or sum(line.women for line in terms.pool)
    if women > terms.women:
        found.append(f"the posts have {women} women, the pledge {terms.women}")
    broken = [line.item for line in terms.equipment if line.serviceable == 0]
    if broken:
        found.append(f"none is serviceable of {', '.join(broken)}")
    return found


CONTENT_CHECKS: dict[str, Callable[[PledgeTerms, Limits], list[str]]] = {
    "note-verbale": _note_verbale,
    "table-of-organisation": _organisation,
    "major-equipment": _equipment,
    "self-sustainment": _self_sustainment,
    "pool-list": _pool,
    "plausibility": _plausibility,
}
"""What is looked at in the pledge itself, by the kind of evidence; each returns what is missing, in words."""
