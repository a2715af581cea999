"""Writes of plans: ask for one, solve it, store the answer whole or not at all, publish it."""

import gzip
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime

from django.db import transaction
from django.db.models import QuerySet

from muster import planning
from muster.audit import actions as audit
from muster.kit.day_text import long_day
from muster.kit.errors import NotFound, Refused
from muster.missions.models import Post
from muster.parties import visibility
from muster.parties.models import Organisation, Role
from muster.parties.viewer import SYSTEM, Viewer
from muster.planning.stress.scenario import Change
from muster.plans.assumptions import as_stored, refuse_unless_known, under_assumptions
from muster.plans.build import BuiltProblem, build_problem
from muster.plans.explain import gaps
from muster.plans.models import PlanGap, PlannedStay, PlanStage, StoredPlan
from muster.plans.queries import PLAN_FIELDS
from muster.plans.record_of_day import record_of_day
from muster.pledges.models import Pledge
from muster.reference.parameters import parameter

LONGEST_HORIZON_MONTHS = 120
PERCENT = 100
LONGEST_SOLVE_SECONDS = 3600
Watcher = Callable[[planning.Progress], None]


@transaction.atomic
def request_plan(
    actor: Viewer,
    *,
    register: Organisation,
    day: date,
    horizon_months: int,
    seconds: int,
    title: str = "",
    assumptions: Sequence[Change] = (),
) -> StoredPlan:
    """Enter a plan to be solved. Only the register's Secretariat plans with it.

    `assumptions`: what is to happen beyond the record, kept with the plan; periods are months of the plan.
    """
    visibility.require_secretariat(actor, "A plan")
    visibility.require_owner(actor, register.pk, "A plan")
    if not 1 <= horizon_months <= LONGEST_HORIZON_MONTHS:
        raise Refused(f"The horizon is {horizon_months} months; give 1 to {LONGEST_HORIZON_MONTHS}.")
    if not 1 <= seconds <= LONGEST_SOLVE_SECONDS:
        raise Refused(f"The time limit is {seconds} seconds; give 1 to {LONGEST_SOLVE_SECONDS}.")
    refuse_unless_known(actor, day, assumptions)
    plan = StoredPlan.objects.create(
        reference=_next_reference(day),
        title=title or f"{'What if, as' if assumptions else 'Plan as'} of {long_day(day)}, {horizon_months} months",
        register=register,
        planned_on=day,
        horizon_months=horizon_months,
        seconds_limit=seconds,
        assumptions=as_stored(assumptions),
        made_by_id=actor.user_id,
        on_behalf_of=actor.organisation_code,
    )
    after = {"planned_on": day, "horizon_months": horizon_months, "assumptions": plan.assumptions}
    audit.record(actor, "plans:plan:requested", plan.reference, after=after)
    return plan


def _next_reference(day: date) -> str:
    """Return a free reference that names the planning day."""
    number = StoredPlan.objects.filter(planned_on=day).count() + 1
    while StoredPlan.objects.filter(reference=f"plan-{day:%Y-%m-%d}-{number}").exists():
        number += 1
    return f"plan-{day:%Y-%m-%d}-{number}"


def solve_plan(
    actor: Viewer, reference: str, *, gap: float | None = None, seed: int = 0, watch: Watcher | None = None
) -> StoredPlan:
    """Solve a queued plan from the record of its day and store the answer; a failure is stored in a line and raised."""
    plan = _take(reference)
    try:
        wanted = float(parameter("plan_gap_percent", plan.planned_on).decimal / PERCENT) if gap is None else gap
        built = build_problem(record_of_day(actor, plan.planned_on, register_id=plan.register_id), plan.horizon_months)
        built = under_assumptions(built, plan)
        stop = planning.any_of(planning.GapReached(wanted), planning.SecondsPassed(plan.seconds_limit))
        answer = planning.solve(built.problem, stop=stop, seed=seed, progress=watch)
        return _store(actor, plan, built, answer)
    except Refused as error:
        _fail(actor, plan, error.message)
        raise
    except planning.ProblemRefused as error:
        _fail(actor, plan, " ".join(str(error).split()))
        raise Refused(f"The record as of {plan.planned_on} cannot be planned: {error}") from error
    except BaseException as error:
        # Whatever ends the solve, the plan must not stand as being solved for ever.
        _fail(actor, plan, f"interrupted: {type(error).__name__}")
        raise


@transaction.atomic
def _take(reference: str) -> StoredPlan:
    """Mark a queued plan as being solved, so that no second worker takes it."""
    plan = StoredPlan.objects.select_for_update().filter(reference=reference).first()
    if plan is None:
        raise NotFound(f"There is no plan {reference!r}.")
    if plan.stage != PlanStage.QUEUED:
        raise Refused(f"Plan {reference} is {plan.get_stage_display()}; only a queued one can be solved.")
    plan.stage = PlanStage.SOLVING
    plan.save(update_fields=["stage"])
    return plan


@transaction.atomic
def _fail(actor: Viewer, plan: StoredPlan, failure: str) -> None:
    """Mark a plan as failed, with the reason in one line."""
    before, plan.stage = plan.stage, PlanStage.FAILED
    plan.failure = failure[:500]
    plan.save(update_fields=["stage", "failure"])
    after = {"stage": plan.stage}
    audit.record(actor, "plans:plan:failed", plan.reference, before={"stage": before}, after=after, reason=plan.failure)


def note_progress(reference: str, progress: planning.Progress) -> None:
    """Note how far a solve is, for its page. No event: it is not a fact of the record."""
    noted = {
        "seconds": round(progress.seconds, 1),
        "objective": progress.objective,
        "bound": progress.bound,
        "gap": progress.gap,
    }
    StoredPlan.objects.filter(reference=reference, stage=PlanStage.SOLVING).update(progress=noted)


@transaction.atomic
def _store(actor: Viewer, plan: StoredPlan, built: BuiltProblem, answer: planning.Plan) -> StoredPlan:
    """Store problem, plan, stays and gaps in one transaction."""
    plan.problem = gzip.compress(built.problem.to_json_bytes(), mtime=0)
    plan.problem_sha256 = answer.problem_sha256
    plan.plan = {
        "stays": [asdict(stay) for stay in answer.stays],
        "prices": answer.prices.to_json(),
        "bound_proof": answer.bound_proof,
    }
    plan.parameters = [dict(row) for row in built.record.parameters]
    plan.status, plan.objective, plan.bound = answer.status, answer.objective, answer.bound
    plan.gap, plan.seconds, plan.stage = answer.gap, answer.seconds, PlanStage.SOLVED
    plan.save()
    _store_stays(plan, built, answer)
    _store_gaps(plan, built, answer)
    after = {"objective": plan.objective, "bound": plan.bound, "problem_sha256": plan.problem_sha256}
    audit.record(actor, "plans:plan:solved", plan.reference, after=after)
    return plan


def _store_stays(plan: StoredPlan, built: BuiltProblem, answer: planning.Plan) -> None:
    """Store the planned and the committed stays with their dates."""
    pledges = dict(Pledge.objects.values_list("reference", "pk"))
    posts = dict(Post.objects.values_list("reference", "pk"))
    values = built.problem.option_by_pair
    rows = [
        PlannedStay(
            plan=plan,
            pledge_id=pledges[stay.pledge],
            post_id=posts[stay.post],
            stay_from=built.calendar.day(stay.start),
            stay_until=built.calendar.day(stay.end),
            value=values[stay.pledge, stay.post].value * (stay.end - stay.start)
            - values[stay.pledge, stay.post].start_cost,
        )
        for stay in answer.stays
        if stay.post in posts  # a post that is only assumed has no record
    ]
    rows += [
        PlannedStay(
            plan=plan,
            pledge_id=pledges[committed.pledge],
            post_id=posts[committed.post],
            stay_from=built.calendar.day(max(0, committed.start)),
            stay_until=built.calendar.day(min(built.problem.count, committed.end)),
            is_committed=True,
        )
        for committed in built.problem.committed
    ]
    PlannedStay.objects.bulk_create(rows, batch_size=500)


def _store_gaps(plan: StoredPlan, built: BuiltProblem, answer: planning.Plan) -> None:
    """Store every gap with its explanation."""
    posts = dict(Post.objects.values_list("reference", "pk"))
    PlanGap.objects.bulk_create(
        (
            PlanGap(
                plan=plan,
                post_id=posts[gap.post],
                gap_from=built.calendar.day(gap.start),
                gap_until=built.calendar.day(gap.end),
                reason_code=gap.reason_code,
                explanation=gap.words,
                candidates=gap.candidates,
                refused=gap.refused,
                refusals_by_rule=gap.refusals_by_rule,
            )
            for gap in gaps(built, answer)
            if gap.post in posts
        ),
        batch_size=500,
    )


def fail_queued_plan(reference: str, failure: str) -> None:
    """Mark a plan that waits as failed, with the reason in one line."""
    _fail_all(StoredPlan.objects.filter(reference=reference, stage=PlanStage.QUEUED), failure)


def fail_abandoned_plans() -> int:
    """Mark plans that were being solved when the installation stopped as failed. Called when it starts again."""
    abandoned = StoredPlan.objects.filter(stage=PlanStage.SOLVING)
    return _fail_all(abandoned, "interrupted: the installation stopped while it was solved")


@transaction.atomic
def _fail_all(plans: QuerySet[StoredPlan], failure: str) -> int:
    """Mark plans as failed by the installation itself; return how many there were."""
    found = list(plans.select_for_update())
    for plan in found:
        _fail(SYSTEM, plan, failure)
    return len(found)


@transaction.atomic
def publish_plan(actor: Viewer, reference: str) -> StoredPlan:
    """Show a solved plan to the other parties, each its part."""
    seen = visibility.rows(actor, PLAN_FIELDS)
    plan = StoredPlan.objects.select_for_update().filter(seen, reference=reference).first()
    if plan is None:
        raise NotFound(f"There is no plan {reference!r} that you may see.")
    visibility.require_owner(actor, plan.register_id, f"Plan {reference}", Role.APPROVER)
    if plan.stage != PlanStage.SOLVED:
        raise Refused(f"Plan {reference} is {plan.get_stage_display()}; only a solved one can be published.")
    if plan.assumptions:
        raise Refused(f"Plan {reference} rests on assumptions; only a plan of the record as it is can be published.")
    before, plan.stage = plan.stage, PlanStage.PUBLISHED
    plan.published_at = datetime.now(UTC)
    plan.save(update_fields=["stage", "published_at"])
    audit.record(actor, "plans:plan:published", reference, before={"stage": before}, after={"stage": plan.stage})
    return plan
