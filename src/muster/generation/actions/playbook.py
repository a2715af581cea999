"""The play-book of a call: steps ticked by the side whose they are, and ticks taken back."""

from datetime import date, timedelta

from django.db import transaction

from muster.audit import actions as audit
from muster.generation.actions.access import locked_case, require_open
from muster.generation.actions.telling import sides, tell_sides
from muster.generation.models import Case, CaseVariant, PlaybookTick
from muster.generation.queries.calls import drill_day_of, ticks_of
from muster.generation.queries.standing import leading
from muster.generation.rules.playbook import day_of_call, tick_problems
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.parties.models import Organisation, Role
from muster.parties.viewer import Viewer
from muster.reference.playbook import PlaybookStep, playbook_role, playbook_steps


def side_of(case: Case, step: PlaybookStep) -> Organisation:
    """Return the organisation whose step it is."""
    return leading(case, playbook_role(step.role).side)


def may_tick(actor: Viewer, case: Case, step: PlaybookStep) -> bool:
    """Return whether the actor may tick a step: an officer of its side, or of the register for any side."""
    own = {side_of(case, step).pk, case.register_id}
    return actor.is_system or (actor.organisation_id in own and actor.has_role(Role.OFFICER))


def _ticked(actor: Viewer, reference: str, code: str) -> tuple[Case, PlaybookStep]:
    """Return the case under lock and the step. Raises NotFound, NotAllowed, or Refused where there is no play-book."""
    case = locked_case(actor, reference, None)
    step = next((one for one in playbook_steps() if one.code == code), None)
    if step is None:
        raise NotFound(f"The play-book has no step {code!r}.")
    if case.variant != CaseVariant.RAPID:
        raise Refused(f"Case {reference} is no rapid-deployment call: it has no play-book.")
    if not may_tick(actor, case, step):
        whose = side_of(case, step).name
        raise NotAllowed(f"Case {reference}: this step is ticked by {whose} or {case.register.name}, as officer.")
    require_open(case)
    return case, step


@transaction.atomic
def tick_step(
    actor: Viewer, reference: str, code: str, *, done_on: date | None = None, proof: str = "", today: date
) -> PlaybookTick:
    """Say that a step is done, on which day and what proves it; without a day, today.

    In a drill the day is that of the exercise's clock, and `done_on` is left out or a day up to it.
    """
    case, step = _ticked(actor, reference, code)
    number = day_of_call(case.requested_on, today, drill_day_of(case))
    played_on = case.requested_on + timedelta(days=number)
    on = played_on if done_on is None else done_on
    is_done = ticks_of(actor, case, today).filter(step=code).exists()
    problems = tick_problems(is_done, on, case.requested_on, played_on)
    if problems:
        raise Refused(f"Case {reference}: step {code} cannot be ticked.", problems)
    tick = PlaybookTick(
        case=case,
        step=code,
        day=(on - case.requested_on).days,
        proof=proof,
        by_id=actor.organisation_id,
        user_id=actor.user_id,
        known_from=today,
    )
    require_clean_fields(tick, f"Step {code} of case {reference}")
    tick.save()
    audit.record(actor, "generation:play-book:ticked", reference, after={"step": code, "day": tick.day, "proof": proof})
    title = f"Case {reference}, day {tick.day}: done by {playbook_role(step.role).name} – {step.proof}"
    tell_sides(actor, case, "playbook-step", title[:200], to=sides(case), day=today, body=proof)
    return tick


@transaction.atomic
def take_back_tick(actor: Viewer, reference: str, code: str, *, reason: str, today: date) -> PlaybookTick:
    """Take a tick back, with the reason; what was believed until today stays on record."""
    case, _step = _ticked(actor, reference, code)
    tick = ticks_of(actor, case, today).filter(step=code).first()
    if tick is None:
        raise Refused(f"Case {reference}: step {code} is not ticked.")
    if not reason.strip():
        raise Refused(f"Case {reference}: say why the tick of step {code} is taken back.")
    tick.taken_back_on = today
    tick.save(update_fields=["taken_back_on"])
    before = {"step": code, "day": tick.day, "proof": tick.proof}
    audit.record(actor, "generation:play-book:taken-back", reference, before=before, reason=reason)
    return tick
