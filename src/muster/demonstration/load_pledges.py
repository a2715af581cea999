"""Enters what States offer and allow: pledges with caveats and lists, level events, partners' notes, national acts."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from muster.authorisations.actions import record_act
from muster.authorisations.models import ActCeiling, NationalAct
from muster.demonstration.lines import Content
from muster.demonstration.load_deployments import pledge
from muster.demonstration.load_missions import mission
from muster.demonstration.load_parties import organisation
from muster.demonstration.rows import Row, place, read_rows
from muster.kit.standing import Standing
from muster.parties.viewer import SYSTEM
from muster.pledges import actions
from muster.pledges.actions.content import latest_content
from muster.pledges.levels import Level
from muster.pledges.models import LevelEvent, PartnerNote, Pledge, PledgeVersion
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
    """Return what a row of the pledges says.

    Every pledge that was handed in came by note verbale (2.2 of the dossier); none of them is published, and so a word
    stands where its number would.
    """
    is_submitted = row.truth("submitted")
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
        unit=row["unit"],
        note_verbale=_note_verbale(row) if is_submitted else "",
        note_verbale_on=row.day("known_from") if is_submitted else None,
        caveats=tuple(caveats),
        source=row["source"],
        standing=row.standing,
    )


def _note_verbale(row: Row) -> str:
    return "illustrative" if row.standing == Standing.ILLUSTRATIVE else "number not published"


def load_pledge(row: Row, known: set[str], pools: Mapping[str, Content], caveats: Sequence[CaveatTerms]) -> bool:
    """Enter a pledge with its caveats, hand it in unless it is a draft, and acknowledge it; False where it is there.

    No day of an acknowledgement is published: the day on which the pledge became known stands for it.
    """
    reference, today = row["reference"], row.day("known_from")
    if reference in known:
        return False
    terms = pledge_terms(row, caveats)
    if reference in pools:
        terms = pools[reference].put_into(terms)
    actions.create_pledge(SYSTEM, terms, register=organisation(row["register"]), today=today)
    if row.truth("submitted"):
        actions.submit_pledge(SYSTEM, reference, today=today)
    if row.truth("acknowledged"):
        actions.acknowledge_pledge(SYSTEM, reference, today=today)
    return True


def known_changes() -> set[tuple[str, date]]:
    """Return the versions on record by pledge and first day."""
    return set(PledgeVersion.objects.values_list("pledge__reference", "known_from"))


def load_change(row: Row, known: set[tuple[str, date]], contents: Mapping[str, Content]) -> bool:
    """Enter the day on which a pledge came to say more, with its lists; False where it is there."""
    today = row.day("known_from")
    if (row["pledge"], today) in known:
        return False
    terms = contents[row["pledge"]].put_into(latest_content(pledge(row["pledge"]), today=today))
    terms = replace(terms, source=row["source"], standing=row.standing)
    actions.change_pledge(SYSTEM, terms, today=today)
    return True


def known_notes() -> set[tuple[str, str, date]]:
    """Return the partners' notes on record by pledge, State and first day."""
    return set(PartnerNote.objects.values_list("pledge__reference", "state__code", "held_from"))


def load_note(row: Row, known: set[tuple[str, str, date]]) -> bool:
    """Enter that a partner agrees to its part of a joint pledge; False where it is there."""
    if (row["pledge"], row["state"], row.day("held_from")) in known:
        return False
    actions.partner_agrees(
        SYSTEM,
        row["pledge"],
        held_from=row.day("held_from"),
        today=row.day("known_from"),
        note_verbale=row["note_verbale"],
        state=organisation(row["state"]),
        source=row["source"],
        standing=row.standing,
    )
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
    """Enter a national act with its ceilings; False where it is there."""
    reference = row["reference"]
    if reference in known:
        return False
    act = NationalAct(
        state=organisation(row["state"]),
        reference=reference,
        title=row["title"],
        kind=row["kind"],
        replaces=NationalAct.objects.get(reference=row["replaces"]) if row["replaces"] else None,
        categories=row["categories"],
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
    ceilings = [_ceiling(one) for one in read_rows("act_ceilings") if one["act"] == reference]
    record_act(SYSTEM, act, [mission(acronym) for acronym in split_list(row["missions"])], ceilings)
    return True


def _ceiling(row: Row) -> ActCeiling:
    """Return a ceiling of an act, not yet entered."""
    return ActCeiling(
        mission=mission(row["mission"]) if row["mission"] else None,
        category=row["category"],
        personnel=row.integer("personnel"),
    )
