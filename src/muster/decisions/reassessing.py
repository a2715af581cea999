"""Writes of assessments due again: what a changed fact does to dossiers, and what settles it.

A fact that changed is told in the transaction of the write that changed it. What rests on it is a State's own: nobody
else reads why.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.dispatch import receiver
from django.urls import reverse

from muster.audit import actions as audit
from muster.changes.actions import record_change
from muster.changes.models import ChangeKind, FactChange, ReachKind
from muster.changes.signals import fact_changed
from muster.changes.terms import ChangeTerms, ReachTerms
from muster.decisions.data.keeping import points_of
from muster.decisions.data.point import DataPoint
from muster.decisions.data.reading import read_data
from muster.decisions.data.risk import fatality_points
from muster.decisions.models import Assessment, Criterion, Dossier, Reassessment
from muster.decisions.queries.asking import asked_of, viewer_of_state
from muster.decisions.queries.reassessments import (
    dossiers_resting_on,
    last_assessment,
    live_dossiers,
    signatories,
    words_told,
)
from muster.decisions.rules.concerned import concerned_by
from muster.decisions.rules.material import RATE_KEYS, material_changes, why
from muster.kit.standing import Standing
from muster.notices.actions import bulk_notify
from muster.notices.terms import NoticeTerms, Subject
from muster.parties import visibility
from muster.parties.viewer import Viewer

TOPIC = "dossier-reassess"
PAGE = "dossier"
MOST_WORDS = 500


@receiver(fact_changed, dispatch_uid="reassess-dossiers")
def reassess_dossiers(*, actor: Viewer, change: FactChange, today: date, **_more: Any) -> list[ReachTerms]:
    """Raise what is due again in the dossiers on a mission or of a State, tell the State and those who signed.

    A criterion that was never assessed, and a change that is not material, raise and say nothing. Returns each dossier
    reached, with the reason.
    """
    concerned = concerned_by(change.kind)
    if not concerned:
        return []
    reached = []
    for dossier in dossiers_resting_on(change, today):
        raised = [
            again
            for criterion, keys in concerned.items()
            if (again := _reassessed(dossier, criterion, keys, change, today)) is not None
        ]
        if raised:
            reached.append(_raise(dossier, raised, change))
    return reached


def _reassessed(
    dossier: Dossier, criterion: str, keys: frozenset[str], change: FactChange, today: date
) -> Reassessment | None:
    """Return what is due again (unsaved): the data are read anew and held against the last assessment.

    As of the day of the change, or of the assessment where that is later: what is entered late was not among its data.
    A change that is known before it holds is looked at on the day from which it holds.
    """
    last = last_assessment(dossier, criterion)
    if last is None:
        return None
    known = max(today, last.known_from)
    looked_at = max(known, change.true_from)
    now = read_data(viewer_of_state(dossier.state), asked_of(dossier), criterion, looked_at)
    words = why(material_changes(points_of(last.data), now, known, keys))[:MOST_WORDS]
    if not words or words in words_told(dossier, criterion):
        return None
    return Reassessment(dossier=dossier, criterion=criterion, change=change, why=words, known_from=known)


def _raise(dossier: Dossier, raised: list[Reassessment], change: FactChange) -> ReachTerms:
    """Write what is due again, tell of it, and return it as reached.

    The event is the State's own: whoever changed the fact reads nothing of the dossiers that rest on it.
    """
    Reassessment.objects.bulk_create(raised)
    words = " ".join(one.why for one in raised)
    criteria = [one.criterion for one in raised]
    after = {"criteria": criteria, "change": change.pk, "why": words}
    audit.record(viewer_of_state(dossier.state), "decisions:reassessment:raised", dossier.reference, after=after)
    bulk_notify(_notices(dossier, raised, words, change))
    return ReachTerms(
        kind=ReachKind.DOSSIER,
        page=PAGE,
        reference=dossier.reference,
        title=dossier.title,
        why=words[:MOST_WORDS],
        owner_id=dossier.state_id,
    )


def _notices(dossier: Dossier, raised: list[Reassessment], words: str, change: FactChange) -> Iterable[NoticeTerms]:
    """Return what the State is told, and each member of it who signed what is due again."""
    criteria = ", ".join(str(Criterion(one.criterion).label) for one in raised)
    day = max(one.known_from for one in raised)
    signed = signatories(dossier, [one.criterion for one in raised], day)
    for member in (None, *signed):
        about = "you signed" if member else "of yours"
        yield NoticeTerms(
            topic=TOPIC,
            to=dossier.state,
            title=f"Dossier {dossier.reference}: assess anew ({criteria})",
            day=day,
            subject=Subject("dossier", dossier.reference, dossier.state.code, "", dossier.mission.acronym),
            body=f"A fact behind a dossier {about} changed: {change.subject}. {words}",
            href=reverse(PAGE, args=[dossier.reference]),
            once=f"dossier {dossier.reference} change {change.pk} {member or 'all'}",
            only_for=member,
        )


@transaction.atomic
def settle(assessment: Assessment) -> int:
    """Settle what was due again by the day of a new assessment of the criterion; return how many there were.

    Called by the action that writes the assessment, in its transaction: that one checked who may.
    """
    dossier = assessment.dossier
    due = Reassessment.objects.filter(
        dossier=dossier,
        criterion=assessment.criterion,
        settled_by__isnull=True,
        known_from__lte=assessment.known_from,
    )
    number = due.update(settled_by=assessment)
    if number:
        after = {"criterion": assessment.criterion, "assessment": assessment.number, "settled": number}
        audit.record(viewer_of_state(dossier.state), "decisions:reassessment:settled", dossier.reference, after=after)
    return number


def recheck_fatalities(actor: Viewer, day: date) -> list[FactChange]:
    """Hold the rate of fatalities behind each live dossier against that of `day`; record what moved materially.

    One changed fact for each mission, whose receivers then reach dossiers and all else that rests on it. A rate that
    was told before is held against what was told then: a second run changes nothing.
    """
    visibility.require_secretariat(actor, "The recheck of fatalities")
    by_mission: dict[str, list[Assessment]] = {}
    for dossier in live_dossiers(Dossier.objects.all(), day):
        last = last_assessment(dossier, Criterion.RISK)
        if last is not None and last.known_from <= day:
            by_mission.setdefault(dossier.mission.acronym, []).append(last)
    moved = (_moved(mission, assessments, day) for mission, assessments in sorted(by_mission.items()))
    return [record_change(actor, _terms(one, day), today=day) for one in moved if one is not None]


@dataclass(frozen=True)
class _Moved:
    """A mission's rate that moved materially: what it was and is, as data."""

    mission: str
    before: Mapping[str, DataPoint]
    after: Mapping[str, DataPoint]


def _moved(mission: str, assessments: Iterable[Assessment], day: date) -> _Moved | None:
    """Return a rate that moved against any of these assessments, or against what was told of it since."""
    now = fatality_points(mission, day)
    told = FactChange.objects.filter(kind=ChangeKind.FATALITIES, mission=mission, known_from__lte=day)
    last_told = told.order_by("-known_from").values_list("known_from", flat=True).first()
    for one in assessments:
        then = points_of(one.data)
        if last_told is not None and last_told >= one.known_from:
            then = tuple(fatality_points(mission, last_told))
        if material_changes(then, now, day, RATE_KEYS):
            return _Moved(mission, {point.key: point for point in then}, {point.key: point for point in now})
    return None


def _terms(moved: _Moved, day: date) -> ChangeTerms:
    source = next((one.source for one in moved.after.values() if one.source), "")
    return ChangeTerms(
        kind=ChangeKind.FATALITIES,
        subject=f"{moved.mission}: fatalities of uniformed people per 1,000 person-years",
        before=_rate_words(moved.before),
        after=_rate_words(moved.after),
        true_from=day,
        mission=moved.mission,
        source=source,
        standing=Standing.DERIVED.value,
    )


def _rate_words(points: Mapping[str, DataPoint]) -> str:
    """Return the rates of every cause and of malicious acts, each with its interval."""
    told = []
    for cause, key in (("every cause", "fatality"), ("malicious acts", "hostile")):
        rate, low, high = (points.get(f"{key}-{end}") for end in ("rate", "low", "high"))
        if rate is not None and low is not None and high is not None:
            told.append(f"{cause} {float(rate.value):.2f} ({float(low.value):.2f} to {float(high.value):.2f})")
    return "; ".join(told)
