"""Reads of cases, each from what the viewer may see: the register's secretariat, the State, the mission."""

from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet

from muster.generation.models import Case, CaseNote, CasePhase, CaseStage, MissionBlock
from muster.generation.queries.facts import believed
from muster.kit.day_text import long_day
from muster.kit.errors import NotFound
from muster.kit.facts import known_on
from muster.parties import visibility
from muster.parties.viewer import Viewer

CASE_FIELDS = visibility.Fields(
    owner="state_id", addressee="register_id", mission="post__requirement__mission__organisation_id"
)
NOTE_FIELDS = visibility.Fields(
    owner="case__state_id",
    addressee="case__register_id",
    mission="case__post__requirement__mission__organisation_id",
)
BLOCK_FIELDS = visibility.Fields(is_to_every_party=True)


def visible_cases(viewer: Viewer, day: date) -> QuerySet[Case]:
    """Return the cases that the viewer may see and that were known on `day`, with what lists show."""
    return (
        known_on(Case.objects.filter(visibility.rows(viewer, CASE_FIELDS)), day)
        .select_related("state", "register", "post__requirement__mission__organisation", "pledge", "owed_by")
        .order_by("reference")
    )


def still_open(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Return those of `cases` that are neither closed nor abandoned."""
    return cases.filter(stage=CaseStage.OPEN)


def visible_case(viewer: Viewer, day: date, reference: str) -> Any:
    """Return one case with `known_phases` in order and `known_notes`, latest first, as it stood. Raises NotFound."""
    phases = Prefetch(
        "phases", queryset=CasePhase.objects.select_related("promised_by").order_by("pk"), to_attr="known_phases"
    )
    notes = Prefetch("notes", queryset=visible_notes(viewer, day), to_attr="known_notes")
    found = visible_cases(viewer, day).prefetch_related(phases, notes).filter(reference=reference).first()
    if found is None:
        raise NotFound(f"There is no case {reference!r} that you may see as of {long_day(day)}.")
    for one in found.known_phases:
        if one.ended_known_from is not None and one.ended_known_from > day:
            one.outcome = ""
    return as_it_stood(found, day)


def as_it_stood(case: Any, day: date) -> Any:
    """Return a case without how it ended after `day`; `has_ended_since`: what is written today is refused."""
    case.has_ended_since = case.ended_on is not None and case.ended_on > day
    if case.has_ended_since:
        case.stage, case.ended_on, case.ended_reason = CaseStage.OPEN, None, ""
    return case


def visible_notes(viewer: Viewer, day: date) -> QuerySet[CaseNote]:
    """Return the entries of the logs of cases that the viewer may see, known on `day`, latest first."""
    seen = CaseNote.objects.filter(visibility.rows(viewer, NOTE_FIELDS))
    return known_on(seen.select_related("case", "by"), day)


def visible_block(viewer: Viewer, day: date, reference: str) -> MissionBlock:
    """Return one block. Raises NotFound if none is believed on `day`."""
    found = visible_blocks(viewer, day).filter(reference=reference).first()
    if found is None:
        raise NotFound(f"There is no block {reference!r} as of {long_day(day)}.")
    return found


def visible_blocks(viewer: Viewer, day: date) -> QuerySet[MissionBlock]:
    """Return the blocks believed on `day`: every party must know what holds its units up."""
    seen = MissionBlock.objects.filter(visibility.rows(viewer, BLOCK_FIELDS))
    return believed(seen, day).select_related("mission").order_by("-held_from", "reference")
