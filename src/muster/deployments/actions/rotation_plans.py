"""Plans of the optimisers are accepted: companies are named on tours, tours get their days; all or none."""

from collections.abc import Mapping
from datetime import date

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
from muster.deployments.queries.abroad import act_findings_of_units, told
from muster.deployments.queries.blocks import rotation_blocks, spans_of
from muster.deployments.queries.lift_moves import moved_arrivals, moved_days, weekly_lifts
from muster.deployments.queries.planning_runs import visible_run
from muster.deployments.queries.tours import plan_of
from muster.kit.errors import Refused
from muster.kit.read_version import require_version
from muster.parties.viewer import Viewer


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
    return _recorded(actor, run, written, today)


@transaction.atomic
def accept_lift_plan(actor: Viewer, number: int, *, today: date) -> list[Tour]:
    """Give tours the days of arrival of a plan, all or none; who is relieved leaves after the overlap.

    Raises Refused where a tour was changed since the plan was made, or the plan was accepted before.
    """
    run = accepted_run(actor, visible_run(actor, RunKind.LIFT, number), today)
    problem = read_as(LiftProblem, run.problem)
    plan = read_as(LiftPlan, run.answer)
    written: list[Tour] = []
    for reference, days in sorted(moved_days(problem, plan).items()):
        unit = locked_unit(actor, reference, today)
        for rotation in days:
            version = tour_of(unit, rotation).version
            require_version(f"Tour {rotation} of {reference}", version, run.seen[f"{reference} {rotation}"])
        written += _given_days(actor, unit, days, problem, run, today)
    return _recorded(actor, run, written, today)


def _recorded(actor: Viewer, run: PlanningRun, written: list[Tour], today: date) -> list[Tour]:
    """Record that a plan was accepted, and which acts it exceeds. Raises Refused where it changes nothing."""
    if not written:
        raise Refused(f"Plan {run}: it changes no tour; there is nothing to accept.")
    beyond = told(act_findings_of_units(actor, [tour.unit for tour in written], today))
    tours = [f"{tour.unit.reference} {tour.rotation}" for tour in written]
    after = {"number": run.pk, "tours": tours, "acts exceeded": beyond}
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
    for rotation, lifts in weekly_lifts(problem, unit.reference, days).items():
        write_lifts(actor, tour_of(unit, rotation), LiftWay.IN, lifts, "as they were planned together")
    return written
