"""Writes to a State's records of history: entered, changed, published, taken back.

Raises NotFound, NotAllowed for whoever is no officer of the State, Refused.
"""

from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotAllowed, Problem, Refused
from muster.kit.read_version import require_version
from muster.kit.standing import Standing
from muster.parties.models import Organisation, OrganisationKind, Role
from muster.parties.viewer import Viewer
from muster.reference.errors import UnknownFactError
from muster.reference.missions import mission as operation
from muster.statistics.models import HistoryEntry, HistoryPoint
from muster.statistics.queries.history import visible_entry
from muster.statistics.rules.history import history_problems, step_problems
from muster.statistics.rules.history_terms import SAID, HistoryStage, HistoryTerms

KEPT = (*SAID, "standing")


def writes_history(actor: Viewer, state: Organisation) -> bool:
    """Return whether the actor is an officer of the State."""
    return actor.is_system or (actor.organisation_id == state.pk and actor.has_role(Role.OFFICER))


@transaction.atomic
def record_history(
    actor: Viewer,
    reference: str,
    state: Organisation,
    terms: HistoryTerms,
    *,
    today: date,
    known_from: date | None = None,
) -> HistoryEntry:
    """Enter a record as a draft, which its State alone sees."""
    what = f"Record of history {reference}"
    _require_writer(actor, state, what, terms)
    if state.kind != OrganisationKind.MEMBER_STATE:
        raise Refused(f"{what}: {state.name} is no Member State.")
    _require_terms(what, terms, today)
    if HistoryEntry.objects.filter(reference=reference).exists():
        raise Refused(f"{what}: the reference is taken; choose another one.")
    entry = HistoryEntry(reference=reference, state=state, known_from=today)
    _take(entry, terms, what)
    entry.save(force_insert=True)
    _write_points(entry, terms, what)
    audit.record(actor, "statistics:history:recorded", reference, after=_snapshot(entry, terms))
    return entry


@transaction.atomic
def change_history(
    actor: Viewer, reference: str, terms: HistoryTerms, *, today: date, expected_version: int | None = None
) -> HistoryEntry:
    """Write what a record says anew, with all its points."""
    entry, what = _held(actor, reference, today), f"Record of history {reference}"
    _require_writer(actor, entry.state, what, terms)
    require_version(what, entry.version, expected_version)
    _require_terms(what, terms, today)
    if entry.stage == HistoryStage.PUBLISHED and not terms.source.strip():
        raise Refused(problems=[Problem(what, "is published and would have no source", "name its source", "source")])
    before = {name: getattr(entry, name) for name in KEPT}
    _take(entry, terms, what)
    entry.version += 1
    entry.save()
    _write_points(entry, terms, what)
    audit.record(actor, "statistics:history:changed", reference, before=before, after=_snapshot(entry, terms))
    return entry


@transaction.atomic
def step_history(
    actor: Viewer, reference: str, following: HistoryStage, *, today: date, expected_version: int | None = None
) -> HistoryEntry:
    """Publish a draft to every party, or take it back."""
    entry, what = _held(actor, reference, today), f"Record of history {reference}"
    if not writes_history(actor, entry.state):
        raise NotAllowed(f"{what}: this is for officers of {entry.state.name}.")
    require_version(what, entry.version, expected_version)
    problems = step_problems(entry.stage, following, source=entry.source)
    if problems:
        raise Refused(f"{what} cannot become {following.value}.", problems)
    before = entry.stage
    entry.stage, entry.version = following.value, entry.version + 1
    entry.save(update_fields=["stage", "version"])
    audit.record(
        actor, f"statistics:history:{following.value}", reference, before={"stage": before}, after={"stage": following}
    )
    return entry


def _held(actor: Viewer, reference: str, today: date) -> HistoryEntry:
    seen = visible_entry(actor, today, reference)
    return HistoryEntry.objects.select_for_update(of=("self",)).select_related("state").get(pk=seen.pk)


def _require_writer(actor: Viewer, state: Organisation, what: str, terms: HistoryTerms) -> None:
    if not writes_history(actor, state):
        raise NotAllowed(f"{what}: this is for officers of {state.name}.")
    if terms.standing != Standing.ENTERED and not actor.is_system:
        raise Refused(f"{what}: the standing of what is entered is 'entered'.")


def _require_terms(what: str, terms: HistoryTerms, today: date) -> None:
    problems = history_problems(terms, today)
    if terms.operation:
        try:
            operation(terms.operation)
        except UnknownFactError:
            problems.append(
                Problem("operation", f"{terms.operation!r} is not in the register", "leave it empty", "operation")
            )
    if problems:
        raise Refused(f"{what} cannot be recorded.", problems)


def _take(entry: HistoryEntry, terms: HistoryTerms, what: str) -> None:
    for name in KEPT:
        setattr(entry, name, getattr(terms, name))
    require_clean_fields(entry, what)


def _write_points(entry: HistoryEntry, terms: HistoryTerms, what: str) -> None:
    entry.points.all().delete()
    points = [
        HistoryPoint(entry=entry, number=number, kind=one.kind, words=one.words, amount=one.amount, unit=one.unit)
        for number, one in enumerate(terms.points, start=1)
    ]
    for point in points:
        require_clean_fields(point, f"{what}, point {point.number}")
    HistoryPoint.objects.bulk_create(points)


def _snapshot(entry: HistoryEntry, terms: HistoryTerms) -> dict[str, object]:
    """Return a record as the audit event keeps it."""
    points = [{"kind": one.kind, "words": one.words, "amount": one.amount, "unit": one.unit} for one in terms.points]
    return {"state": entry.state.code} | {name: getattr(entry, name) for name in KEPT} | {"points": points}
