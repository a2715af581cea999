"""Seats needed out of the rotation plan, against the seats of planned sessions."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import Count

from muster.kit.intervals import add_months
from muster.parties.models import OrganisationKind
from muster.parties.viewer import Viewer
from muster.reference.parameters import parameter
from muster.training.models import Enrolment, SeatsOfState
from muster.training.queries.readiness_sessions import SEATED, sessions_ahead
from muster.training.queries.readiness_states import RotationState, about_tours, arrival, rotation_states
from muster.training.rules.demand import PlannedSupply, QuarterDemand, TrainingNeed, demand
from muster.training.rules.readiness_required import people_without_roster

MONTHS_KEY = "training_demand_months"


def training_demand(viewer: Viewer, day: date, state: str = "") -> list[QuarterDemand]:
    """Return the demand of the rotations ahead of which the viewer is a side, and that arrive within the months."""
    until = add_months(day, parameter(MONTHS_KEY, day).integer)
    tours = about_tours(viewer, day, state=state).filter(arrives_on__gte=day, arrives_on__lt=until)
    rotations = rotation_states(tours, day)
    return demand(_needs(rotations), planned_supply(viewer, day))


def _needs(rotations: Sequence[RotationState]) -> Iterator[TrainingNeed]:
    """Yield what each rotation needs: who lacks it by the roster, and whole numbers for those not named yet."""
    for one in rotations:
        state, before = one.tour.unit.state.code, arrival(one.tour)
        if one.state is None:
            for standard, people in people_without_roster(one.items, one.tour.strength).items():
                yield TrainingNeed(standard, state, before, people, is_counted=False)
            continue
        for item in one.state.items:
            yield TrainingNeed(item.standard, state, before, len(item.missing), is_counted=True)
        unnamed = max(0, one.tour.strength - one.state.people)
        everybody = {item.standard for item in one.items if not item.function}
        for standard in sorted(everybody) if unnamed else ():
            yield TrainingNeed(standard, state, before, unnamed, is_counted=False)


def planned_supply(viewer: Viewer, day: date) -> list[PlannedSupply]:
    """Return the free seats of sessions to come: those kept for States as theirs, the rest at home or open. Three
    queries.
    """
    sessions = list(sessions_ahead(viewer, day))
    keys = [one.pk for one in sessions]
    taken: dict[int, int] = defaultdict(int)
    taken_by: dict[tuple[int, str], int] = defaultdict(int)
    seated = Enrolment.objects.filter(session__in=keys, stage__in=SEATED, known_from__lte=day).order_by()
    for session, code, people in seated.values_list("session", "state__code").annotate(people=Count("pk")):
        taken[session] += people
        taken_by[session, code] += people
    kept: dict[int, dict[str, int]] = defaultdict(dict)
    for session, code, seats in SeatsOfState.objects.filter(session__in=keys, until__gt=day).values_list(
        "session", "state__code", "seats"
    ):
        kept[session][code] = max(0, seats - taken_by[session, code])
    found = []
    for one in sessions:
        left = max(0, one.seats - taken[one.pk])
        for code, seats in kept[one.pk].items():
            seats = min(seats, left)
            left -= seats
            found.append(PlannedSupply(one.course.standard, one.held_until, seats, code))
        institution = one.course.institution
        home = institution.state or (institution if institution.kind == OrganisationKind.MEMBER_STATE else None)
        found.append(PlannedSupply(one.course.standard, one.held_until, left, home.code if home else ""))
    return [one for one in found if one.seats]
