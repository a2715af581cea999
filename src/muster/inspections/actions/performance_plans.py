"""Performance improvement plans are opened, proposed, agreed, carried out measure by measure, and ended."""

from dataclasses import asdict
from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.deployments.models import DeployedUnit
from muster.inspections.actions.evaluation_sides import evaluated_unit
from muster.inspections.actions.evaluation_telling import tell_plan
from muster.inspections.actions.inspection_access import (
    is_mission_side,
    is_state_side,
    require_day,
    require_mission_side,
    require_state_side,
)
from muster.inspections.actions.stage_events import add_stage_event, last_step_on
from muster.inspections.evaluation_terms import MOST_LINES, MeasureTerms, PlanTerms
from muster.inspections.models import Evaluation, Inspection, PerformancePlan, PlanMeasure
from muster.inspections.queries.evaluations import visible_plan
from muster.inspections.rules.plan_stages import (
    CONTRIBUTOR,
    MeasureFacts,
    PlanFacts,
    measure_problems,
    step_problems,
    step_side,
)
from muster.inspections.stages import ActingSide, ImprovementStage
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotAllowed, NotFound, Problem, Refused
from muster.kit.read_version import require_version
from muster.kit.references import reference_problems
from muster.parties.viewer import Viewer

AUDITED = ("stage", "aim", "due_on", "result")


def snapshot(plan: PerformancePlan) -> dict[str, object]:
    """Return a plan's content as the audit event keeps it."""
    return {name: getattr(plan, name) for name in AUDITED}


@transaction.atomic
def open_plan(actor: Viewer, terms: PlanTerms, *, today: date) -> PerformancePlan:
    """Open the draft of a plan because of an inspection or an evaluation of the unit. Raises NotFound, Refused."""
    unit = evaluated_unit(actor, terms.unit, today, terms.standing)
    what = f"Performance improvement plan {terms.reference}"
    problems = reference_problems(terms.reference, "reference")
    if PerformancePlan.objects.filter(reference=terms.reference).exists():
        problems.append(Problem("reference", f"{terms.reference!r} is taken", "give another one"))
    if not terms.aim.strip():
        problems.append(Problem("aim", "is empty", "say what the unit is to reach"))
    known = terms.known_from or today
    if terms.due_on <= known:
        problems.append(Problem("to be reached by", f"{terms.due_on} is past or today", "give a day to come"))
    if problems:
        raise Refused(f"{what} cannot be opened.", problems)
    plan = PerformancePlan(
        reference=terms.reference,
        unit=unit,
        inspection=_inspection(unit, terms.inspection),
        evaluation=_evaluation(unit, terms.evaluation),
        aim=terms.aim.strip(),
        due_on=terms.due_on,
        source=terms.source,
        standing=terms.standing,
        known_from=known,
    )
    require_clean_fields(plan, what)
    plan.save(force_insert=True)
    _write_measures(plan, terms.measures)
    add_stage_event(actor, plan, known, known)
    after = {name: value for name, value in asdict(terms).items() if name not in ("reference", "known_from")}
    audit.record(actor, "inspections:plan:opened", plan.reference, after=after)
    return plan


def _inspection(unit: DeployedUnit, reference: str) -> Inspection | None:
    """Return the inspection of the unit that a plan is because of; None where none is named. Raises NotFound."""
    found = Inspection.objects.filter(unit=unit, reference=reference).first() if reference else None
    if reference and found is None:
        raise NotFound(f"Unit {unit.reference} has no inspection {reference!r}.")
    return found


def _evaluation(unit: DeployedUnit, reference: str) -> Evaluation | None:
    """Return the evaluation of the unit that a plan is because of; None where none is named. Raises NotFound."""
    found = Evaluation.objects.filter(unit=unit, reference=reference).first() if reference else None
    if reference and found is None:
        raise NotFound(f"Unit {unit.reference} has no evaluation {reference!r}.")
    return found


def _write_measures(plan: PerformancePlan, measures: tuple[MeasureTerms, ...]) -> None:
    """Write the measures of a plan in place of those before. Raises Refused."""
    what = f"Performance improvement plan {plan.reference}"
    if len(measures) > MOST_LINES:
        raise Refused(f"{what} has more than {MOST_LINES} measures; make two of it.")
    sides = [one.value for one in ActingSide]
    problems = []
    for number, one in enumerate(measures, start=1):
        if not one.words.strip():
            problems.append(Problem(f"measure {number}", "is empty", "say what is done"))
        if one.side not in sides:
            problems.append(Problem(f"measure {number}", f"{one.side!r} is no side", f"give one of {', '.join(sides)}"))
    if problems:
        raise Refused(f"{what} cannot be written.", problems)
    plan.measures.all().delete()
    rows = [PlanMeasure(plan=plan, number=number, **asdict(one)) for number, one in enumerate(measures, start=1)]
    for row in rows:
        require_clean_fields(row, f"{what}, measure {row.number}")
    PlanMeasure.objects.bulk_create(rows)


def _locked(actor: Viewer, reference: str, today: date) -> PerformancePlan:
    """Return the plan with its row held. Raises NotFound if there is none that the actor may see."""
    seen = visible_plan(actor, today, reference)
    return PerformancePlan.objects.select_for_update(of=("self",)).select_related(
        "unit__state", "unit__post__requirement__mission__organisation", "unit__post__requirement__mission__mandated_by"
    ).get(pk=seen.pk)  # fmt: skip


@transaction.atomic
def write_plan(
    actor: Viewer,
    reference: str,
    *,
    aim: str,
    due_on: date,
    measures: tuple[MeasureTerms, ...],
    today: date,
    expected_version: int | None = None,
) -> PerformancePlan:
    """Write what a draft plan says: its aim, its day, and the whole list of its measures."""
    plan = _locked(actor, reference, today)
    what = f"Performance improvement plan {reference}"
    require_mission_side(actor, plan.unit, what)
    require_version(what, plan.version, expected_version)
    if plan.stage != ImprovementStage.DRAFT:
        raise Refused(f"{what} is “{plan.get_stage_display()}”: it is written as a draft; later its day can be moved.")
    before = snapshot(plan)
    plan.aim, plan.due_on = aim.strip(), due_on
    plan.version += 1
    require_clean_fields(plan, what)
    plan.save()
    _write_measures(plan, measures)
    after = snapshot(plan) | {"measures": [asdict(one) for one in measures]}
    audit.record(actor, "inspections:plan:written", reference, before=before, after=after)
    return plan


@transaction.atomic
def step_plan(
    actor: Viewer,
    reference: str,
    following: str,
    *,
    day: date,
    today: date,
    words: str = "",
    expected_version: int | None = None,
) -> PerformancePlan:
    """Take a plan to its next stage on a day. `words`: how it ended, or why it is sent back or withdrawn."""
    plan = _locked(actor, reference, today)
    what = f"Performance improvement plan {reference}"
    wanted = ImprovementStage(following)
    if step_side(plan.stage, wanted) == CONTRIBUTOR:
        require_state_side(actor, plan.unit, what)
    else:
        require_mission_side(actor, plan.unit, what)
    require_version(what, plan.version, expected_version)
    require_day(what, day, today, last_step_on(plan))
    if problems := step_problems(facts_of(plan), wanted, words):
        raise Refused(f"{what} cannot become “{wanted.label}” yet.", problems)
    before = snapshot(plan)
    plan.stage = wanted.value
    if wanted in (ImprovementStage.MET, ImprovementStage.NOT_MET):
        plan.result = words.strip()
    plan.version += 1
    require_clean_fields(plan, what)
    plan.save()
    add_stage_event(actor, plan, day, today, words.strip()[:300])
    audit.record(actor, "inspections:plan:stage", reference, before=before, after=snapshot(plan), reason=words.strip())
    tell_plan(actor, plan, before["stage"] == ImprovementStage.DRAFT, today, words.strip())
    return plan


@transaction.atomic
def move_plan(
    actor: Viewer, reference: str, due_on: date, reason: str, *, today: date, expected_version: int | None = None
) -> PerformancePlan:
    """Give a plan that is agreed another day, with the reason. Raises Refused."""
    plan = _locked(actor, reference, today)
    what = f"Performance improvement plan {reference}"
    require_mission_side(actor, plan.unit, what)
    require_version(what, plan.version, expected_version)
    if plan.stage != ImprovementStage.AGREED:
        raise Refused(f"{what} is “{plan.get_stage_display()}”: the day of an agreed plan is moved.")
    if not reason.strip():
        raise Refused(f"{what}: say why its day is moved.")
    facts = facts_of(plan)
    if problems := measure_problems(PlanFacts(facts.stage, due_on, facts.measures)):
        raise Refused(f"{what} cannot be due on {due_on}.", problems)
    before = snapshot(plan)
    plan.due_on = due_on
    plan.version += 1
    plan.save()
    audit.record(actor, "inspections:plan:moved", reference, before=before, after=snapshot(plan), reason=reason.strip())
    tell_plan(actor, plan, False, today, f"To be reached by {due_on}: {reason.strip()}")
    return plan


@transaction.atomic
def measure_done(
    actor: Viewer,
    reference: str,
    number: int,
    *,
    done_on: date,
    shown_by: str,
    today: date,
    expected_version: int | None = None,
) -> PerformancePlan:
    """Record when a measure of an agreed plan was done and what shows it; by the side that had to act.

    The mission's side may enter it for the others.
    """
    plan = _locked(actor, reference, today)
    what = f"Performance improvement plan {reference}, measure {number}"
    measure = plan.measures.filter(number=number).first()
    if measure is None:
        raise NotFound(f"{what}: there is none.")
    is_theirs = measure.side == ActingSide.CONTRIBUTOR and is_state_side(actor, plan.unit)
    if not (is_theirs or is_mission_side(actor, plan.unit)):
        raise NotAllowed(f"{what}: this is for whoever had to act, or for the mission.")
    require_version(f"Performance improvement plan {reference}", plan.version, expected_version)
    if plan.stage != ImprovementStage.AGREED:
        raise Refused(f"{what}: the plan is “{plan.get_stage_display()}”; measures are done while it is agreed.")
    if measure.done_on is not None:
        raise Refused(f"{what}: it is done since {measure.done_on}.")
    if done_on > today:
        raise Refused(f"{what}: {done_on} has not come yet; give a day up to {today}.")
    if not shown_by.strip():
        raise Refused(f"{what}: say what shows that it is done.")
    measure.done_on, measure.shown_by = done_on, shown_by.strip()
    require_clean_fields(measure, what)
    measure.save()
    plan.version += 1
    plan.save()
    after = {"measure": number, "done_on": done_on, "shown_by": measure.shown_by}
    audit.record(actor, "inspections:plan:measure", reference, after=after)
    return plan


def facts_of(plan: PerformancePlan) -> PlanFacts:
    """Return a plan as the rules read it."""
    measures = tuple(MeasureFacts(one.number, one.due_on, one.done_on) for one in plan.measures.all())
    return PlanFacts(plan.stage, plan.due_on, measures)
