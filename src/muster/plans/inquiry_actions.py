"""The life of what is asked of the planner about a plan: asked for, taken once, stored whole or failed in a line."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import transaction

from muster.audit import actions as audit
from muster.kit.errors import NotFound, Refused
from muster.parties import visibility
from muster.parties.viewer import SYSTEM, Viewer
from muster.plans.models import Inquiry, InquiryStage, PlanStage, StoredPlan
from muster.plans.queries import visible_plan

Asked = TypeVar("Asked", bound=Inquiry)
LONGEST_FAILURE = 500


def plan_to_ask_of(actor: Viewer, reference: str, what: str) -> StoredPlan:
    """Return a solved plan of whose Secretariat the actor is an officer. `what` is asked: "A stress test".

    Raises `NotFound`, `NotAllowed`, and `Refused` where the plan is not solved.
    """
    plan = visible_plan(actor, reference)
    visibility.require_secretariat(actor, what)
    visibility.require_owner(actor, plan.register_id, what)
    if plan.stage not in (PlanStage.SOLVED, PlanStage.PUBLISHED):
        raise Refused(f"Plan {reference} is {plan.get_stage_display()}; {what.lower()} is of a solved one.")
    return plan


def enter(actor: Viewer, row: Inquiry, after: Mapping[str, Any]) -> None:
    """Enter what is asked, in the caller's transaction. `after`: what the event tells besides the number."""
    row.made_by_id = actor.user_id
    row.save()
    audit.record(actor, f"{row.EVENT}:requested", row.plan.reference, after={row.CALLED: row.pk, **after})


@transaction.atomic
def take(model: type[Asked], number: int) -> Asked:
    """Mark what is queued as running, so that no second worker takes it. Raises `NotFound` and `Refused`."""
    name = model._meta.verbose_name
    row = model._default_manager.select_for_update().filter(pk=number).first()
    if row is None:
        raise NotFound(f"There is no {name} {number}.")
    if row.stage != InquiryStage.QUEUED:
        what = str(name).capitalize()
        raise Refused(f"{what} {number} is {InquiryStage(row.stage).label}; only a queued one can be run.")
    row.stage = InquiryStage.RUNNING
    row.save(update_fields=["stage"])
    return row


@contextmanager
def failing(actor: Viewer, row: Inquiry, *refusals: type[Exception]) -> Iterator[None]:
    """Store a failure of what is done within. The planner's own `refusals` are raised as `Refused`, all else as it is.

    Whatever ends it, it must not stand as running for ever.
    """
    try:
        yield
    except Refused as error:
        fail(actor, row, str(error))
        raise
    except refusals as error:
        fail(actor, row, str(error))
        raise Refused(f"Plan {row.plan}: {error}") from error
    except BaseException as error:
        fail(actor, row, f"interrupted: {type(error).__name__}")
        raise


@transaction.atomic
def store(actor: Viewer, row: Inquiry, after: Mapping[str, Any]) -> None:
    """Store what came of it, whole."""
    row.stage = InquiryStage.DONE
    row.save()
    told = {row.CALLED: row.pk, **after, "seconds": round(row.seconds or 0.0, 1)}
    audit.record(actor, f"{row.EVENT}:done", row.plan.reference, after=told)


@transaction.atomic
def fail(actor: Viewer, row: Inquiry, failure: str) -> None:
    """Mark it as failed, with the reason in one line."""
    row.stage, row.failure = InquiryStage.FAILED, " ".join(failure.split())[:LONGEST_FAILURE]
    row.save(update_fields=["stage", "failure"])
    after = {row.CALLED: row.pk}
    audit.record(actor, f"{row.EVENT}:failed", row.plan.reference, after=after, reason=row.failure)


def note_progress_of(model: type[Inquiry], number: int, noted: Mapping[str, Any]) -> None:
    """Note how far it is, for its page. No event: it is not a fact of the record."""
    model._default_manager.filter(pk=number, stage=InquiryStage.RUNNING).update(progress=dict(noted))


def fail_queued(model: type[Inquiry], number: int, failure: str) -> None:
    """Mark what waits as failed, with the reason in one line."""
    for row in model._default_manager.filter(pk=number, stage=InquiryStage.QUEUED):
        fail(SYSTEM, row, failure)


def fail_abandoned(model: type[Inquiry]) -> int:
    """Mark what was running when the installation stopped as failed, and count it. Called when it starts again."""
    found = list(model._default_manager.filter(stage=InquiryStage.RUNNING))
    for row in found:
        fail(SYSTEM, row, "interrupted: the installation stopped while it ran")
    return len(found)
