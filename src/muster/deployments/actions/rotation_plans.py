"""Plans of the optimisers are accepted: companies are named on tours, tours get their days; all or none."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from django.db import transaction

from muster.audit import actions as audit
from muster.deployments.actions.companies import name_company
from muster.deployments.actions.planning_runs import accepted_run
from muster.deployments.actions.tour_lifts import write_lifts
from muster.deployments.actions.tour_records import tour_of, write_plan
from muster.deployments.actions.tours import locked_unit
from muster.deployments.models import DeployedUnit, LiftWay, PlanningRun, RunKind, Tour
from muster.deployments.planning.companies import CompaniesPlan, CompaniesProblem
from muster.deployments.planning.lift import LiftPlan, LiftProblem
from muster.deployments.planning.written import read_as
from muster.deployments.queries.blocks import rotation_blocks, spans_of
from muster.deployments.queries.planning_runs import visible_run
from muster.deployments.queries.tours import plan_of
from muster.deployments.queries.units import RotationPlan
from muster.deployments.rules.blocked_rotations import Blocked, first_free_day
from muster.deployments.rules.lifts import LiftTerms
from muster.deployments.rules.rotation import PlannedTour
from muster.kit.errors import Refused
from muster.kit.read_version import require_version
from muster.parties.viewer import Viewer

WEEK = timedelta(weeks=1)


@transaction.atomic
def accept_company_plan(actor: Viewer, number: int, *, today: date) -> list[Tour]:
    """Name the companies of a plan on the tours that had none, all or none; return those tours.

    Raises Refused where a tour was changed since the plan was made, or the plan was accepted before.
    """
    run = accepted_run(actor, visible_run(actor, RunKind.COMPANIES, number), today)
    problem = read_as(CompaniesProblem, run.problem)
    plan = read_as(CompaniesPlan, run.answer)
    written = []
    for name, company in sorted(plan.taken.items()):
        if not problem.tour_by_id[name].agreed:
            unit, rotation = name.rsplit(" ", 1)
            version = run.seen[name]
            written.append(name_company(actor, unit, rotation, company, today=today, expected_version=version))
    return _recorded(actor, run, written)


@transaction.atomic
def accept_lift_plan(actor: Viewer, number: int, *, today: date) -> list[Tour]:
    """Give tours the days of arrival of a plan, all or none; who is relieved leaves after the overlap.

    Raises Refused where a tour was changed since the plan was made, or the plan was accepted before.
    """
    run = accepted_run(actor, visible_run(actor, RunKind.LIFT, number), today)
    problem = read_as(LiftProblem, run.problem)
    plan = read_as(LiftPlan, run.answer)
    by_unit: dict[str, dict[str, date]] = {}
    for row in problem.rotations:
        day = plan.days.get(row.id)
        if day is not None and day != row.due:
            by_unit.setdefault(row.unit, {})[row.id.rsplit(" ", 1)[1]] = day
    written: list[Tour] = []
    for reference, days in sorted(by_unit.items()):
        unit = locked_unit(actor, reference, today)
        for rotation in days:
            version = tour_of(unit, rotation).version
            require_version(f"Tour {rotation} of {reference}", version, run.seen[f"{reference} {rotation}"])
        written += _given_days(actor, unit, days, problem, run, today)
    return _recorded(actor, run, written)


def _recorded(actor: Viewer, run: PlanningRun, written: list[Tour]) -> list[Tour]:
    """Record that a plan was accepted. Raises Refused where it changes nothing."""
    if not written:
        raise Refused(f"Plan {run}: it changes no tour; there is nothing to accept.")
    after = {"number": run.pk, "tours": [f"{tour.unit.reference} {tour.rotation}" for tour in written]}
    audit.record(actor, "deployments:plan:accepted", str(run), after=after)
    return written


def _given_days(
    actor: Viewer, unit: DeployedUnit, days: Mapping[str, date], problem: LiftProblem, run: PlanningRun, today: date
) -> list[Tour]:
    """Write the new days of one unit's tours, and the lifts that come a week apart, as they were planned together."""
    plan, _rows = plan_of(actor, unit, today)
    blocks = spans_of(list(rotation_blocks(actor, [unit.post.requirement.mission_id], today)), today)
    now = moved_arrivals(plan, days, blocks)
    written = write_plan(actor, unit, plan.tours, now, f"planned together with other arrivals: plan {run.pk}", today)
    for rotation, day in days.items():
        people = problem.rotation_by_id[f"{unit.reference} {rotation}"].people
        if len(people) > 1:
            lifts = [LiftTerms(day + WEEK * place, count) for place, count in enumerate(people)]
            write_lifts(actor, tour_of(unit, rotation), LiftWay.IN, lifts, "as they were planned together")
    return written


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
