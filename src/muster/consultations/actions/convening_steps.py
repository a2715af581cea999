"""Writes of the steps of a consultation: that one was held, in which format, what came of it, and who attended."""

from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.consultations.actions.convening import locked, require_stage, saved
from muster.consultations.actions.convening_telling import CHANGED, tell_participants
from muster.consultations.models import Consultation, ConsultationStage, ConsultationStep, MeetingFormat, StepKind
from muster.consultations.rules.calendar import PASSES_BY_ITSELF
from muster.consultations.rules.stages import UNDER_WAY, transition_problem
from muster.consultations.terms import HoldingTerms
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import Problem, Refused
from muster.parties.viewer import Viewer

MEETINGS = (StepKind.INFORMAL, StepKind.FORMAL)
"""Steps that are meetings: they have a format."""


@transaction.atomic
def hold_step(
    actor: Viewer,
    reference: str,
    kind: str,
    terms: HoldingTerms,
    *,
    today: date,
    expected_version: int | None = None,
) -> Consultation:
    """Record that a step was held. The formal meeting says who attended, and makes the consultation one that was held.

    Raises Refused for a step that was held, for a day to come, for a meeting without its format, for the deadline of
    inputs, which passes by itself, and for a vote ahead of the formal meeting.
    """
    found = locked(actor, reference, today, expected_version)
    require_stage(found, UNDER_WAY, "steps are held")
    step = found.steps.filter(kind=kind).first()
    if step is None:
        raise Refused(f"Consultation {reference} has no step {kind!r}; give one of {', '.join(StepKind.values)}.")
    problems = _problems(found, step, terms, today)
    if problems:
        raise Refused(f"Step “{step.get_kind_display()}” of {reference} cannot be recorded.", problems)
    step.held_on, step.format = terms.held_on, terms.format
    step.place, step.summary = terms.place.strip(), terms.summary.strip()
    require_clean_fields(step, f"Step “{step.get_kind_display()}” of {reference}")
    step.save()
    if step.kind == StepKind.FORMAL:
        _attended(found, terms.attended)
        found.stage = ConsultationStage.HELD
    saved(found)
    after = {"step": kind, "due_on": step.due_on, "held_on": step.held_on, "format": step.format,
             "attended": list(terms.attended)}  # fmt: skip
    audit.record(actor, "consultations:step:held", reference, after=after)
    title = f"Consultation {reference}: {step.get_kind_display()} on {step.held_on}"
    tell_participants(found, CHANGED, title, today, step.summary)
    return found


def _problems(found: Consultation, step: ConsultationStep, terms: HoldingTerms, today: date) -> list[Problem]:
    problems = []
    if step.kind in PASSES_BY_ITSELF:
        problems.append(Problem("step", "it is a deadline and passes by itself", "record the meetings and the vote"))
    if step.kind == StepKind.FORMAL and step.held_on is None and transition_problem(found.stage, "held"):
        problems.append(Problem("stage", transition_problem(found.stage, "held"), "nothing is left to do"))
    if step.held_on is not None:
        problems.append(Problem("step", f"it was held on {step.held_on}", "nothing is left to do"))
    if terms.held_on > today:
        problems.append(Problem("day", f"{terms.held_on} is still to come", "give the day on which it was held"))
    if step.kind in MEETINGS and not terms.format:
        problems.append(Problem("format", "is not given", f"give one of {', '.join(MeetingFormat.values[1:])}"))
    if step.kind == StepKind.VOTE and found.stage != ConsultationStage.HELD:
        problems.append(Problem("vote", "the formal meeting was not held yet", "record that one first"))
    if step.kind == StepKind.FORMAL and found.opened_on and terms.held_on < found.opened_on:
        problems.append(Problem("day", f"nobody was invited before {found.opened_on}", "give a later day"))
    if terms.attended and step.kind != StepKind.FORMAL:
        problems.append(Problem("attended", "is kept of the formal meeting", "leave it out"))
    listed = set(found.participants.values_list("organisation__code", flat=True))
    strange = sorted(set(terms.attended) - listed)
    if strange:
        problems.append(Problem("attended", f"{', '.join(strange)} is not on the list", "add them first"))
    return problems


def _attended(found: Consultation, codes: tuple[str, ...]) -> None:
    """Note who came to the formal meeting and who did not; where nobody is named it is not known."""
    if not codes:
        return
    found.participants.update(attended=False)
    found.participants.filter(organisation__code__in=codes).update(attended=True)
