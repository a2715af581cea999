"""Cases, offers and findings as the measures read them."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from muster.generation.models import CallAnswer, CallAnswerKind, Case, CasePhase, CaseStage, OfferStage, PhaseStage
from muster.generation.queries.cases import NOTE_FIELDS as OF_A_CASE
from muster.generation.queries.cases import visible_cases
from muster.generation.queries.offer import visible_offers
from muster.generation.queries.selection import visible_feedback
from muster.kit.facts import known_on
from muster.parties import visibility
from muster.pledges.models import LevelEvent, PledgeVersion
from muster.pledges.queries.access import seen_whole
from muster.visits.queries import visible_findings
from muster.visits.stages import CLOSED_STANDINGS
from muster.yardsticks.facts.reading import Reading
from muster.yardsticks.measures.finding_closure import FindingFact
from muster.yardsticks.measures.record_facts import CaseFact, PhaseFact
from muster.yardsticks.measures.selection_transparency import OfferFact

MISSION = "post__requirement__mission"


def cases(reading: Reading) -> list[CaseFact]:
    """Return the cases that the viewer may see, drills left out. Five queries."""
    rows = list(
        visible_cases(reading.viewer, reading.day).filter(
            reading.subject.condition(mission=f"{MISSION}__acronym", state="state__code"), is_drill=False
        )
    )
    keys = [one.pk for one in rows]
    phases, refused = _phases(reading, keys), _refused(reading, keys)
    levels, notices = _levels(reading, rows), _notices(reading, rows)
    return [
        CaseFact(
            reference=one.reference,
            state=one.state.code,
            mission=one.post.requirement.mission.acronym,
            unit_type=one.post.unit_type,
            variant=one.variant,
            requested_on=one.requested_on,
            wanted_on=one.wanted_on,
            known_from=one.known_from,
            level=levels.get(one.pk, ""),
            promised_notice=notices.get(one.pk),
            abandoned_on=one.ended_on if one.stage == CaseStage.ABANDONED else None,
            refused_on=refused.get(one.pk),
            phases=tuple(phases[one.pk]),
            illustrative=one.illustrative,
        )
        for one in rows
    ]


def _phases(reading: Reading, keys: Collection[int]) -> Mapping[int, list[PhaseFact]]:
    found: dict[int, list[PhaseFact]] = defaultdict(list)
    seen = CasePhase.objects.filter(visibility.rows(reading.viewer, OF_A_CASE), case__in=keys)
    for one in seen.exclude(stage=PhaseStage.LEFT_OUT).order_by("pk"):
        done = one.done_on if one.stage == PhaseStage.DONE else None
        found[one.case_id].append(PhaseFact(one.phase, one.started_on, done, one.ended_known_from))
    return found


def _refused(reading: Reading, keys: Collection[int]) -> Mapping[int, date]:
    """Return when States refused a call, where that was their last word."""
    seen = CallAnswer.objects.filter(visibility.rows(reading.viewer, OF_A_CASE), case__in=keys)
    last = {one.case_id: one for one in known_on(seen, reading.day).order_by("said_on", "pk")}
    return {key: one.said_on for key, one in last.items() if one.answer == CallAnswerKind.REFUSED}


def _levels(reading: Reading, rows: Collection[Case]) -> dict[int, str]:
    """Return the level of the pledge of each case on the day of the request, where the viewer sees the pledge whole."""
    keys = [one.pledge_id for one in rows if one.pledge_id]
    events: dict[int, list[tuple[date, str]]] = defaultdict(list)
    seen = known_on(LevelEvent.objects.filter(seen_whole(reading.viewer), pledge__in=keys), reading.day)
    for pledge, held_from, level in seen.order_by("held_from", "pk").values_list("pledge_id", "held_from", "level"):
        events[pledge].append((held_from, level))
    found = {}
    for one in rows:
        held = [level for held_from, level in events.get(one.pledge_id or 0, ()) if held_from <= one.requested_on]
        if held:
            found[one.pk] = held[-1]
    return found


def _notices(reading: Reading, rows: Collection[Case]) -> dict[int, int]:
    """Return the notice that the pledge of each case promised on the day of the request."""
    keys = [one.pledge_id for one in rows if one.pledge_id]
    said: dict[int, list[tuple[date, int]]] = defaultdict(list)
    seen = known_on(PledgeVersion.objects.filter(seen_whole(reading.viewer), pledge__in=keys), reading.day)
    for pledge, known_from, notice in seen.order_by("number").values_list("pledge_id", "known_from", "notice_days"):
        said[pledge].append((known_from, notice))
    found = {}
    for one in rows:
        versions = said.get(one.pledge_id or 0, [])
        then = [notice for known_from, notice in versions if known_from <= one.requested_on]
        if versions:
            found[one.pk] = then[-1] if then else versions[0][1]
    return found


def offers(reading: Reading) -> list[OfferFact]:
    """Return the offers that were not chosen, with what their States were told. Three queries."""
    rows = visible_offers(reading.viewer, reading.day).filter(
        reading.subject.condition(mission=f"{MISSION}__acronym", state="state__code"),
        stage=OfferStage.NOT_SELECTED,
        decided_on__lte=reading.day,
    )
    told = {one.offer_id: one for one in visible_feedback(reading.viewer, reading.day).order_by("pk")}
    found = []
    for one in rows:
        feedback = told.get(one.pk)
        if one.decided_on is not None:
            found.append(
                OfferFact(
                    reference=one.reference,
                    state=one.state.code,
                    mission=one.post.requirement.mission.acronym,
                    decided_on=one.decided_on,
                    known_from=one.known_from,
                    has_reason=feedback is not None and bool(feedback.reasons),
                    told_on=feedback.sent_on if feedback else None,
                    illustrative=one.illustrative,
                )
            )
    return found


def findings(reading: Reading) -> list[FindingFact]:
    """Return the findings of visits that the viewer may see. One query."""
    rows: Any = visible_findings(reading.viewer, reading.day).filter(
        reading.subject.condition(mission="visit__mission__code", state="visit__state__code")
    )
    return [
        FindingFact(
            reference=one.reference,
            visit=one.visit.reference,
            state=one.visit.state.code,
            mission=one.visit.mission.code if one.visit.mission else "",
            severity=one.severity,
            raised_on=one.raised_on,
            known_from=one.known_from,
            due_on=one.due_on,
            settled_on=one.standing_since if one.current_standing in CLOSED_STANDINGS else None,
            illustrative=one.visit.illustrative,
        )
        for one in rows.select_related("visit__mission")
    ]
