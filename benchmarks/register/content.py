"""What made-up pledges say, from the catalogues: battalions, companies, hospitals with all their lists. Pure.

The same number gives the same pledge. Everything is illustrative and says so.
"""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from muster.kit.standing import Standing
from muster.pledges.rules.content import INDIVIDUALS
from muster.pledges.terms import (
    CaveatTerms,
    ContributionTerms,
    EquipmentTerms,
    PledgeTerms,
    SelfSustainmentTerms,
    SubUnitTerms,
    UnitPostTerms,
)
from muster.reference.catalogue import table
from muster.reference.states import State, states
from muster.reference.unit_types import UnitType, unit_types

SEED = 2018
TODAY = date(2018, 10, 1)
"""The day as of which the register is full."""

POSTS, SUB_UNITS, EQUIPMENT, SELF_SUSTAINMENT = 40, 6, 30, 12
JOINT_SHARE = 0.03
SOURCE = "Made up to measure with"

BRANCHES = ("Headquarters", "First company", "Second company", "Third company", "Support company", "Medical section")
POST_TITLES = (
    "Commander", "Deputy commander", "Operations officer", "Logistics officer", "Medical officer", "Signals officer",
    "Platoon leader", "Section leader", "Driver", "Gunner", "Mechanic", "Cook", "Nurse", "Signaller", "Rifleman",
)  # fmt: skip
RANKS = ("OF-1", "OF-2", "OF-3", "OF-4", "OR-2", "OR-4", "OR-6", "OR-8")
WEAPONS = ("", "assault rifle", "pistol", "machine gun", "mortar")
LICENCES = ("", "", "B", "C", "CE", "D")
LANGUAGES = ("en", "fr", "en;fr", "es", "ar;en", "ru;en")
ITEMS = ("wheeled carrier", "truck 5 t", "generator 100 kVA", "water trailer", "bulldozer", "ambulance", "radio set",
         "field kitchen", "fork-lift", "container 20 ft")  # fmt: skip
APPROVALS = ("unknown", "authorised", "cabinet", "parliament")


@cache
def pledging_states() -> tuple[State, ...]:
    """Return the Member States, without the observers."""
    return tuple(one for one in states() if one.status == "member")


@cache
def formed_units() -> tuple[UnitType, ...]:
    """Return the unit types in which there is a post for each line of the table of organisation."""
    return tuple(
        kind for kind in unit_types() if kind.category != INDIVIDUALS and (kind.strength_max or 0) > POSTS + SUB_UNITS
    )


def chance_of(number: int, what: str) -> random.Random:
    """Return the dice of one pledge for one purpose, so that what is added later changes nothing else."""
    return random.Random(f"{SEED} {number} {what}")


def made_up_terms(number: int, givers: Sequence[State]) -> PledgeTerms:
    """Return what the pledge of this number says first, made by one of `givers`; some have far more pledges."""
    dice = chance_of(number, "content")
    state = givers[min(int(dice.random() ** 1.5 * len(givers)), len(givers) - 1)]
    kind = dice.choice(formed_units())
    strength = dice.randint(max(kind.strength_min or 0, POSTS + SUB_UNITS), kind.strength_max or 0)
    available = TODAY + timedelta(days=dice.randrange(-700, 500))
    stay = dice.choice((6, 12, 12, 12, 24))
    return PledgeTerms(
        reference=f"{state.iso3}-{kind.code}-{number}".lower(),
        state=state.iso3,
        unit_type=kind.code,
        strength=strength,
        available_from=available,
        title=f"{kind.name} {number} of {state.display_name}"[:200],
        women=strength * dice.randrange(0, 20) // 100,
        officers=strength * dice.randrange(4, 10) // 100,
        units_offered=dice.choice((1, 1, 1, 2)),
        rotations_guaranteed=dice.randrange(0, 5),
        available_until=available + timedelta(days=dice.randrange(900, 2500)) if dice.random() < 0.4 else None,
        notice_days=dice.choice((30, 60, 90, 90, 180)),
        stay_minimum_months=min(6, stay),
        stay_maximum_months=stay,
        dwell_months=dice.choice((0, 6, 12)),
        home_base=f"Garrison {number % 300}",
        airport=f"Airport {number % 40}",
        seaport=f"Port {number % 30}",
        languages=dice.choice(LANGUAGES),
        approval=dice.choice(APPROVALS),
        note_verbale=f"NV/{number}",
        note_verbale_on=available - timedelta(days=dice.randrange(60, 400)),
        note_language="en",
        signatory="Permanent Mission",
        remarks="Made up to measure with. " * dice.randrange(1, 8),
        caveats=_caveats(dice),
        sub_units=_sub_units(),
        posts=_posts(dice, strength),
        equipment=tuple(_equipment_line(dice) for _ in range(EQUIPMENT)),
        self_sustainment=_self_sustainment(dice),
        contributions=_contributions(dice, state, givers, strength),
        source=SOURCE,
        standing=Standing.ILLUSTRATIVE,
    )


def changed(terms: PledgeTerms, number: int, version: int) -> PledgeTerms:
    """Return what a later version says: other people, other notice, some equipment renewed."""
    dice = chance_of(number, f"version {version}")
    equipment = tuple(_equipment_line(dice) if dice.random() < 0.1 else line for line in terms.equipment)
    return replace(
        terms,
        women=min(terms.strength, terms.women + dice.randrange(1, 5)),
        notice_days=dice.choice((30, 60, 90)),
        equipment=equipment,
        note_verbale=f"NV/{number}/{version}",
    )


def _caveats(dice: random.Random) -> tuple[CaveatTerms, ...]:
    """Two caveats of different kinds."""
    kinds = (
        CaveatTerms("excluded-mission", dice.choice(("MINUSMA", "MONUSCO", "UNMISS"))),
        CaveatTerms("excluded-task", dice.choice(("crowd control", "detention", "night movement"))),
        CaveatTerms("maximum-stay", str(dice.choice((12, 24, 36)))),
        CaveatTerms("command", "national consent", "The capital is asked first.", is_hard=False),
    )
    return tuple(dice.sample(kinds, 2))


@cache
def _sub_units() -> tuple[SubUnitTerms, ...]:
    """One headquarters, and the other sub-units under it."""
    outlines = ("1", *(f"1.{branch}" for branch in range(1, SUB_UNITS)))
    return tuple(SubUnitTerms(outline, name) for outline, name in zip(outlines, BRANCHES, strict=True))


def _posts(dice: random.Random, strength: int) -> tuple[UnitPostTerms, ...]:
    """Posts that hold all people of the unit: one in each, the rest spread over them."""
    counts = [1 + (strength - POSTS) // POSTS] * POSTS
    for place in range((strength - POSTS) % POSTS):
        counts[place] += 1
    outlines = [branch.outline for branch in _sub_units()]
    return tuple(
        UnitPostTerms(
            outline=outlines[place % SUB_UNITS],
            title=POST_TITLES[place % len(POST_TITLES)],
            count=count,
            rank=dice.choice(RANKS),
            women=dice.randrange(0, 2),
            specialist_code=f"S{dice.randrange(100, 999)}",
            weapon=dice.choice(WEAPONS),
            driving_licence=dice.choice(LICENCES),
            language=dice.choice(("", "en", "fr")),
        )
        for place, count in enumerate(counts)
    )


@cache
def _codes(name: str) -> tuple[str, ...]:
    return tuple(table(name).by_key)


def _equipment_line(dice: random.Random) -> EquipmentTerms:
    quantity = dice.randrange(1, 30)
    return EquipmentTerms(
        category=dice.choice(_codes("equipment_categories")),
        item=dice.choice(ITEMS),
        quantity=quantity,
        make_and_model=f"Maker {dice.randrange(1, 40)}, model {dice.randrange(1, 400)}",
        serviceable=dice.randrange(quantity // 2, quantity + 1),
        built_in=dice.randrange(1985, 2018),
        condition=dice.choice(("new", "overhauled", "used")),
        ownership=dice.choice(("owned", "owned", "to-be-procured")),
        fuel=dice.choice(("", "diesel")),
        length_cm=dice.randrange(100, 1300),
        width_cm=dice.randrange(100, 260),
        height_cm=dice.randrange(100, 420),
        weight_kg=dice.randrange(50, 30_000),
        painting="white",
    )


def _self_sustainment(dice: random.Random) -> tuple[SelfSustainmentTerms, ...]:
    categories = dice.sample(_codes("self_sustainment_categories"), SELF_SUSTAINMENT)
    return tuple(
        SelfSustainmentTerms(one, dice.choice(("state", "state", "organisation")), stock_days=dice.randrange(30, 90))
        for one in categories
    )


def _contributions(
    dice: random.Random, state: State, givers: Sequence[State], strength: int
) -> tuple[ContributionTerms, ...]:
    """The State and one or two partners, for some pledges."""
    others = [one for one in givers if one is not state]
    if dice.random() >= JOINT_SHARE or not others:
        return ()
    partners = dice.sample(others, min(len(others), dice.randint(1, 2)))
    lead = ContributionTerms(state.iso3, is_lead=True, brings="the unit", strength=strength // 2, owns_equipment=True)
    return (lead, *(ContributionTerms(one.iso3, brings="a company", strength=strength // 4) for one in partners))
