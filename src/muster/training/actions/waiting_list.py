"""What the steps of an enrolment leave on record, and the waiting list: who is next moves up when a seat is free."""

from datetime import date

from muster.audit import actions as audit
from muster.parties.viewer import Viewer
from muster.training.actions.catalogue_telling import ANSWER, tell_of_session
from muster.training.models import Enrolment, EnrolmentEvent, TrainingSession
from muster.training.rules.catalogue_sessions import CHANGED_IN, seats_left, taken_by_state
from muster.training.rules.catalogue_terms import KeptSeatsTerms
from muster.training.stages import EnrolmentStage

MOVED_UP = "a seat came free"


def note_stage(actor: Viewer, enrolment: Enrolment, stage: str, *, reason: str, on: date) -> None:
    """Take an enrolment to a stage, with its event; whoever calls it has held the step to the rules."""
    before = enrolment.stage
    enrolment.stage = stage
    enrolment.version += 1
    enrolment.save(update_fields=["stage", "version", "score", "credential", "eligibility", "exception"])
    EnrolmentEvent.objects.create(
        enrolment=enrolment, stage=stage, held_from=on, by_id=actor.organisation_id, reason=reason, known_from=on
    )
    audit.record(
        actor, "training:enrolment:stepped", f"enrolment {enrolment.pk}", before={"stage": before},
        after={"stage": stage}, reason=reason,
    )  # fmt: skip


def free_seats(session: TrainingSession, state: str, day: date) -> int:
    """Return the seats of a session that a State may still have today."""
    taken = taken_by_state(Enrolment.objects.filter(session=session).values_list("state__code", "stage"))
    kept = session.kept_seats.values_list("state__code", "seats", "until")
    return seats_left(session.seats, taken, [KeptSeatsTerms(*one) for one in kept], state, day)


def waiting_in_order(session: TrainingSession) -> list[Enrolment]:
    """Return who waits for a seat, first come first: by when they were put on the list."""
    waiting = list(Enrolment.objects.filter(session=session, stage=EnrolmentStage.WAITING).select_related("state"))
    events = EnrolmentEvent.objects.filter(enrolment__in=waiting, stage=EnrolmentStage.WAITING).order_by("pk")
    since = dict(events.values_list("enrolment_id", "pk"))
    return sorted(waiting, key=lambda one: (since.get(one.pk, 0), one.pk))


def give_free_seats(actor: Viewer, session: TrainingSession, today: date, reason: str = MOVED_UP) -> list[Enrolment]:
    """Accept from the waiting list in its order whom a free seat is for; whoever calls it tells the sides."""
    if session.stage not in CHANGED_IN:
        return []
    moved = []
    for one in waiting_in_order(session):
        if free_seats(session, one.state.code, today) > 0:
            note_stage(actor, one, EnrolmentStage.ACCEPTED, reason=reason, on=today)
            moved.append(one)
    return moved


def move_up(actor: Viewer, session: TrainingSession, today: date) -> list[Enrolment]:
    """Accept from the waiting list in its order whom a free seat is for; their States are told."""
    moved = give_free_seats(actor, session, today)
    for one in moved:
        title = f"Enrolment {one.pk} in {session.reference}: accepted from the waiting list"
        tell_of_session(actor, session, ANSWER, title, to=[one.state], day=today)
    return moved
