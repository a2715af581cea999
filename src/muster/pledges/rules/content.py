"""What must hold of a pledge's content: the note verbale and its lists. Pure: no database, no clock."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from muster.kit.errors import Problem
from muster.pledges.terms import (
    CaveatTerms,
    EquipmentTerms,
    PledgeTerms,
    PoolTerms,
    SelfSustainmentTerms,
    SubUnitTerms,
    UnitPostTerms,
)
from muster.reference.catalogue import table
from muster.reference.states import states
from muster.reference.unit_types import unit_type, unit_types

LONGEST_STAY_MONTHS = 120
INDIVIDUALS = "individuals"
"""Category of the catalogue for people pledged as a pool; they have pool lines and no table of organisation."""

MOST_LINES: Mapping[str, int] = {
    "sub_units": 200,
    "posts": 600,
    "equipment": 600,
    "self_sustainment": 100,
    "pool": 100,
    "contributions": 40,
}
"""How many lines a list of a pledge may have: far beyond any unit, so that one pledge stays one page and one answer."""

Complain = Callable[[str, str, str], None]


def pledge_problems(terms: PledgeTerms) -> list[Problem]:
    """Return what is wrong with a pledge's content, a line each with its remedy."""
    problems: list[Problem] = []

    def complain(place: str, message: str, remedy: str) -> None:
        problems.append(Problem(place, message, remedy))

    _check_header(terms, complain)
    for number, caveat in enumerate(terms.caveats, 1):
        problems += caveat_problems(caveat, f"caveat {number}")
    said = [(caveat.kind, caveat.value) for caveat in terms.caveats]
    if len(set(said)) < len(said):
        complain("caveats", "the same caveat is said twice", "leave one of them out")
    for name, most in MOST_LINES.items():
        if len(getattr(terms, name)) > most:
            place = name.replace("_", " ")
            complain(place, f"{len(getattr(terms, name))} lines", f"put like lines together, {most} at the most")
    problems += organisation_problems(terms.sub_units, terms.posts, terms.strength)
    problems += equipment_problems(terms.equipment)
    problems += self_sustainment_problems(terms.self_sustainment)
    problems += pool_problems(terms.pool, terms.strength)
    problems += contribution_problems(terms)
    _check_kind(terms, complain)
    return problems


def _check_header(terms: PledgeTerms, complain: Complain) -> None:
    """Complain of what is wrong with the header."""
    if terms.unit_type not in {kind.code for kind in unit_types()}:
        complain("unit type", f"{terms.unit_type!r} is not in the catalogue", "take a code of the unit-type catalogue")
    if terms.strength < 1:
        complain("strength", "a unit has at least one person", "give the authorised strength")
    if terms.women > terms.strength:
        complain("women", f"{terms.women} women in a unit of {terms.strength}", "count women within the strength")
    if terms.officers > terms.strength:
        complain(
            "officers", f"{terms.officers} officers in a unit of {terms.strength}", "count officers within the strength"
        )
    if terms.available_until is not None and terms.available_until <= terms.available_from:
        complain("available until", "is not after available from", "give a later date, or leave it empty")
    if not 1 <= terms.stay_minimum_months <= terms.stay_maximum_months <= LONGEST_STAY_MONTHS:
        complain(
            "tour",
            f"{terms.stay_minimum_months} to {terms.stay_maximum_months} months",
            f"the shortest tour is at least 1 and at most the longest, which is at most {LONGEST_STAY_MONTHS}",
        )


@cache
def is_pool(unit_type_code: str) -> bool:
    """Return whether the type is one of individuals pledged as a pool."""
    return any(kind.code == unit_type_code and kind.category == INDIVIDUALS for kind in unit_types())


def _check_kind(terms: PledgeTerms, complain: Complain) -> None:
    """Complain of lists that the kind of pledge does not have: a pool is no unit, a unit is no pool."""
    if is_pool(terms.unit_type):
        for name, lines in (("table of organisation", terms.sub_units), ("table of organisation", terms.posts)):
            if lines:
                complain(name, "individuals pledged as a pool have none", "write them as lines of the pool")
                break
    elif terms.pool and terms.unit_type in {kind.code for kind in unit_types()}:
        kind = unit_type(terms.unit_type).name
        complain("pool", f"{kind} is a unit", "write its people in the table of organisation")


def caveat_problems(caveat: CaveatTerms, place: str) -> list[Problem]:
    """Return what is wrong with one caveat: its value must fit its kind."""
    value = caveat.value.strip()
    if not value:
        return [Problem(place, "has no value", "name the mission, region, task, months or State")]
    if caveat.kind == "maximum-stay" and not (
        value.isascii() and value.isdigit() and 1 <= int(value) <= LONGEST_STAY_MONTHS
    ):
        return [Problem(place, f"{value!r} is no number of months", f"give whole months, 1 to {LONGEST_STAY_MONTHS}")]
    if caveat.kind == "needed-partner" and value not in _state_codes():
        return [Problem(place, f"{value!r} is no State", "give the ISO alpha-3 code of the partner")]
    return []


def organisation_problems(
    sub_units: Iterable[SubUnitTerms], posts: Iterable[UnitPostTerms], strength: int
) -> list[Problem]:
    """Return what is wrong with a table of organisation: a tree by its outlines, with at most `strength` people.

    Outlines are whole numbers with full stops (1.2.3); each but the first level lies under one that is there.
    """
    problems = []
    known: set[str] = set()
    for number, branch in enumerate(sub_units, 1):
        place = f"sub-unit {number}"
        parts = branch.outline.split(".")
        if not all(part.isascii() and part.isdigit() and part == str(int(part)) and part != "0" for part in parts):
            problems.append(Problem(place, f"{branch.outline!r} is no outline", "write it as 1 or 1.2", "outline"))
        elif branch.outline in known:
            words = f"outline {branch.outline} is there twice"
            problems.append(Problem(place, words, "give each its own", "outline"))
        elif len(parts) > 1 and ".".join(parts[:-1]) not in known:
            above = ".".join(parts[:-1])
            words = f"{branch.outline} lies under {above}, which is not there"
            problems.append(Problem(place, words, "add it before", "outline"))
        if branch.contributor and branch.contributor not in _state_codes():
            problems.append(_no_state(place, branch.contributor, "contributor"))
        known.add(branch.outline)
    total = 0
    for number, post in enumerate(posts, 1):
        place = f"post {number}"
        total += post.count
        if post.outline not in known:
            words = f"sub-unit {post.outline!r} is not there"
            problems.append(Problem(place, words, "name one of the sub-units", "outline"))
        if post.count < 1:
            problems.append(Problem(place, "has nobody", "give at least one person", "count"))
        if post.women > post.count:
            words = f"{post.women} women of {post.count}"
            problems.append(Problem(place, words, "count women within the post", "women"))
    if total > strength:
        remedy = "raise the strength, or take posts out"
        problems.append(Problem("table of organisation", f"{total} people in a unit of {strength}", remedy))
    return problems


def equipment_problems(lines: Iterable[EquipmentTerms]) -> list[Problem]:
    """Return what is wrong with a list of major equipment."""
    problems = []
    categories = set(table("equipment_categories").by_key)
    for number, line in enumerate(lines, 1):
        place = f"equipment {number}"
        if line.category not in categories:
            remedy = "take a code of the equipment categories"
            words = f"category {line.category!r} is not in the table"
            problems.append(Problem(place, words, remedy, "category"))
        if line.quantity < 1:
            problems.append(Problem(place, "has no item", "give a quantity of at least one", "quantity"))
        if line.serviceable is not None and line.serviceable > line.quantity:
            words = f"{line.serviceable} serviceable of {line.quantity}"
            problems.append(Problem(place, words, "count serviceable items within the quantity", "serviceable"))
        if line.contributor and line.contributor not in _state_codes():
            problems.append(_no_state(place, line.contributor, "contributor"))
    return problems


def self_sustainment_problems(lines: Iterable[SelfSustainmentTerms]) -> list[Problem]:
    """Return what is wrong with a list of self-sustainment: each category of the table at most once a contributor."""
    problems = []
    categories = set(table("self_sustainment_categories").by_key)
    said: Counter[tuple[str, str]] = Counter()
    for number, line in enumerate(lines, 1):
        place = f"self-sustainment {number}"
        if line.category not in categories:
            remedy = "take a code of the self-sustainment categories"
            words = f"category {line.category!r} is not in the table"
            problems.append(Problem(place, words, remedy, "category"))
        said[line.category, line.contributor] += 1
        if said[line.category, line.contributor] == 2:
            words = f"category {line.category} is there twice"
            problems.append(Problem(place, words, "leave one of them out", "category"))
        if line.contributor and line.contributor not in _state_codes():
            problems.append(_no_state(place, line.contributor, "contributor"))
    return problems


def pool_problems(lines: Iterable[PoolTerms], strength: int) -> list[Problem]:
    """Return what is wrong with a pool of individuals: as many people as the pledge has, or none listed."""
    problems = []
    total = 0
    for number, line in enumerate(lines, 1):
        place = f"pool {number}"
        total += line.count
        if line.count < 1:
            problems.append(Problem(place, "has nobody", "give at least one person", "count"))
        if line.women > line.count:
            words = f"{line.women} women of {line.count}"
            problems.append(Problem(place, words, "count women within the line", "women"))
    if total > strength:
        remedy = "raise the strength, or take lines out"
        problems.append(Problem("pool", f"{total} people in a pool of {strength}", remedy))
    return problems


def contribution_problems(terms: PledgeTerms) -> list[Problem]:
    """Return what is wrong with the contributions to a joint pledge: one lead, States on record, no empty interval."""
    problems = []
    for number, line in enumerate(terms.contributions, 1):
        place = f"contribution {number}"
        if line.state not in _state_codes():
            problems.append(_no_state(place, line.state, "state"))
        begins, ends = line.contributes_from, line.contributes_until
        if begins is not None and ends is not None and ends <= begins:
            remedy = "give a later date, or leave it empty"
            problems.append(Problem(place, "until is not after from", remedy, "contributes_until"))
        if line.strength > terms.strength:
            words = f"{line.strength} people in a unit of {terms.strength}"
            problems.append(Problem(place, words, "count each contribution within the strength", "strength"))
    leads = {line.state for line in terms.contributions if line.is_lead}
    if terms.contributions and len(leads) != 1:
        told = "no State leads" if not leads else f"{len(leads)} States lead"
        problems.append(Problem("contributions", told, "mark the one lead State"))
    return problems


@cache
def _state_codes() -> frozenset[str]:
    return frozenset(state.iso3 for state in states())


def _no_state(place: str, code: str, field: str) -> Problem:
    return Problem(place, f"{code!r} is no State", "give an ISO alpha-3 code", field)
