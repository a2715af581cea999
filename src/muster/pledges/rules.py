"""What the readiness system's guidelines say of pledges and levels. Pure: no database, no clock."""

from muster.kit.errors import Problem, Refused
from muster.pledges.levels import LADDER, Level, rung
from muster.pledges.terms import CaveatTerms, PledgeTerms
from muster.reference.states import states
from muster.reference.unit_types import unit_types

LONGEST_STAY_MONTHS = 120


def legal_next_levels(current: str) -> tuple[Level, ...]:
    """Return the levels that may follow `current`.

    Upwards strictly one rung at a time (PCRS levels; Manual 2021.05; UNSAS let a State jump, PCRS does not); downgrade
    to any proven rung below, never back to a draft; a registered pledge may lapse or be withdrawn; a lapsed one is
    registered anew at Level 1; a withdrawn one is final. Nobody may waive the order.
    """
    if current == Level.WITHDRAWN:
        return ()
    if current == Level.LAPSED:
        return (Level.LEVEL_1, Level.WITHDRAWN)
    place = rung(current)
    if place == 0:
        return (Level.LEVEL_1, Level.WITHDRAWN)
    upwards = LADDER[place + 1 : place + 2]
    downwards = LADDER[1:place]
    return (*upwards, *downwards, Level.LAPSED, Level.WITHDRAWN)


def check_level_change(current: str, new: str) -> None:
    """Raise Refused, naming the legal ways, unless `new` may follow `current`."""
    legal = legal_next_levels(current)
    if new not in legal:
        ways = ", ".join(str(level.label) for level in legal) or "none, it is final"
        raise Refused(f"From {Level(current).label} a pledge cannot go to {Level(new).label}; possible: {ways}.")


def decided_by_owner(new: str) -> bool:
    """Return whether the State itself decides a change to `new`.

    A State withdraws at any time, by note verbale (2.7 of the dossier); every proof and its loss is the Secretariat's.
    """
    return new == Level.WITHDRAWN


def pledge_problems(terms: PledgeTerms) -> list[Problem]:
    """Return what is wrong with a pledge's content, a line each with its remedy."""
    problems: list[Problem] = []

    def complain(place: str, message: str, remedy: str) -> None:
        problems.append(Problem(place, message, remedy))

    if terms.unit_type not in {kind.code for kind in unit_types()}:
        complain("unit type", f"{terms.unit_type!r} is not in the catalogue", "take a code of the unit-type catalogue")
    if terms.strength < 1:
        complain("strength", "a unit has at least one person", "give the authorised strength")
    if terms.women > terms.strength:
        complain("women", f"{terms.women} women in a unit of {terms.strength}", "count women within the strength")
    if terms.available_until is not None and terms.available_until <= terms.available_from:
        complain("available until", "is not after available from", "give a later date, or leave it empty")
    if not 1 <= terms.stay_minimum_months <= terms.stay_maximum_months <= LONGEST_STAY_MONTHS:
        complain(
            "tour",
            f"{terms.stay_minimum_months} to {terms.stay_maximum_months} months",
            f"the shortest tour is at least 1 and at most the longest, which is at most {LONGEST_STAY_MONTHS}",
        )
    for number, caveat in enumerate(terms.caveats, 1):
        problems += caveat_problems(caveat, f"caveat {number}")
    said = [(caveat.kind, caveat.value) for caveat in terms.caveats]
    if len(set(said)) < len(said):
        complain("caveats", "the same caveat is said twice", "leave one of them out")
    return problems


def caveat_problems(caveat: CaveatTerms, place: str) -> list[Problem]:
    """Return what is wrong with one caveat: its value must fit its kind."""
    value = caveat.value.strip()
    if not value:
        return [Problem(place, "has no value", "name the mission, region, task, months or State")]
    if caveat.kind == "maximum-stay" and not (
        value.isascii() and value.isdigit() and 1 <= int(value) <= LONGEST_STAY_MONTHS
    ):
        return [Problem(place, f"{value!r} is no number of months", f"give whole months, 1 to {LONGEST_STAY_MONTHS}")]
    if caveat.kind == "needed-partner" and value not in {state.iso3 for state in states()}:
        return [Problem(place, f"{value!r} is no State", "give the ISO alpha-3 code of the partner")]
    return []
