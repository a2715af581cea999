"""Seats needed out of the rotation plan, against the seats of planned sessions."""

from collections.abc import Iterator, Sequence
from datetime import date

from muster.kit.intervals import add_months
from muster.parties.models import OrganisationKind
from muster.parties.viewer import Viewer
from muster.reference.parameters import parameter
from muster.training.queries.readiness_sessions import sessions_ahead
from muster.training.queries.readiness_states import RotationState, about_tours, arrival, rotation_states
from muster.training.queries.sessions import kept_terms, seats_taken
from muster.training.rules.catalogue_sessions import SPOKEN_FOR
from muster.training.rules.demand import PlannedSupply, QuarterDemand, TrainingNeed, demand, free_supply
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
    """Return the free seats of sessions to come: those kept for States as theirs, the rest at home or open."""
    found: list[PlannedSupply] = []
    for one in sessions_ahead(viewer, day):
        institution = one.course.institution
        home = institution.state or (institution if institution.kind == OrganisationKind.MEMBER_STATE else None)
        kept = {terms.state: terms.seats for terms in kept_terms(one) if day < terms.until}
        taken = seats_taken(one, SPOKEN_FOR)
        code = home.code if home else ""
        found += free_supply(one.course.standard, one.held_until, one.seats, taken, kept, code)
    return found
