"""Whether a pledged unit can be drawn on: called, deployed, back in the pool. Each step is an event that stays."""

from collections.abc import Iterator
from datetime import date

from django.db import transaction
from django.urls import reverse

from muster.audit import actions as audit
from muster.kit.clean_fields import require_clean_fields
from muster.kit.day_text import long_day
from muster.kit.errors import Refused
from muster.kit.facts import known_on
from muster.notices.actions import bulk_notify
from muster.notices.terms import NoticeTerms, Subject
from muster.parties import visibility
from muster.parties.viewer import SYSTEM, Viewer
from muster.pledges.actions.access import locked_pledge
from muster.pledges.actions.levels import level_of
from muster.pledges.actions.telling import tell
from muster.pledges.models import OPEN_STAGES, Pledge, PledgeVersion, PoolEvent, PoolStanding
from muster.pledges.queries.register import visible_pledges
from muster.pledges.rules.pool import answer_due, breach_of_call, call_problems, check_pool_step
from muster.reference.parameters import parameter
from muster.reference.registers import register_of


def pool_standing(pledge: Pledge, day: date | None = None) -> str:
    """Return whether the unit was in the pool, called or deployed on `day`; without a day, by the last event."""
    last = _last(pledge, day)
    return last.standing_in_pool if last else PoolStanding.AVAILABLE


def _last(pledge: Pledge, day: date | None = None) -> PoolEvent | None:
    events = pledge.pool_events.order_by("-held_from", "-pk")
    return (events.filter(held_from__lte=day) if day is not None else events).first()


def _write(actor: Viewer, pledge: Pledge, event: PoolEvent) -> PoolEvent:
    """Write an event that was checked, with its audit event."""
    require_clean_fields(event, f"Pledge {pledge.reference} in the pool")
    before = pool_standing(pledge, event.held_from)
    event.save(force_insert=True)
    after = {
        "standing": event.standing_in_pool,
        "held_from": event.held_from,
        "mission": event.mission,
        "answer_due_on": event.answer_due_on,
    }
    audit.record(
        actor, "pledges:pool:changed", pledge.reference, before={"standing": before}, after=after, reason=event.reason
    )
    return event


def _locked(actor: Viewer, reference: str, held_from: date, today: date) -> Pledge:
    """Return the pledge, locked. Raises NotAllowed for others than the register, Refused where the day is wrong."""
    pledge = locked_pledge(actor, reference)
    visibility.require_owner(actor, pledge.register_id, f"Pledge {reference} in the pool")
    last = _last(pledge)
    if held_from > today:
        raise Refused(f"Pledge {reference}: {long_day(held_from)} has not come; give today or an earlier day.")
    if last is not None and held_from < last.held_from:
        raise Refused(f"Pledge {reference}: the last step is of {long_day(last.held_from)}; give it or a later day.")
    return pledge


@transaction.atomic
def call_pledge(actor: Viewer, reference: str, *, mission: str, called_on: date, today: date) -> PoolEvent:
    """Call a unit at the Rapid Deployment Level; it is due on the ground after the register's response time."""
    pledge = _locked(actor, reference, called_on, today)
    problems = call_problems(level_of(pledge), pool_standing(pledge), pledge.stage in OPEN_STAGES)
    if problems:
        raise Refused(f"Pledge {reference} cannot be called.", problems)
    key = register_of(pledge.register.code).response_parameter
    if not key:
        raise Refused(f"Pledge {reference}: its register sets no time of response.")
    due_on = answer_due(called_on, parameter(key, on=called_on).integer)
    event = PoolEvent(
        pledge=pledge,
        standing_in_pool=PoolStanding.CALLED,
        held_from=called_on,
        mission=mission,
        answer_due_on=due_on,
        known_from=today,
    )
    _write(actor, pledge, event)
    where = f" to {mission}" if mission else ""
    words = f"{reference} is called{where}: due on the ground on {long_day(due_on)}"
    tell(actor, pledge, "pledge-called", words, day=today, mission=mission)
    return event


@transaction.atomic
def mark_deployed(
    actor: Viewer, reference: str, *, mission: str, held_from: date, today: date, reason: str = ""
) -> PoolEvent:
    """Note that the unit is in theatre: it has left the pool. Its State is asked to replenish (2.7 of the dossier)."""
    pledge = _locked(actor, reference, held_from, today)
    check_pool_step(reference, pool_standing(pledge), PoolStanding.DEPLOYED)
    event = PoolEvent(
        pledge=pledge,
        standing_in_pool=PoolStanding.DEPLOYED,
        held_from=held_from,
        mission=mission,
        reason=reason,
        known_from=today,
    )
    return _write(actor, pledge, event)


@transaction.atomic
def return_to_pool(actor: Viewer, reference: str, *, held_from: date, today: date, reason: str) -> PoolEvent:
    """Note that the unit is back in the pool, home again or its call taken back, and why."""
    pledge = _locked(actor, reference, held_from, today)
    check_pool_step(reference, pool_standing(pledge), PoolStanding.AVAILABLE)
    if not reason.strip():
        raise Refused(f"Pledge {reference}: say why the unit is back in the pool.")
    event = PoolEvent(
        pledge=pledge,
        standing_in_pool=PoolStanding.AVAILABLE,
        held_from=held_from,
        reason=reason,
        known_from=today,
    )
    return _write(actor, pledge, event)


def note_deployed(actor: Viewer, pledge: Pledge, *, mission: str, held_from: date, known_from: date) -> None:
    """Note what a stay says, in its transaction: from `held_from` the unit is deployed; nothing where it is already.

    For the room of deployments, which has checked the actor and locked the pledge. Stays are entered in any order.
    """
    if pool_standing(pledge, held_from) == PoolStanding.DEPLOYED:
        return
    _note(actor, pledge, PoolStanding.DEPLOYED, held_from, known_from, mission, "its stay is under way")


def note_returned(actor: Viewer, pledge: Pledge, *, held_from: date, known_from: date) -> None:
    """Note that the unit's stay has ended: from `held_from` it is in the pool; nothing where it is not deployed."""
    if pool_standing(pledge, held_from) != PoolStanding.DEPLOYED:
        return
    _note(actor, pledge, PoolStanding.AVAILABLE, held_from, known_from, "", "its stay has ended")


def _note(
    actor: Viewer, pledge: Pledge, standing: str, held_from: date, known_from: date, mission: str, reason: str
) -> None:
    event = PoolEvent(
        pledge=pledge,
        standing_in_pool=standing,
        held_from=held_from,
        mission=mission,
        reason=reason,
        known_from=known_from,
    )
    _write(actor, pledge, event)


@transaction.atomic
def tell_breaches(*, today: date) -> int:
    """Tell both sides of every call that was not answered in time, once; return how many notices were raised now.

    For the daily run. Whatever became known later than `today` is left alone.
    """
    called = visible_pledges(SYSTEM, today).filter(pool_standing=PoolStanding.CALLED, stage__in=OPEN_STAGES)  # type: ignore[misc]  # annotated
    pledges = {one.pledge_id: one for one in called}
    events = known_on(PoolEvent.objects.filter(pledge__in=list(pledges), held_from__lte=today), today)
    last = {event.pledge_id: event for event in events.order_by("held_from", "pk")}
    return bulk_notify(
        notice for number, pledge in pledges.items() for notice in _breach_notices(pledge, last[number], today)
    )


def _breach_notices(pledge: PledgeVersion, call: PoolEvent, day: date) -> Iterator[NoticeTerms]:
    """Return what both sides are told of a call, if it is breached by `day`."""
    words = breach_of_call(call.standing_in_pool, call.answer_due_on, day)
    for side in (pledge.state, pledge.register) if words else ():
        yield NoticeTerms(
            topic="call-breached",
            to=side,
            title=f"{pledge.reference}: the call is not answered",
            body=words,
            day=day,
            subject=Subject("pledge", pledge.reference, pledge.state.code, pledge.unit_type, call.mission),
            href=reverse("pledge", args=[pledge.reference]),
            once=f"call-breached:{call.pk}",
        )
