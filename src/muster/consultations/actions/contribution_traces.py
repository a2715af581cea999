"""The convening secretariat records what became of an input in the text; the State whose input it was comments."""

from datetime import date
from typing import Any

from django.db import transaction

from muster.audit import actions as audit
from muster.consultations.actions.contribution_notices import TRACE, tell
from muster.consultations.actions.contribution_positions import position_href
from muster.consultations.actions.contribution_sides import require_convener
from muster.consultations.contribution_terms import TraceTerms
from muster.consultations.models import ConsultationPosition, InputTrace, TraceOutcome
from muster.consultations.queries.contribution_traces import outcome_on
from muster.consultations.queries.contributions import trace_on, visible_position
from muster.consultations.rules.sharing import OWN
from muster.consultations.rules.tracing import trace_problems
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import Problem, Refused
from muster.kit.read_version import require_version
from muster.missions.models import MandatedTask, MandatePeriod
from muster.parties import visibility
from muster.parties.viewer import Viewer


def _subject(position: ConsultationPosition) -> str:
    return f"{position.consultation.reference} {position.reference}"


def _what(position: ConsultationPosition) -> str:
    return f"The input of {position.state.name} to {position.consultation.reference}"


def _content(trace: InputTrace) -> dict[str, Any]:
    names = ("outcome", "paragraph", "words", "reason", "traced_on")
    return {"task": trace.task.task if trace.task else "", **{name: getattr(trace, name) for name in names}}


@transaction.atomic
def trace_position(
    actor: Viewer, reference: str, terms: TraceTerms, *, today: date, expected_version: int | None = None
) -> InputTrace:
    """Record what became of a submitted position in the decided text; recorded again it is corrected.

    A correction is known from its day on; what stood there before is in the audit log. Raises NotFound, NotAllowed,
    Refused.
    """
    position = visible_position(actor, today, reference)
    what = _what(position)
    require_convener(actor, position.consultation, what)
    require_version(what, position.version, expected_version)
    outcome = outcome_on(position.consultation, today)
    if outcome is None:
        raise Refused(f"{what}: the decided mandate is not on record; enter it in the consultation first.")
    if position.sharing == OWN:
        raise Refused(f"{what}: it is not submitted; its State submits it first.")
    if position.withdrawn_on is not None:
        raise Refused(f"{what}: it was withdrawn on {position.withdrawn_on} and is not followed up.")
    task = _task(outcome, terms.task)
    has_place = task is not None or bool(terms.paragraph.strip())
    if problems := trace_problems(terms.outcome, has_place=has_place, reason=terms.reason):
        raise Refused(f"{what} cannot be followed up so.", problems)
    known = InputTrace.objects.filter(position=position).select_related("task").first()
    before = _content(known) if known is not None else {}
    made = known or InputTrace(position=position)
    made.outcome, made.task = TraceOutcome(terms.outcome).value, task
    made.paragraph = terms.paragraph.strip() or (task.paragraph if task else "")
    made.words = terms.words.strip() or (task.words if task else "")
    made.reason = terms.reason.strip()
    made.traced_on = made.known_from = today
    made.traced_by_id = actor.user_id
    require_clean_fields(made, "The trace")
    made.save()
    ConsultationPosition.objects.filter(pk=position.pk).update(version=position.version + 1)
    verb = "corrected" if known is not None else "recorded"
    audit.record(actor, f"consultations:trace:{verb}", _subject(position), before=before, after=_content(made))
    title = f"Your input to {position.consultation.title}: {made.get_outcome_display()}"
    tell(TRACE, position.state, title, position.consultation, position.state, position_href(position), today)
    return made


def _task(outcome: MandatePeriod, number: int | None) -> MandatedTask | None:
    """Return the line of the decided mandate's tasks. Raises Refused."""
    if number is None:
        return None
    found = MandatedTask.objects.filter(mandate=outcome, number=number).first()
    if found is None:
        problem = Problem("task of the text", f"the decided mandate has no line {number}", "give a line of its tasks")
        raise Refused("The decided mandate has no such task.", [problem])
    return found


@transaction.atomic
def comment_on_trace(
    actor: Viewer, reference: str, comment: str, *, today: date, expected_version: int | None = None
) -> InputTrace:
    """Say on behalf of the State whose input it was what it thinks of the trace; a later comment takes the place.

    Raises NotFound, NotAllowed, Refused.
    """
    position = visible_position(actor, today, reference)
    what = _what(position)
    visibility.require_owner(actor, position.state_id, what)
    require_version(what, position.version, expected_version)
    trace = trace_on(position, today)
    if trace is None:
        raise Refused(f"{what}: it is not followed up yet; comment when its trace is on record.")
    if not comment.strip():
        raise Refused(f"{what}: the comment is empty; write it.")
    before = {"comment": trace.comment, "commented_on": trace.commented_on}
    trace.comment, trace.commented_on = comment.strip(), today
    require_clean_fields(trace, "The comment")
    trace.save(update_fields=["comment", "commented_on"])
    ConsultationPosition.objects.filter(pk=position.pk).update(version=position.version + 1)
    after = {"comment": trace.comment, "commented_on": trace.commented_on}
    audit.record(actor, "consultations:trace:commented", _subject(position), before=before, after=after)
    title = f"{position.state.name} commented on the trace of its input to {position.consultation.title}"
    to = position.consultation.convened_by
    tell(TRACE, to, title, position.consultation, position.state, position_href(position), today)
    return trace
