"""The register's part of the daily run: what is not confirmed in time lapses, and both sides are told what is due.

Every step can be repeated: a pledge lapses once, a notice is raised once for its reason. So a run that was killed is
run again, and days on which none ran are caught up by the next.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from muster.audit import actions as audit
from muster.kit.day_text import long_day
from muster.kit.errors import NotAllowed
from muster.kit.standing import Standing
from muster.notices.actions import bulk_notify
from muster.notices.terms import NoticeTerms, Subject
from muster.parties.viewer import Viewer
from muster.pledges.actions.pool import tell_breaches
from muster.pledges.levels import Level
from muster.pledges.models import OPEN_STAGES, Confirmation, LevelEvent, Pledge, PledgeVersion
from muster.pledges.queries.health import health_of
from muster.pledges.queries.matters import Health
from muster.pledges.queries.obligations import Owed, owed_over_states
from muster.pledges.queries.register import visible_pledges
from muster.pledges.rules.freshness import REMINDERS, Freshness, lapses_on, periods_on
from muster.pledges.rules.levels import check_level_change
from muster.pledges.rules.obligations import Duty

BATCH = 500
"""Pledges that lapse in one transaction: an officer who waits for one of them does not wait long."""

REMINDER_TOPICS = dict(
    zip(REMINDERS, ("confirmation-due-90", "confirmation-due-60", "confirmation-due-30"), strict=True)
)
DECIDED_BY = "Muster, daily run"


def run_registers(actor: Viewer, day: date) -> dict[str, int]:
    """Do what is due on `day` in every register; return how many pledges lapsed and how many notices were raised.

    For the installation itself. Whatever was written later than `day` is left alone.
    """
    if not actor.is_system:
        raise NotAllowed("The daily run is the installation's own.")
    pledges = list(visible_pledges(actor, day).filter(Q(stage__in=OPEN_STAGES)))
    health = health_of(pledges, actor, day)
    due = [one.pledge_id for one in pledges if health[one.pledge_id].freshness == Freshness.LAPSE_DUE]
    lapsed = sum(_lapse(actor, due[start : start + BATCH], day) for start in range(0, len(due), BATCH))
    if due:  # what is owed over a pledge is another once it has lapsed
        after = list(visible_pledges(actor, day).filter(pledge__in=due))
        touched = set(due)
        pledges = [one for one in pledges if one.pledge_id not in touched] + after
        health |= health_of(after, actor, day)
    return {
        "pledges_lapsed": lapsed,
        "reminders": bulk_notify(_reminders(pledges, health, day)),
        "overdue_told": bulk_notify(_overdue(pledges, health, actor, day)),
        "breaches_told": tell_breaches(today=day),
    }


@transaction.atomic
def _lapse(actor: Viewer, pledge_ids: Sequence[int], day: date) -> int:
    """Let pledges lapse whose time is over, looked at again under lock; return how many did."""
    list(Pledge.objects.select_for_update().filter(pk__in=pledge_ids).order_by("pk").values_list("pk", flat=True))
    pledges = list(visible_pledges(actor, day).filter(pledge__in=pledge_ids))
    later = _touched_later(pledge_ids, day)
    health = health_of(pledges, actor, day)
    due = [
        one for one in pledges if health[one.pledge_id].freshness == Freshness.LAPSE_DUE and one.pledge_id not in later
    ]
    events = [_lapse_event(one, health[one.pledge_id], day) for one in due]
    LevelEvent.objects.bulk_create(events, batch_size=BATCH)
    recorded = [
        audit.NewEvent(
            "pledges:level:changed",
            one.reference,
            before={"level": one.current_level},
            after={"level": Level.LAPSED, "held_from": event.held_from, "evidence": event.evidence},
            reason=event.reason,
        )
        for one, event in zip(due, events, strict=True)
    ]
    if recorded:
        audit.record_many(actor, recorded)
    bulk_notify(_lapse_notices(due, events, day))
    return len(due)


def _touched_later(pledge_ids: Sequence[int], day: date) -> set[int]:
    """Return the pledges of which a confirmation or a level became known after `day`: they have moved on since."""
    found: set[int] = set()
    for model in (Confirmation, LevelEvent):
        rows = model._default_manager.filter(pledge__in=pledge_ids, known_from__gt=day)
        found.update(rows.values_list("pledge_id", flat=True))
    return found


def _lapse_event(pledge: PledgeVersion, health: Health, day: date) -> LevelEvent:
    """Return the level event of a lapse: it holds from the end of the grace, and is known from the run's day."""
    check_level_change(pledge.current_level, Level.LAPSED)
    periods = periods_on(day)
    lapse = lapses_on(health.matters.hold, periods) or day
    ended = long_day(health.expires_on or day)
    return LevelEvent(
        pledge=pledge.pledge,
        level=Level.LAPSED,
        held_from=max(lapse, pledge.level_held_from or lapse),
        known_from=day,
        evidence="Rule of validity and renewal (section 2.7 of the dossier)",
        decided_by=DECIDED_BY,
        reason=f"Not confirmed: its validity ended on {ended}, and the grace of {periods.grace_days} days "
        "(pledge_grace_days, local choice) is over.",
        source="Muster",
        standing=Standing.DERIVED,
    )


def _subject(pledge: PledgeVersion) -> Subject:
    return Subject("pledge", pledge.reference, state=pledge.state.code, unit_type=pledge.unit_type)


@lru_cache(maxsize=8192)
def _page_of(reference: str) -> str:
    return reverse("pledge", args=[reference])


def _address(pledge: PledgeVersion) -> str:
    return _page_of(pledge.reference)


def _lapse_notices(due: Sequence[PledgeVersion], events: Sequence[LevelEvent], day: date) -> Iterator[NoticeTerms]:
    """Tell both sides of a lapse."""
    for pledge, event in zip(due, events, strict=True):
        for side in (pledge.state, pledge.register):
            yield NoticeTerms(
                topic="pledge-lapsed",
                to=side,
                title=f"Pledge {pledge.reference} of {pledge.state.name} has lapsed",
                body=f"{event.reason} Confirmed again, it is registered anew at Level 1 if the register so decides.",
                day=day,
                subject=_subject(pledge),
                href=_address(pledge),
                once=f"lapsed:{pledge.reference}:{event.held_from}",
            )


def _reminders(pledges: Iterable[PledgeVersion], health: dict[int, Health], day: date) -> Iterator[NoticeTerms]:
    """Remind each State once at each threshold; if days were missed, only of the one that is reached by now."""
    periods = periods_on(day)
    for pledge in pledges:
        found = health[pledge.pledge_id]
        topic = REMINDER_TOPICS.get(found.freshness)
        if topic is None or found.expires_on is None:
            continue
        days_left = (found.expires_on - day).days
        yield NoticeTerms(
            topic=topic,
            to=pledge.state,
            title=f"Confirm pledge {pledge.reference}: {days_left} days are left",
            body=f"It is valid until {long_day(found.expires_on)} (excluded), and lapses {periods.grace_days} days "
            "later (pledge_grace_days, local choice).",
            day=day,
            subject=_subject(pledge),
            href=_address(pledge),
            once=f"{found.freshness}:{pledge.reference}:{found.expires_on}",
        )


TOPICS = {
    Duty.CLOSE_FINDING: "finding-due",
    Duty.DECIDE_FINDING: "finding-due",
    Duty.RENEW_EVIDENCE: "evidence-expired",
    Duty.DECIDE_REMOVAL: "removal-proposed",
}
TOLD_BY_THEMSELVES = frozenset({Duty.DECIDE_REMOVAL})
"""Told when they begin, not only when they are overdue."""
TOLD_APART = frozenset({Duty.ANSWER_CALL})
"""Told as what they are, not as one more thing that is overdue: a call that is not answered has consequences."""


def _overdue(
    pledges: Iterable[PledgeVersion], health: dict[int, Health], actor: Viewer, day: date
) -> Iterator[NoticeTerms]:
    """Tell the side that owes something once that it is overdue."""
    owed = [
        Owed(obligation, pledge.state, pledge.register, pledge, day)
        for pledge in pledges
        for obligation in health[pledge.pledge_id].obligations
    ]
    for one in (*owed, *owed_over_states(actor, day)):
        if one.obligation.duty in TOLD_APART:
            continue
        if one.days_overdue or one.obligation.duty in TOLD_BY_THEMSELVES:
            yield _overdue_notice(one, day)


def _overdue_notice(one: Owed, day: date) -> NoticeTerms:
    obligation, to = one.obligation, one.owed_by
    about = one.pledge.reference if one.pledge is not None else one.state.name
    due = f"It was due by {long_day(obligation.due_on)}." if obligation.due_on else ""
    return NoticeTerms(
        topic=TOPICS.get(obligation.duty, "obligation-overdue"),
        to=to,
        title=f"{'Overdue' if one.days_overdue else 'To be decided'}: {obligation.what} ({about})",
        body=f"{due} Owed by {to.name}.".strip(),
        day=day,
        subject=_subject(one.pledge) if one.pledge is not None else Subject("state", about, state=one.state.code),
        href=_address(one.pledge) if one.pledge is not None else reverse("pledge-state", args=[one.state.code]),
        once=f"overdue:{about}:{obligation.duty}:{obligation.due_on}:{obligation.about}"[:160],
    )
