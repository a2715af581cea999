"""Enters what States offer and allow: pledges with caveats, level events, national acts."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from muster.authorisations.actions import record_act
from muster.authorisations.models import NationalAct
from muster.demonstration.load_missions import mission
from muster.demonstration.load_parties import organisation
from muster.demonstration.rows import Row, place, read_rows
from muster.parties.models import Organisation
from muster.parties.viewer import SYSTEM
from muster.pledges import actions
from muster.pledges.levels import Level
from muster.pledges.models import LevelEvent, Pledge
from muster.pledges.terms import CaveatTerms, PledgeTerms, split_list


def known_pledges() -> set[str]:
    """Return the references of the pledges on record."""
    return set(Pledge.objects.values_list("reference", flat=True))


def caveats_by_pledge() -> dict[str, list[CaveatTerms]]:
    """Return the caveats of the record by pledge."""
    caveats: dict[str, list[CaveatTerms]] = defaultdict(list)
    for row in read_rows("caveats"):
        with place(row):
            caveats[row["pledge"]].append(CaveatTerms(row["kind"], row["value"], row["text"]))
    return caveats


def pledge_terms(row: Row, caveats: Sequence[CaveatTerms]) -> PledgeTerms:
    """Return what a row of the pledges says."""
    return PledgeTerms(
        reference=row["reference"],
        state=row["state"],
        unit_type=row["unit_type"],
        title=row["title"],
        strength=row.integer("strength"),
        women=row.integer("women"),
        available_from=row.day("available_from"),
        available_until=row.optional_day("available_until"),
        notice_days=row.integer("notice_days"),
        stay_minimum_months=row.integer("stay_minimum_months"),
        stay_maximum_months=row.integer("stay_maximum_months"),
        dwell_months=row.integer("dwell_months"),
        languages=row["languages"],
        remarks=row["remarks"],
        caveats=tuple(caveats),
        source=row["source"],
        standing=row.standing,
    )


def load_pledge(row: Row, known: set[str], register: Organisation, caveats: Sequence[CaveatTerms]) -> bool:
    """Enter a pledge with its caveats and hand it in, unless it is a draft; False where it is there."""
    if row["reference"] in known:
        return False
    actions.create_pledge(SYSTEM, pledge_terms(row, caveats), register=register, today=row.day("known_from"))
    if row.truth("submitted"):
        actions.submit_pledge(SYSTEM, row["reference"], today=row.day("known_from"))
    return True


def known_levels() -> set[tuple[str, str, date]]:
    """Return the level events on record by pledge, level and first day."""
    return set(LevelEvent.objects.values_list("pledge__reference", "level", "held_from"))


def load_level(row: Row, known: set[tuple[str, str, date]]) -> bool:
    """Enter a level event; False where it is there."""
    if (row["pledge"], row["level"], row.day("held_from")) in known:
        return False
    actions.change_level(
        SYSTEM,
        row["pledge"],
        Level(row["level"]),
        held_from=row.day("held_from"),
        known_from=row.day("known_from"),
        evidence=row["evidence"],
        decided_by=row["decided_by"],
        source=row["source"],
        standing=row.standing,
    )
    return True


def known_acts() -> set[str]:
    """Return the references of the national acts on record."""
    return set(NationalAct.objects.values_list("reference", flat=True))


def load_act(row: Row, known: set[str]) -> bool:
    """Enter a national act; False where it is there."""
    if row["reference"] in known:
        return False
    act = NationalAct(
        state=organisation(row["state"]),
        reference=row["reference"],
        title=row["title"],
        body=row["body"],
        decided_on=row.day("decided_on"),
        valid_from=row.day("valid_from"),
        valid_until=row.optional_day("valid_until"),
        personnel_ceiling=row.optional_integer("personnel_ceiling"),
        conditions=row["conditions"],
        known_from=row.day("known_from"),
        source=row["source"],
        standing=row.standing,
    )
    record_act(SYSTEM, act, [mission(acronym) for acronym in split_list(row["missions"])])
    return True
