"""The life of a question to the optimisers: asked, taken once by the worker, answered whole or failed in a line."""

import time
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from muster.audit import actions as audit
from muster.deployments.models import PlanningRun, RunStage
from muster.deployments.planning.refusal import NoPlanFoundError
from muster.deployments.queries.planning_runs import Answered
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.parties import visibility
from muster.parties.models import Role
from muster.parties.viewer import SYSTEM, Viewer

LONGEST_FAILURE = 500


Answer = Callable[[Viewer, Any, date], Answered]
"""What makes the problem of what was asked as of a day, and solves it. Raises Refused and NoPlanFoundError."""


def require_asker(actor: Viewer) -> int:
    """Return the organisation that the actor asks for. Raises NotAllowed unless the actor is an officer of one."""
    if actor.organisation_id is None or not actor.has_role(Role.OFFICER):
        raise NotAllowed("Plans of deployments are asked for by officers of their organisation.")
    return actor.organisation_id


@transaction.atomic
def request_run(actor: Viewer, kind: str, asked: Mapping[str, Any], day: date) -> PlanningRun:
    """Enter a question, for the worker to answer. Only officers ask."""
    asker = require_asker(actor)
    run = PlanningRun.objects.create(
        kind=kind, organisation_id=asker, made_by_id=actor.user_id, day=day, asked=dict(asked)
    )
    audit.record(actor, "deployments:plan:requested", str(run), after={"number": run.pk, "asked": dict(asked)})
    return run


@transaction.atomic
def _take(number: int) -> PlanningRun:
    """Mark a queued run as running, so that no second worker takes it. Raises NotFound and Refused."""
    run = PlanningRun.objects.select_for_update().filter(pk=number).first()
    if run is None:
        raise NotFound(f"There is no planning run {number}.")
    if run.stage != RunStage.QUEUED:
        raise Refused(f"Planning run {number} is {run.get_stage_display()}; only a queued one can be run.")
    run.stage = RunStage.RUNNING
    run.save(update_fields=["stage"])
    return run


def answer_run(actor: Viewer, number: int, answer: Answer) -> PlanningRun:
    """Answer a queued run and store it whole; a failure is stored in a line and raised."""
    run = _take(number)
    began = time.monotonic()
    try:
        found = answer(actor, run.asked, run.day)
    except (Refused, NotAllowed, NotFound) as refusal:
        _fail(actor, run, str(refusal))
        raise
    except NoPlanFoundError as error:
        _fail(actor, run, str(error))
        raise Refused(str(error)) from error
    except BaseException as error:  # whatever ends it, it must not stand as running for ever
        _fail(actor, run, f"interrupted: {type(error).__name__}")
        raise
    run.problem, run.seen, run.answer = found.problem, dict(found.seen), found.answer
    run.is_illustrative, run.seconds = found.is_illustrative, time.monotonic() - began
    _store(actor, run)
    return run


@transaction.atomic
def _store(actor: Viewer, run: PlanningRun) -> None:
    run.stage = RunStage.DONE
    run.save()
    after = {"number": run.pk, "seconds": round(run.seconds or 0.0, 1)}
    audit.record(actor, "deployments:plan:done", str(run), after=after)


@transaction.atomic
def _fail(actor: Viewer, run: PlanningRun, failure: str) -> None:
    run.stage, run.failure = RunStage.FAILED, " ".join(failure.split())[:LONGEST_FAILURE]
    run.save(update_fields=["stage", "failure"])
    audit.record(actor, "deployments:plan:failed", str(run), after={"number": run.pk}, reason=run.failure)


def fail_queued_run(number: int, failure: str) -> None:
    """Mark a run that waits as failed, with the reason in one line."""
    for run in PlanningRun.objects.filter(pk=number, stage=RunStage.QUEUED):
        _fail(SYSTEM, run, failure)


def fail_abandoned_runs() -> int:
    """Mark what was running when the installation stopped as failed, and count it. Called when it starts again."""
    found = list(PlanningRun.objects.filter(stage=RunStage.RUNNING))
    for run in found:
        _fail(SYSTEM, run, "interrupted: the installation stopped while it ran")
    return len(found)


def accepted_run(actor: Viewer, run: PlanningRun, today: date) -> PlanningRun:
    """Mark a run as accepted by an officer, in the caller's transaction.

    Raises NotAllowed, and Refused for one that is not done or was accepted.
    """
    visibility.require_owner(actor, run.organisation_id, f"Plan {run}")
    held = PlanningRun.objects.select_for_update().get(pk=run.pk)
    if held.stage != RunStage.DONE:
        raise Refused(f"Plan {run}: it is {held.get_stage_display()}; a plan that is done is accepted.")
    if held.accepted_on is not None:
        raise Refused(f"Plan {run}: it was accepted on {held.accepted_on}; plan anew.")
    held.accepted_on = today
    held.save(update_fields=["accepted_on"])
    return held
