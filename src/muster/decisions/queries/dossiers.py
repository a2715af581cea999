"""Reads of dossiers. A dossier is its State's own at every stage: nobody else ever sees one."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet

from muster.audit.models import AuditEvent
from muster.authorisations.models import ActCategory
from muster.authorisations.queries.tasks import tasks_against_mandate
from muster.decisions.models import Assessment, Dossier, Evidence, Reassessment, SignOff
from muster.decisions.queries.national import bodies_of, conflicts_in, room_on
from muster.decisions.rules.dossier_data import ASKED
from muster.decisions.rules.dossier_gates import Gate, gates_of
from muster.decisions.rules.dossier_signatures import BodyStanding, next_to_sign, standings
from muster.decisions.rules.dossier_stages import OPEN, StageStep, stage_on
from muster.decisions.rules.dossier_terms import (
    AssessedFacts,
    BodyFacts,
    DossierFacts,
    DueAgainFacts,
    RoomFacts,
    SignedFacts,
)
from muster.kit.day_text import long_day
from muster.kit.errors import NotFound
from muster.kit.facts import known_on
from muster.parties import visibility
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer
from muster.reference.parameters import Parameter, parameter

DOSSIER_FIELDS = visibility.Fields(owner="state_id")
STAGE_EVENT = "decisions:dossier:stage"
VALID_MONTHS = "assessment_valid_months"


def visible_dossiers(viewer: Viewer, day: date) -> QuerySet[Any]:
    """Return the viewer's dossiers known on `day`, each with what was assessed, signed and due again by then.

    `known_assessments` with `evidence`, `known_sign_offs`, `known_reassessments`, each in the order of the record.
    """
    evidence = Prefetch("evidence", Evidence.objects.order_by("number"))
    assessments = known_on(Assessment.objects.select_related("assessed_by"), day).prefetch_related(evidence)
    signed = known_on(SignOff.objects.select_related("body", "assessment", "signed_by"), day)
    again = known_on(Reassessment.objects.select_related("change", "settled_by"), day)
    return (
        known_on(Dossier.objects.filter(visibility.rows(viewer, DOSSIER_FIELDS)), day)
        .select_related("state", "mission", "request", "post", "pledge", "case", "act")
        .prefetch_related(
            Prefetch("assessments", assessments.order_by("criterion", "number"), to_attr="known_assessments"),
            Prefetch("sign_offs", signed.order_by("pk"), to_attr="known_sign_offs"),
            Prefetch("reassessments", again.order_by("known_from", "pk"), to_attr="known_reassessments"),
        )
        .order_by("-opened_on", "reference")
    )


def visible_dossier(viewer: Viewer, day: date, reference: str) -> Any:
    """Return one dossier with what was known on `day`. Raises NotFound where the viewer sees none."""
    found = visible_dossiers(viewer, day).filter(reference=reference).first()
    if found is None:
        raise NotFound(f"There is no dossier {reference!r} that you may see as of {long_day(day)}.")
    return found


def stage_steps(references: Collection[str]) -> dict[str, tuple[StageStep, ...]]:
    """Return by reference the stages that dossiers reached, in order, as the log of events tells them."""
    found: dict[str, list[StageStep]] = defaultdict(list)
    rows = AuditEvent.objects.filter(action=STAGE_EVENT, subject__in=references).order_by("sequence")
    for subject, after in rows.values_list("subject", "after"):
        on, known = date.fromisoformat(after["on"]), date.fromisoformat(after["known_from"])
        found[subject].append(StageStep(after["stage"], on, known, after["words"]))
    return {reference: tuple(steps) for reference, steps in found.items()}


def asked_words(dossier: Dossier) -> str:
    """Return what a dossier asks for in words: an assessment holds for exactly this."""
    category = ActCategory(dossier.category).label
    words = f"{dossier.people} {category} for {dossier.mission.acronym}"
    if dossier.wanted_on is not None:
        words += f" from {long_day(dossier.wanted_on)}"
    return words + (f", tours of {dossier.tour_months} months" if dossier.tour_months else "")


@dataclass(frozen=True)
class SeenDossier:
    """A dossier as it stood on a day: facts for the rules and what follows from them. `tasks`: law beside mandate."""

    dossier: Any
    day: date
    stage: str
    decided: StageStep | None
    steps: tuple[StageStep, ...]
    facts: DossierFacts
    gates: tuple[Gate, ...]
    standings: tuple[BodyStanding, ...]
    next_bodies: tuple[BodyStanding, ...]
    tasks: tuple[Any, ...] = ()

    @property
    def is_open(self) -> bool:
        """Return whether it was still to be decided."""
        return self.stage == OPEN

    @property
    def due_again(self) -> tuple[Any, ...]:
        """Return what must be assessed again since a fact changed."""
        return still_due(self.dossier, self.day)

    def latest(self, criterion: str) -> Any:
        """Return the latest stored assessment of a criterion, None where there is none."""
        found = [one for one in self.dossier.known_assessments if one.criterion == criterion]
        return found[-1] if found else None


def still_due(dossier: Any, day: date) -> tuple[Any, ...]:
    """Return what was due again on a day: no assessment known by then had settled it."""
    return tuple(
        one for one in dossier.known_reassessments if one.settled_by is None or one.settled_by.known_from > day
    )


def valid_months(day: date) -> Parameter:
    """Return the parameter that says how long an assessment holds."""
    return parameter(VALID_MONTHS, day)


def seen_dossier(viewer: Viewer, dossier: Any, day: date) -> SeenDossier:
    """Return a loaded dossier as it stood on a day, with the law's tasks and the room under acts."""
    state, acronym = dossier.state, dossier.mission.acronym
    tasks = tasks_against_mandate(viewer, state, day, acronym)
    wanted = dossier.wanted_on if dossier.wanted_on is not None and dossier.wanted_on > day else day
    room = room_on(viewer, state, day, on=wanted, mission=acronym, category=dossier.category)
    bodies = bodies_of(viewer, state, day)
    steps = stage_steps([dossier.reference]).get(dossier.reference, ())
    return _seen(dossier, day, bodies, steps, tasks, room)


def seen_beside_data(viewer: Viewer, day: date, reference: str) -> SeenDossier:
    """Return a dossier for a page that reads the data of a criterion: law and room are among those. Raises NotFound."""
    dossier = visible_dossier(viewer, day, reference)
    bodies, steps = bodies_of(viewer, dossier.state, day), stage_steps([reference]).get(reference, ())
    return _seen(dossier, day, bodies, steps, (), RoomFacts())


def seen_dossiers(viewer: Viewer, day: date, found: QuerySet[Any] | None = None) -> list[SeenDossier]:
    """Return the viewer's dossiers as a list shows them: gates and signatures, without law and room."""
    rows = list(visible_dossiers(viewer, day) if found is None else found)
    steps = stage_steps([one.reference for one in rows])
    states: dict[int, Organisation] = {one.state_id: one.state for one in rows}
    bodies = {key: bodies_of(viewer, state, day) for key, state in states.items()}
    return [_seen(one, day, bodies[one.state_id], steps.get(one.reference, ()), (), RoomFacts()) for one in rows]


def _seen(
    dossier: Any,
    day: date,
    bodies: tuple[BodyFacts, ...],
    steps: tuple[StageStep, ...],
    tasks: tuple[Any, ...],
    room: RoomFacts,
) -> SeenDossier:
    facts = _facts(dossier, day, bodies, conflicts_in(tasks), room)
    gates = gates_of(facts)
    known = tuple(one for one in steps if one.known_from <= day and one.on <= day)
    last = stage_on(steps, day)
    stage = OPEN if last is None else last.stage
    due = next_to_sign(facts, gates) if stage == OPEN else ()
    decided = None if stage == OPEN else last
    return SeenDossier(dossier, day, stage, decided, known, facts, gates, standings(facts), due, tasks)


def _facts(
    dossier: Any, day: date, bodies: tuple[BodyFacts, ...], conflicts: tuple[str, ...], room: RoomFacts
) -> DossierFacts:
    latest = {one.criterion: one for one in dossier.known_assessments}
    return DossierFacts(
        people=dossier.people,
        asked=asked_words(dossier),
        day=day,
        valid_months=valid_months(day).integer,
        assessed=tuple(_assessed(one) for one in latest.values()),
        bodies=bodies,
        signed=tuple(_signed(one) for one in dossier.known_sign_offs),
        due_again=tuple(DueAgainFacts(one.criterion, one.why) for one in still_due(dossier, day)),
        conflicts=conflicts,
        room=room,
    )


def _assessed(one: Assessment) -> AssessedFacts:
    asked = next((str(datum["value"]) for datum in one.data if datum["key"] == ASKED), "")
    return AssessedFacts(one.pk, one.criterion, one.verdict, one.assessed_on, one.assessed_by_id, one.suggested, asked)


def _signed(one: SignOff) -> SignedFacts:
    criterion = one.assessment.criterion if one.assessment is not None else ""
    return SignedFacts(one.body.code, one.kind, one.signed_on, criterion, one.assessment_id)
