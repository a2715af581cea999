"""A drawdown is accepted: units end their presence, their tours end with it, and their lifts home are written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.deployments.actions.unit_agreements import keep_agreement
from muster.deployments.models import DeployedUnit, Lift, LiftWay, Tour, TourStage
from muster.deployments.models.believed import keep_earlier
from muster.deployments.planning.drawdown import DrawdownProblem
from muster.deployments.queries.units import visible_unit
from muster.deployments.rules.tour_stages import AHEAD
from muster.deployments.rules.units import inside_problems
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import Problem, Refused
from muster.parties import visibility
from muster.parties.models import Role
from muster.parties.viewer import Viewer


@dataclass(frozen=True)
class Departure:
    """A unit that leaves: its version as it was seen, and its lifts home in their order (day, people)."""

    unit: str
    version: int
    lifts: tuple[tuple[date, int], ...]


def departures_of(problem: DrawdownProblem, versions: Mapping[str, int], weeks: Mapping[str, int]) -> list[Departure]:
    """Return who leaves of a plan, each unit at the version that was seen."""
    return [
        Departure(
            name,
            versions[name],
            tuple(
                (problem.day_of(week + number), people)
                for number, people in enumerate(problem.lifts_of(problem.unit_by_id[name]))
            ),
        )
        for name, week in sorted(weeks.items())
    ]


@transaction.atomic
def accept_drawdown(actor: Viewer, departures: Sequence[Departure], *, reason: str, today: date) -> list[DeployedUnit]:
    """Write a drawdown: by an approver of the secretariat that mandates the missions; all units or none.

    Tours that would come later are given up, the one in theatre ends with the last lift. Raises Refused for a unit
    that was changed meanwhile, that is named twice, or whose lifts begin in the past or before it has come, and where a
    unit inside one that leaves would outlast it.
    """
    if not reason.strip():
        raise Refused("Drawdown: say by which decision the units leave.")
    if not departures or len({one.unit for one in departures}) < len(departures):
        raise Refused("Drawdown: name each unit that leaves, and each once.")
    left = [_leave(actor, one, reason.strip(), today) for one in sorted(departures, key=lambda one: one.unit)]
    problems = [one for unit in left for one in _outlasting(unit)]
    if problems:
        raise Refused("Drawdown: a unit would outlast the one around it.", problems)
    return left


def _outlasting(unit: DeployedUnit) -> list[Problem]:
    """Return which units inside one that leaves would still be there, once all departures are written."""
    days = (unit.present_from, unit.present_until)
    return [
        Problem(inner.reference, one.message, f"let it leave too, by {unit.present_until}, or keep {unit.reference}")
        for inner in unit.co_deployed.order_by("reference")
        for one in inside_problems((inner.present_from, inner.present_until), days, unit.title)
    ]


def _leave(actor: Viewer, departure: Departure, reason: str, today: date) -> DeployedUnit:
    what = f"Drawdown of {departure.unit}"
    seen = visible_unit(actor, today, departure.unit)
    visibility.require_owner(actor, seen.post.requirement.mission.mandated_by_id, what, Role.APPROVER)
    unit = DeployedUnit.objects.select_for_update().get(pk=seen.pk)
    if unit.version != departure.version:
        raise Refused(f"{what}: the unit was changed by somebody else meanwhile; plan the drawdown again.")
    days = [day for day, _ in departure.lifts]
    if not days or days != sorted(set(days)) or min(people for _, people in departure.lifts) < 1:
        raise Refused(f"{what}: its lifts are not in the order of their days, each with people; plan it again.")
    if days[0] < today or days[0] <= unit.present_from:
        raise Refused(f"{what}: its first lift is on {days[0]}; give a day from today on, after the unit has come.")
    before = {"present_until": unit.present_until}
    unit.present_until = days[-1]
    keep_agreement(unit, today)
    unit.version += 1
    require_clean_fields(unit, what)
    unit.save()
    audit.record(
        actor,
        "deployments:unit:drawn-down",
        unit.reference,
        before=before,
        after={"present_until": unit.present_until},
        reason=reason,
    )
    for tour in unit.tours.exclude(stage__in=(TourStage.CANCELLED, TourStage.HOME)).select_related("unit"):
        _end_tour(actor, tour, departure, reason, today)
    return unit


def _end_tour(actor: Viewer, tour: Tour, departure: Departure, reason: str, today: date) -> None:
    """Give a tour up that would come when the unit has begun to leave; end one in theatre with the last lift."""
    before = {"rotation": tour.rotation, "stage": tour.stage, "leaves_on": tour.leaves_on}
    last = departure.lifts[-1][0]
    if tour.stage in AHEAD and tour.arrives_on >= departure.lifts[0][0]:
        tour.stage = TourStage.CANCELLED
    elif tour.leaves_on > departure.lifts[0][0]:
        tour.leaves_on = last
        tour.lifts.filter(way=LiftWay.OUT, has_happened=False).delete()
        for day, people in departure.lifts:
            Lift.objects.create(tour=tour, way=LiftWay.OUT, on=day, people=people)
    else:
        return
    keep_earlier(tour, today)
    tour.version += 1
    tour.save()
    after = {"rotation": tour.rotation, "stage": tour.stage, "leaves_on": tour.leaves_on}
    audit.record(actor, "deployments:tour:ended", tour.unit.reference, before=before, after=after, reason=reason)
