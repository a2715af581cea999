"""A State applies for the seats that a training plan proposes, in one action."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from muster.deployments.models import Tour
from muster.kit.errors import NotAllowed, Refused
from muster.parties.models import Organisation, Role
from muster.parties.viewer import Viewer
from muster.training.actions.enrolments import apply_for_seat
from muster.training.models import Enrolment
from muster.training.queries.readiness_sessions import planned_seats, seats_mark
from muster.training.queries.readiness_states import rotation_states


@dataclass(frozen=True)
class SeatRefusal:
    """A seat of the plan that could not be applied for: the person's number, the session, and why."""

    person: int
    session: str
    why: str


@dataclass(frozen=True)
class PlannedApplications:
    """What came of a plan: applications made, and the seats that were refused, each with its reasons."""

    made: tuple[Enrolment, ...]
    refused: tuple[SeatRefusal, ...]


@transaction.atomic
def apply_for_planned_seats(
    actor: Viewer, state: Organisation, tours: Sequence[Tour], *, seen: str, today: date
) -> PlannedApplications:
    """Apply for each seat of the plan as it was shown (`seen` is its mark), by an officer of the State.

    The plan is made anew; Refused where it is another by now, and where it has no seat. A seat for which the rules of
    its session say no is left out with the reasons: the others do not wait for it.
    """
    what = f"Training plan of {state.name}"
    if not actor.is_system and not (actor.organisation_id == state.pk and actor.has_role(Role.OFFICER)):
        raise NotAllowed(f"{what}: its seats are applied for by officers of the State.")
    found = planned_seats(actor, state, rotation_states(tours, today), today)
    if seats_mark(found.plan) != seen:
        raise Refused(f"{what}: it is another by now; look at it again and apply for what it says then.")
    wanted = [(person, session) for person, taken in sorted(found.plan.seats.items()) for session in taken]
    if not wanted:
        raise Refused(f"{what}: no session can supply what lacks; there is no seat to apply for.")
    made, refused = [], []
    for person, session in wanted:
        try:
            with transaction.atomic():
                made.append(apply_for_seat(actor, session, person, today=today))
        except Refused as error:
            why = "; ".join(str(problem) for problem in error.problems) or str(error)
            refused.append(SeatRefusal(person, session, why))
    return PlannedApplications(tuple(made), tuple(refused))
