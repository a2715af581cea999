"""Losses are reported by the State or the mission, investigated by the mission, decided and settled by the secretariat.

Who reported does not decide.
"""

from dataclasses import asdict
from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.inspections.actions.inspection_access import is_mission_side, require_day
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotAllowed, Problem, Refused
from muster.kit.references import reference_problems
from muster.kit.standing import Standing
from muster.parties.viewer import Viewer
from muster.reimbursement.actions.loss_access import (
    add_loss_stage,
    is_decider,
    last_step_on,
    locked_loss,
    may_report,
    require_writer,
    tell_loss,
)
from muster.reimbursement.actions.loss_items import write_items
from muster.reimbursement.loss_terms import LossContent, LossTerms
from muster.reimbursement.models import LossEvent, LossItem, Memorandum
from muster.reimbursement.queries.losses import first_agreed_on, reckoning_of
from muster.reimbursement.queries.memoranda import memorandum_of_side
from muster.reimbursement.rules.loss_stages import (
    MISSION,
    LossCase,
    LossStage,
    event_day_problems,
    loss_step_problems,
    loss_step_side,
)
from muster.reimbursement.rules.losses import LossKind

AUDITED = ("kind", "happened_on", "place", "description", "inquiry", "stage")


def snapshot(event: LossEvent) -> dict[str, object]:
    """Return the content of a case as the audit event keeps it."""
    return {name: getattr(event, name) for name in AUDITED}


@transaction.atomic
def report_loss(actor: Viewer, terms: LossTerms, *, today: date) -> LossEvent:
    """Report an event with its items. Raises NotFound, NotAllowed, and Refused with a line for each thing wrong."""
    memorandum = memorandum_of_side(actor, today, terms.memorandum)
    what = f"Loss {terms.reference}"
    if not may_report(actor, memorandum):
        raise NotAllowed(f"{what}: losses are reported by officers of the unit's State and of the mission.")
    known = terms.known_from or today
    problems = reference_problems(terms.reference, "reference")
    if LossEvent.objects.filter(reference=terms.reference).exists():
        problems.append(Problem("reference", f"{terms.reference!r} is taken", "give another one"))
    if terms.standing != Standing.ENTERED and not actor.is_system:
        problems.append(Problem("standing", "of what is entered it is 'entered'", "leave it out"))
    problems += _content_problems(memorandum, terms.content, known)
    if problems:
        raise Refused(f"{what} cannot be reported.", problems)
    event = LossEvent(
        reference=terms.reference,
        memorandum=memorandum,
        reporter_id=actor.organisation_id,
        reported_by_id=actor.user_id,
        source=terms.source,
        standing=terms.standing,
        known_from=known,
    )
    _take_over(event, terms.content)
    require_clean_fields(event, what)
    event.save(force_insert=True)
    write_items(event, terms.content.items)
    add_loss_stage(actor, event, known, known)
    after = {"memorandum": terms.memorandum, **asdict(terms.content)}
    audit.record(actor, "reimbursement:loss:reported", event.reference, after=after)
    tell_loss(actor, event, today)
    return event


def _content_problems(memorandum: Memorandum, content: LossContent, today: date) -> list[Problem]:
    """Return what is wrong with what is told of an event."""
    problems = event_day_problems(content.happened_on, first_agreed_on(memorandum), today)
    kinds = [one.value for one in LossKind]
    if content.kind not in kinds:
        problems.append(Problem("kind", f"{content.kind!r} is unknown", f"give one of {', '.join(kinds)}"))
    for name in ("place", "description"):
        if not getattr(content, name).strip():
            problems.append(Problem(name, "is empty", "say where and what happened"))
    return problems


def _take_over(event: LossEvent, content: LossContent) -> None:
    event.kind, event.happened_on = content.kind, content.happened_on
    event.place, event.description = content.place.strip(), content.description.strip()
    event.inquiry = content.inquiry.strip()


@transaction.atomic
def write_loss(
    actor: Viewer, reference: str, content: LossContent, *, today: date, expected_version: int | None = None
) -> LossEvent:
    """Write what a case says, with all of its items: as reported by either side, as investigated by the mission."""
    event = locked_loss(actor, reference, expected_version, today)
    what = f"Loss {reference}"
    require_writer(actor, event)
    if problems := _content_problems(event.memorandum, content, today):
        raise Refused(f"{what} cannot be written.", problems)
    before = snapshot(event)
    _take_over(event, content)
    event.version += 1
    require_clean_fields(event, what)
    event.save()
    write_items(event, content.items)
    after = snapshot(event) | {"items": [asdict(one) for one in content.items]}
    audit.record(actor, "reimbursement:loss:written", reference, before=before, after=after)
    return event


@transaction.atomic
def step_loss(
    actor: Viewer,
    reference: str,
    following: str,
    *,
    day: date,
    words: str,
    today: date,
    expected_version: int | None = None,
) -> LossEvent:
    """Take a case to its next stage on a day. The decision keeps who bears each item, what is paid, and why.

    `words`: what was found, the ground of the decision or refusal, or the payment. Raises NotFound, NotAllowed,
    Refused.
    """
    event = locked_loss(actor, reference, expected_version, today)
    what = f"Loss {reference}"
    wanted = LossStage(following)
    _require_turn(actor, event, wanted, what)
    case = LossCase(event.stage, event.inquiry, event.items.count())
    if problems := loss_step_problems(case, wanted, words):
        raise Refused(f"{what} cannot become “{wanted.label}” yet.", problems)
    require_day(what, day, today, last_step_on(event))
    before = snapshot(event)
    event.stage = wanted.value
    event.version += 1
    event.save(update_fields=["stage", "version"])
    after = snapshot(event)
    if wanted == LossStage.DECIDED:
        after["paid_cents"] = _keep_decision(event, today)
    add_loss_stage(actor, event, day, today, words.strip())
    audit.record(actor, "reimbursement:loss:stage", reference, before=before, after=after, reason=words.strip())
    tell_loss(actor, event, today, words.strip())
    return event


def _require_turn(actor: Viewer, event: LossEvent, wanted: LossStage, what: str) -> None:
    """Raise NotAllowed unless it is the actor's turn to take the step."""
    if loss_step_side(event.stage, wanted) == MISSION:
        if not is_mission_side(actor, event.memorandum.unit):
            raise NotAllowed(f"{what}: it is investigated by officers of the mission or of its secretariat.")
    elif not is_decider(actor, event):
        raise NotAllowed(
            f"{what}: this is for an approver of the secretariat that mandates the mission, and not of who reported it."
        )


def _keep_decision(event: LossEvent, today: date) -> int:
    """Keep with each item who bears it, what is paid, and the explanation; return the sum in cents."""
    found = reckoning_of(event, today)
    rows = {one.number: one for one in event.items.all()}
    for one in found.items:
        row = rows[one.item.number]
        row.bearer, row.decided_cents, row.explanation = one.bearer.value, one.amount_cents, list(one.explanation)
    LossItem.objects.bulk_update(rows.values(), ["bearer", "decided_cents", "explanation"])
    return found.amount_cents
