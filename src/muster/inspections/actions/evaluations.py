"""Evaluations are opened, written, shared with the contributor, commented, answered and made final."""

from dataclasses import asdict
from datetime import date, timedelta

from django.db import transaction

from muster.audit import actions as audit
from muster.deployments.models import DeployedUnit
from muster.inspections.actions.evaluation_sides import evaluated_unit
from muster.inspections.actions.evaluation_telling import tell_evaluation
from muster.inspections.actions.inspection_access import require_day, require_mission_side, require_state_side
from muster.inspections.actions.stage_events import add_stage_event, last_step_on
from muster.inspections.evaluation_terms import MOST_LINES, EvaluationContent, EvaluationTerms
from muster.inspections.models import EvaluatedStandard, Evaluation
from muster.inspections.queries.evaluation_context import context_of
from muster.inspections.queries.evaluations import visible_evaluation
from muster.inspections.rules.evaluation_stages import (
    CONTRIBUTOR,
    WRITTEN_IN,
    EvaluationFacts,
    kind_problem,
    step_problems,
    step_side,
)
from muster.inspections.stages import EvaluationStage, Rating
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import Problem, Refused
from muster.kit.read_version import require_version
from muster.kit.references import reference_problems
from muster.parties.viewer import Viewer
from muster.pledges.actions import record_theatre_result
from muster.pledges.theatre_terms import TheatreResultKind, TheatreResultTerms
from muster.reference.evaluations import evaluation_areas
from muster.reference.parameters import parameter
from muster.reference.unit_types import unit_type

COMMENT_DAYS = "evaluation_comment_days"
AUDITED = ("stage", "rating", "summary", "comment_due_on", "comment", "answer")


def snapshot(evaluation: Evaluation) -> dict[str, object]:
    """Return an evaluation's content as the audit event keeps it."""
    return {name: getattr(evaluation, name) for name in AUDITED}


@transaction.atomic
def open_evaluation(actor: Viewer, terms: EvaluationTerms, *, today: date) -> Evaluation:
    """Open the draft of an evaluation. Raises NotFound, NotAllowed, Refused."""
    unit = evaluated_unit(actor, terms.unit, today, terms.standing)
    what = f"Evaluation {terms.reference}"
    if problems := _opening_problems(unit, terms, today):
        raise Refused(f"{what} cannot be opened.", problems)
    known = terms.known_from or today
    evaluation = Evaluation(
        reference=terms.reference,
        unit=unit,
        kind=terms.kind,
        covers_from=terms.covers_from,
        covers_until=terms.covers_until,
        evaluator=terms.evaluator.strip(),
        source=terms.source,
        standing=terms.standing,
        known_from=known,
    )
    require_clean_fields(evaluation, what)
    evaluation.save(force_insert=True)
    add_stage_event(actor, evaluation, known, known)
    audit.record(actor, "inspections:evaluation:opened", evaluation.reference, after=_said(terms))
    return evaluation


def _said(terms: EvaluationTerms) -> dict[str, object]:
    return {name: value for name, value in asdict(terms).items() if name not in ("reference", "known_from")}


def _opening_problems(unit: DeployedUnit, terms: EvaluationTerms, today: date) -> list[Problem]:
    problems = reference_problems(terms.reference, "reference")
    if Evaluation.objects.filter(reference=terms.reference).exists():
        problems.append(Problem("reference", f"{terms.reference!r} is taken", "give another one"))
    if words := kind_problem(terms.kind, unit_type(unit.post.unit_type).personnel_category):
        problems.append(Problem("kind", words, ""))
    if terms.covers_until <= terms.covers_from:
        problems.append(Problem("days", f"{terms.covers_until} is not after {terms.covers_from}", "give a later day"))
    if terms.covers_from > today:
        problems.append(Problem("days", f"{terms.covers_from} has not come yet", "cover days that have come"))
    leaves = unit.present_until
    if terms.covers_until <= unit.present_from or (leaves is not None and terms.covers_from >= leaves):
        problems.append(Problem("days", "the unit is not present on any of them", "cover days of its presence"))
    if not terms.evaluator.strip():
        problems.append(Problem("evaluated by", "is empty", "name the office"))
    return problems


def _locked(actor: Viewer, reference: str, today: date) -> Evaluation:
    """Return the evaluation with its row held. Raises NotFound if there is none that the actor may see."""
    seen = visible_evaluation(actor, today, reference)
    rows = Evaluation.objects.select_for_update(of=("self",))
    mission = "unit__post__requirement__mission"
    sides = ("unit__state", "unit__pledge", f"{mission}__organisation", f"{mission}__mandated_by")
    return rows.select_related(*sides).get(pk=seen.pk)


@transaction.atomic
def write_evaluation(
    actor: Viewer, reference: str, content: EvaluationContent, *, today: date, expected_version: int | None = None
) -> Evaluation:
    """Write what a draft, or one that was commented, says: the whole list of standards in place of the one before."""
    evaluation = _locked(actor, reference, today)
    what = f"Evaluation {reference}"
    require_mission_side(actor, evaluation.unit, what)
    require_version(what, evaluation.version, expected_version)
    if evaluation.stage not in WRITTEN_IN:
        raise Refused(f"{what} is “{evaluation.get_stage_display()}”: it is written as a draft or after a comment.")
    if problems := _content_problems(content):
        raise Refused(f"{what} cannot be written.", problems)
    before = snapshot(evaluation) | {"standards": evaluation.standards.count()}
    evaluation.rating, evaluation.summary = content.rating, content.summary.strip()
    evaluation.version += 1
    require_clean_fields(evaluation, what)
    evaluation.save()
    evaluation.standards.all().delete()
    lines = [
        EvaluatedStandard(evaluation=evaluation, number=number, **asdict(one))
        for number, one in enumerate(content.standards, start=1)
    ]
    for line in lines:
        require_clean_fields(line, f"{what}, line {line.number}")
    EvaluatedStandard.objects.bulk_create(lines)
    after = snapshot(evaluation) | {"standards": [asdict(one) for one in content.standards]}
    audit.record(actor, "inspections:evaluation:written", reference, before=before, after=after)
    return evaluation


def _content_problems(content: EvaluationContent) -> list[Problem]:
    if len(content.standards) > MOST_LINES:
        return [Problem("standards", f"there are more than {MOST_LINES}", "evaluate fewer at once")]
    areas = {one.code for one in evaluation_areas()}
    problems = []
    for number, one in enumerate(content.standards, start=1):
        if one.area not in areas:
            remedy = f"give one of {', '.join(sorted(areas))}"
            problems.append(Problem(f"line {number}", f"{one.area!r} is no area", remedy))
        if not one.task.strip():
            problems.append(Problem(f"line {number}", "the task is empty", "say what was evaluated"))
    return problems


@transaction.atomic
def step_evaluation(
    actor: Viewer,
    reference: str,
    following: str,
    *,
    day: date,
    today: date,
    words: str = "",
    comment_due_on: date | None = None,
    expected_version: int | None = None,
) -> Evaluation:
    """Take an evaluation to its next stage on a day. `words`: the comment, the answer, or the reason of a withdrawal.

    Sharing keeps the context of the day beside the ratings, and gives the contributor evaluation_comment_days for its
    comment unless `comment_due_on` gives more. Raises NotFound, NotAllowed, Refused.
    """
    evaluation = _locked(actor, reference, today)
    what = f"Evaluation {reference}"
    wanted = EvaluationStage(following)
    if step_side(evaluation.stage, wanted) == CONTRIBUTOR:
        require_state_side(actor, evaluation.unit, what)
    else:
        require_mission_side(actor, evaluation.unit, what)
    require_version(what, evaluation.version, expected_version)
    require_day(what, day, today, last_step_on(evaluation))
    before = snapshot(evaluation)
    if wanted == EvaluationStage.COMMENTED:
        evaluation.comment = words.strip()
    if wanted == EvaluationStage.FINAL and evaluation.stage == EvaluationStage.COMMENTED:
        evaluation.answer = words.strip()
    if problems := step_problems(_facts(evaluation), wanted, day, words):
        raise Refused(f"{what} cannot become “{wanted.label}” yet.", problems)
    if wanted == EvaluationStage.SHARED:
        evaluation.comment_due_on = _comment_due(what, day, comment_due_on)
        evaluation.context = context_of(actor, evaluation, day)
    evaluation.stage = wanted.value
    evaluation.version += 1
    require_clean_fields(evaluation, what)
    evaluation.save()
    reason = words.strip()[:300] if wanted == EvaluationStage.WITHDRAWN else ""
    add_stage_event(actor, evaluation, day, today, reason)
    audit.record(actor, "inspections:evaluation:stage", reference, before=before, after=snapshot(evaluation))
    tell_evaluation(actor, evaluation, before["stage"] == EvaluationStage.DRAFT, today)
    if wanted == EvaluationStage.FINAL:
        _record_result(actor, evaluation, day, today)
    return evaluation


def _record_result(actor: Viewer, evaluation: Evaluation, day: date, today: date) -> None:
    """Write what a final evaluation says of the whole down where selections and the register read it."""
    unit = evaluation.unit
    terms = TheatreResultTerms(
        unit=unit.reference,
        state=unit.state.code,
        mission=unit.post.requirement.mission.acronym,
        unit_type=unit.post.unit_type,
        kind=TheatreResultKind.EVALUATION,
        on=day,
        reference=evaluation.reference,
        word=Rating(evaluation.rating).label,
        outcome=evaluation.rating,
        pledge=unit.pledge.reference if unit.pledge else "",
        source=evaluation.source,
        standing=evaluation.standing,
    )
    record_theatre_result(actor, terms, today=today)


def _comment_due(what: str, day: date, asked: date | None) -> date:
    least = day + timedelta(days=parameter(COMMENT_DAYS, day).integer)
    if asked is not None and asked < least:
        raise Refused(f"{what}: the contributor may comment until {least} at least; give that day or a later one.")
    return asked or least


def _facts(evaluation: Evaluation) -> EvaluationFacts:
    return EvaluationFacts(
        kind=evaluation.kind,
        stage=evaluation.stage,
        covers_until=evaluation.covers_until,
        ratings=tuple(evaluation.standards.order_by("number").values_list("rating", flat=True)),
        overall=evaluation.rating,
        comment=evaluation.comment,
        answer=evaluation.answer,
        comment_due_on=evaluation.comment_due_on,
    )
