"""Pledges drawn at random and whole, and a workbook as somebody changes it in a spreadsheet program."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import openpyxl
from hypothesis import strategies as st

from muster.parties.viewer import SYSTEM, Viewer
from muster.pledges import actions
from muster.pledges.actions.content import latest_content
from muster.pledges.models import (
    ApprovalStatus,
    CaveatKind,
    ContributionPattern,
    LeaseMode,
    Marking,
    Ownership,
    Pledge,
    Provider,
)
from muster.pledges.rules.content import is_pool
from muster.pledges.terms import (
    CaveatTerms,
    ContributionTerms,
    EquipmentTerms,
    PledgeTerms,
    PoolTerms,
    SelfSustainmentTerms,
    SubUnitTerms,
    UnitPostTerms,
)
from muster.pledges.workbook import export, import_workbook
from muster.reference.catalogue import table
from muster.reference.states import states
from muster.reference.unit_types import unit_types
from tests.record import KNOWN, Parties

TODAY = date(2018, 10, 1)


def terms_on_record(pledge: Pledge) -> PledgeTerms:
    """Return what a pledge on record says, without its source and standing."""
    return replace(latest_content(pledge, today=TODAY), source=None, standing=None)


def imported(parties: Parties, data: bytes, who: str | Viewer = "owning State") -> tuple[int, int]:
    """Import a workbook as somebody."""
    viewer = parties[who] if isinstance(who, str) else who
    return import_workbook(viewer, data, register=parties.organisations["UN"], today=TODAY)


def created(parties: Parties, *all_terms: PledgeTerms) -> bytes:
    """Enter pledges of Kazakhstan and return its workbook."""
    for terms in all_terms:
        actions.create_pledge(SYSTEM, terms, register=parties.organisations["UN"], today=KNOWN)
    return export(parties["owning State"], TODAY)


def edited(data: bytes, change: Callable[[openpyxl.Workbook], object]) -> bytes:
    """Return a workbook after somebody changed it in a spreadsheet program."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def put(data: bytes, heading: str, value: Any, row: int = 2, sheet: str = "Note verbale") -> bytes:
    """Return a workbook with one cell changed, found by its heading."""

    def change(book: openpyxl.Workbook) -> None:
        page = book[sheet]
        (column,) = [cell.column or 0 for cell in page[1] if str(cell.value).split(" (")[0] == heading]
        page.cell(row, column).value = value

    return edited(data, change)


words = st.text(st.sampled_from("Aé ßЖ漢ع=+-@'\";,<&>0_x"), max_size=20).map(str.strip)
some_words = words.filter(bool)
lines = st.lists(some_words, max_size=3).map("\n".join)
days = st.dates(date(1950, 1, 1), date(2100, 1, 1))
perhaps_days = st.none() | days
codes = st.sampled_from([one.iso3 for one in states()])
people = st.integers(1, 60)
languages = st.sampled_from(["", "en", "ru;en;kk"])
perhaps_sizes = st.none() | st.integers(0, 2**31 - 1)


def values_of(choices: Any) -> st.SearchStrategy[str]:
    """Draw a value of a list of choices, as plain text."""
    return st.sampled_from([str(one.value) for one in choices])


@st.composite
def caveats(draw: st.DrawFn) -> CaveatTerms:
    """Draw a caveat that its State could have made."""
    kind = draw(st.sampled_from(list(CaveatKind)))
    named = {CaveatKind.MAXIMUM_STAY: st.integers(1, 120).map(str), CaveatKind.NEEDED_PARTNER: codes}
    value = draw(named.get(kind, some_words))
    return CaveatTerms(kind.value, value, draw(words), draw(st.booleans()), draw(perhaps_days))


@st.composite
def organisations(draw: st.DrawFn) -> tuple[tuple[SubUnitTerms, ...], tuple[UnitPostTerms, ...]]:
    """Draw a table of organisation: a tree in which each branch lies under one before it."""
    outlines: list[str] = []
    branches = []
    for _ in range(draw(st.integers(0, 4))):
        above = draw(st.sampled_from(["", *outlines]))
        beside = sum(1 for one in outlines if one.rpartition(".")[0] == above)
        outlines.append(f"{above}.{beside + 1}" if above else str(beside + 1))
        branches.append(SubUnitTerms(outlines[-1], draw(some_words), draw(st.just("") | codes)))
    posts = []
    for _ in range(draw(st.integers(0, 4)) if outlines else 0):
        count = draw(people)
        posts.append(
            UnitPostTerms(
                outline=draw(st.sampled_from(outlines)),
                title=draw(some_words),
                count=count,
                rank=draw(words),
                women=draw(st.integers(0, count)),
                specialist_code=draw(words),
                weapon=draw(words),
                driving_licence=draw(words),
                language=draw(st.sampled_from(["", "fr"])),
            )
        )
    return tuple(branches), tuple(posts)


@st.composite
def equipment(draw: st.DrawFn) -> EquipmentTerms:
    """Draw a line of major equipment."""
    quantity = draw(st.integers(1, 100_000))
    return EquipmentTerms(
        category=draw(st.sampled_from(list(table("equipment_categories").by_key))),
        item=draw(some_words),
        quantity=quantity,
        make_and_model=draw(words),
        serviceable=draw(st.none() | st.integers(0, quantity)),
        built_in=draw(st.none() | st.integers(1900, 2200)),
        condition=draw(words),
        ownership=draw(values_of(Ownership)),
        lease=draw(values_of(LeaseMode)),
        armament=draw(words),
        fuel=draw(words),
        length_cm=draw(perhaps_sizes),
        width_cm=draw(perhaps_sizes),
        height_cm=draw(perhaps_sizes),
        weight_kg=draw(perhaps_sizes),
        painting=draw(words),
        contributor=draw(st.just("") | codes),
    )


@st.composite
def self_sustainment(draw: st.DrawFn) -> SelfSustainmentTerms:
    """Draw a category of self-sustainment."""
    return SelfSustainmentTerms(
        category=draw(st.sampled_from(list(table("self_sustainment_categories").by_key))),
        provider=draw(values_of(Provider)),
        level=draw(words),
        stock_days=draw(st.none() | st.integers(0, 32_767)),
        remarks=draw(words),
        contributor=draw(st.just("") | codes),
    )


@st.composite
def pools(draw: st.DrawFn) -> PoolTerms:
    """Draw a line of a pool of individuals."""
    count = draw(people)
    return PoolTerms(
        profile=draw(some_words),
        count=count,
        rank=draw(words),
        women=draw(st.integers(0, count)),
        languages=draw(languages),
        remarks=draw(words),
    )


@st.composite
def contributions(draw: st.DrawFn, strength: int) -> tuple[ContributionTerms, ...]:
    """Draw what the partners of a joint pledge bring: none, or one lead and perhaps another State."""
    found = []
    for state in draw(st.sampled_from([(), ("KAZ",), ("IND", "KAZ")])):
        begins = draw(perhaps_days)
        ends = st.dates((begins or KNOWN) + timedelta(days=1), date(2110, 1, 1))
        found.append(
            ContributionTerms(
                state=state,
                pattern=draw(values_of(ContributionPattern)),
                is_lead=state == "KAZ",
                brings=draw(words),
                strength=draw(st.integers(0, strength)),
                contributes_from=begins,
                contributes_until=draw(st.none() | ends),
                owns_equipment=draw(st.booleans()),
                holds_memorandum=draw(st.booleans()),
                supplies_self_sustainment=draw(st.booleans()),
            )
        )
    return tuple(found)


@st.composite
def pledges(draw: st.DrawFn, number: int = 0) -> PledgeTerms:
    """Draw a pledge that Kazakhstan could have made: its header and all its lists."""
    strength, shortest = draw(st.integers(240, 100_000)), draw(st.integers(1, 120))
    start = draw(days)
    unit_type = draw(st.sampled_from([one.code for one in unit_types()]))
    sub_units, posts = ((), ()) if is_pool(unit_type) else draw(organisations())
    pool = draw(st.lists(pools(), max_size=3)) if is_pool(unit_type) else []
    said = draw(st.lists(caveats(), max_size=3, unique_by=lambda one: (one.kind, one.value)))
    supplies = st.lists(self_sustainment(), max_size=2, unique_by=lambda one: (one.category, one.contributor))
    return PledgeTerms(
        reference=draw(st.from_regex(r"\A[A-Za-z0-9_-]{1,40}\Z")) + f"-{number}",
        state="KAZ",
        unit_type=unit_type,
        strength=strength,
        women=draw(st.integers(0, strength)),
        officers=draw(st.integers(0, strength)),
        units_offered=draw(st.integers(1, 100)),
        rotations_guaranteed=draw(st.integers(0, 40)),
        available_from=start,
        available_until=draw(st.none() | st.integers(1, 9_000).map(lambda more: start + timedelta(days=more))),
        notice_days=draw(st.integers(0, 730)),
        at_port_from=draw(perhaps_days),
        stay_minimum_months=shortest,
        stay_maximum_months=draw(st.integers(shortest, 120)),
        dwell_months=draw(st.integers(0, 120)),
        title=draw(words),
        home_base=draw(words),
        airport=draw(words),
        seaport=draw(words),
        languages=draw(languages),
        language_level=draw(words),
        preferred_missions=draw(st.sampled_from(["", "UNIFIL;UNDOF"])),
        environment_limits=draw(words),
        approval=draw(values_of(ApprovalStatus)),
        partner_needed_for=draw(st.sampled_from(["", "lift; funding"])),
        offers_mentoring=draw(st.booleans()),
        marking=draw(values_of(Marking)),
        note_verbale=draw(words),
        note_verbale_on=draw(perhaps_days),
        note_language=draw(st.sampled_from(["", "fr"])),
        signatory=draw(words),
        remarks=draw(lines),
        unit=draw(st.sampled_from(["", "kazbat"])),
        caveats=tuple(sorted(said, key=lambda one: (one.kind, one.value))),
        sub_units=sub_units,
        posts=posts,
        equipment=tuple(draw(st.lists(equipment(), max_size=3))),
        self_sustainment=tuple(draw(supplies)),
        pool=tuple(pool),
        contributions=draw(contributions(strength)),
    )
