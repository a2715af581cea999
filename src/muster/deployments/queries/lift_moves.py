"""What a plan of arrivals moves: the days of each unit's tours, their lifts, and the acts that would be exceeded."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from muster.deployments.models import LiftWay
from muster.deployments.planning.lift import LiftPlan, LiftProblem
from muster.deployments.queries.abroad import UnitPlan, act_findings_of_units
from muster.deployments.queries.blocks import blocks_by_mission
from muster.deployments.queries.units import RotationPlan, mandate_ends, plan_under, visible_units, with_tours
from muster.deployments.rules.blocked_rotations import Blocked, first_free_day
from muster.deployments.rules.findings import Finding
from muster.deployments.rules.lifts import LiftTerms
from muster.deployments.rules.rotation import PlannedTour
from muster.parties.viewer import Viewer

WEEK = timedelta(weeks=1)


def moved_days(problem: LiftProblem, plan: LiftPlan) -> dict[str, dict[str, date]]:
    """Return the new days of arrival of a plan by unit and rotation; those that keep their day are left out."""
    found: dict[str, dict[str, date]] = {}
    for row in problem.rotations:
        day = plan.days.get(row.id)
        if day is not None and day != row.due:
            found.setdefault(row.unit, {})[row.id.rsplit(" ", 1)[1]] = day
    return found


def weekly_lifts(problem: LiftProblem, unit: str, days: Mapping[str, date]) -> dict[str, list[LiftTerms]]:
    """Return the lifts, a week apart, of the tours of a unit that come in several, by rotation."""
    found = {}
    for rotation, day in days.items():
        people = problem.rotation_by_id[f"{unit} {rotation}"].people
        if len(people) > 1:
            found[rotation] = [LiftTerms(day + WEEK * place, count) for place, count in enumerate(people)]
    return found


def lift_act_findings(viewer: Viewer, problem: LiftProblem, plan: LiftPlan, day: date) -> tuple[Finding, ...]:
    """Return where acts of the States would be exceeded once a plan of arrivals is accepted, as of `day`."""
    moved = moved_days(problem, plan)
    units = list(with_tours(viewer, visible_units(viewer, day).filter(reference__in=moved), day))
    ends = mandate_ends(day)
    blocks = blocks_by_mission(viewer, day)
    instead = {}
    for unit in units:
        mission, days = unit.post.requirement.mission, moved[unit.reference]
        now = moved_arrivals(plan_under(unit, day, ends.get(mission.acronym)), days, blocks.get(mission.acronym, ()))
        weekly = weekly_lifts(problem, unit.reference, days)
        instead[unit.pk] = UnitPlan(now, {(rotation, LiftWay.IN): lifts for rotation, lifts in weekly.items()})
    return act_findings_of_units(viewer, units, day, instead)


def moved_arrivals(
    plan: RotationPlan, days: Mapping[str, date], blocks: tuple[Blocked, ...]
) -> tuple[PlannedTour, ...]:
    """Return a unit's tours once some arrive on other days; each is relieved by the next after the overlap.

    Nobody leaves on a day of a block. The last tour lasts as long as it was to, or until the unit is not wanted.
    """
    overlap = timedelta(days=plan.agreement.overlap_days)
    wanted = plan.presence.wanted_until
    found: list[PlannedTour] = []
    for place, one in enumerate(plan.tours):
        arrives = days.get(one.name, one.arrives_on)
        shift = arrives - one.arrives_on
        following = plan.tours[place + 1] if place + 1 < len(plan.tours) else None
        leaves = one.leaves_on
        if following is not None and following.name in days:
            leaves = first_free_day(days[following.name] + overlap, blocks)
        elif following is None and shift:
            leaves = one.leaves_on + shift if wanted is None else min(one.leaves_on + shift, wanted)
        found.append(
            replace(
                one,
                arrives_on=arrives,
                training_from=one.training_from + shift,
                due_on=max(arrives, found[-1].leaves_on) if found else arrives,
                leaves_on=leaves,
            )
        )
    return tuple(found)
