"""A State confirms that its pledges still hold; the first confirmation is the registration itself."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.urls import reverse

from muster.audit import actions as audit
from muster.kit.clean_fields import require_clean_fields
from muster.kit.day_text import long_day
from muster.kit.errors import NotFound, Problem, Refused
from muster.kit.standing import Standing
from muster.notices.actions import notify
from muster.notices.terms import Subject
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.pledges.levels import Level
from muster.pledges.models import OPEN_STAGES, Confirmation, LevelEvent, Pledge
from muster.pledges.queries import PLEDGE_FIELDS
from muster.pledges.rules.freshness import periods_on, valid_until_after


def register_confirmation(pledge: Pledge, *, today: date) -> Confirmation:
    """Write the confirmation that the registration itself is. Called by the submission, in its transaction."""
    latest = pledge.latest
    confirmation = Confirmation(
        pledge=pledge,
        confirmed_on=today,
        known_from=today,
        valid_until=valid_until_after(today, True, periods_on(today)),
        note_verbale=latest.note_verbale,
        source=latest.source,
        standing=latest.standing,
    )
    confirmation.save(force_insert=True)
    return confirmation


@transaction.atomic
def confirm_pledge(
    actor: Viewer,
    reference: str,
    *,
    today: date,
    note_verbale: str = "",
    source: str = "",
    standing: str = Standing.ENTERED,
) -> Confirmation:
    """Confirm one pledge on `today`; see `confirm_pledges`. Raises NotFound if there is none that the actor may see."""
    if not Pledge.objects.filter(visibility.rows(actor, PLEDGE_FIELDS), reference=reference).exists():
        raise NotFound(f"There is no pledge {reference!r} that you may see.")
    made = confirm_pledges(actor, [reference], today=today, note_verbale=note_verbale, source=source, standing=standing)
    return made[0]


@transaction.atomic
def confirm_pledges(
    actor: Viewer,
    references: Sequence[str],
    *,
    today: date,
    note_verbale: str = "",
    source: str = "",
    standing: str = Standing.ENTERED,
) -> list[Confirmation]:
    """Confirm by one note verbale that pledges still hold, all or none; an officer of their State does it.

    A lapsed one is thereby offered anew: its register decides on Level 1 (2.7 of the dossier), and its first validity
    begins again. Raises Refused naming each pledge that cannot be confirmed.
    """
    wanted = sorted(set(references))
    if not wanted:
        raise Refused("No pledge is chosen; choose those that still hold.")
    if standing != Standing.ENTERED and not actor.is_system:
        raise Refused("The standing of a confirmation entered by its State is 'entered'.")
    seen = Pledge.objects.select_for_update(of=("self",)).select_related("state", "register")
    pledges = list(seen.filter(visibility.rows(actor, PLEDGE_FIELDS), reference__in=wanted).order_by("reference"))
    for pledge in pledges:
        visibility.require_owner(actor, pledge.state_id, f"Confirmation of pledge {pledge.reference}")
    known = {pledge.reference for pledge in pledges}
    problems = [
        Problem(f"pledge {number} of those named", "there is none that you may see", "leave it out")
        for number, one in enumerate(references, 1)
        if one not in known
    ]
    last = _last_confirmations(pledges)
    for pledge in pledges:
        problems += _problems(pledge, last.get(pledge.pk), today)
    if problems:
        raise Refused("Nothing was confirmed.", problems)
    lapsed = _lapsed(pledges)
    periods = periods_on(today)
    made = []
    for pledge in pledges:
        before, is_anew = last.get(pledge.pk), pledge.pk in lapsed
        confirmation = Confirmation(
            pledge=pledge,
            confirmed_on=today,
            known_from=today,
            valid_until=valid_until_after(
                today,
                is_anew or before is None,
                periods,
                already_until=None if is_anew or before is None else before.valid_until,
            ),
            note_verbale=note_verbale.strip(),
            source=source,
            standing=standing,
        )
        require_clean_fields(confirmation, f"Confirmation of pledge {pledge.reference}")
        made.append(confirmation)
    Confirmation.objects.bulk_create(made, batch_size=500)
    audit.record_many(actor, [_event(one, last.get(one.pledge_id)) for one in made])
    for pledge in pledges:
        if pledge.pk in lapsed:
            _tell_register(pledge, today)
    return made


def _last_confirmations(pledges: Sequence[Pledge]) -> dict[int, Confirmation]:
    found = Confirmation.objects.filter(pledge__in=pledges).order_by("confirmed_on", "pk")
    return {one.pledge_id: one for one in found}


def _lapsed(pledges: Sequence[Pledge]) -> set[int]:
    """Return the pledges whose last level event is a lapse."""
    events = LevelEvent.objects.filter(pledge__in=pledges).order_by("held_from", "pk").values_list("pledge_id", "level")
    return {pledge_id for pledge_id, level in dict(events).items() if level == Level.LAPSED}


def _problems(pledge: Pledge, last: Confirmation | None, today: date) -> list[Problem]:
    """Return why a pledge cannot be confirmed today."""
    if pledge.stage not in OPEN_STAGES:
        stage = pledge.get_stage_display()
        return [Problem(pledge.reference, f"is {stage}", "only a pledge with the Secretariat is confirmed")]
    if last is not None and last.confirmed_on >= today:
        words = f"was confirmed on {long_day(last.confirmed_on)}"
        return [Problem(pledge.reference, words, "confirm it on a later day")]
    return []


def _event(confirmation: Confirmation, before: Confirmation | None) -> audit.NewEvent:
    """Return the audit event of a confirmation."""
    return audit.NewEvent(
        "pledges:pledge:confirmed",
        confirmation.pledge.reference,
        before={"valid_until": before.valid_until} if before else {},
        after={
            "confirmed_on": confirmation.confirmed_on,
            "valid_until": confirmation.valid_until,
            "note_verbale": confirmation.note_verbale,
        },
    )


def _tell_register(pledge: Pledge, today: date) -> None:
    """Tell the register that a lapsed pledge is offered again: a decision is asked of it."""
    notify(
        topic="pledge-submitted",
        to=pledge.register,
        title=f"{pledge.state.name} confirms its lapsed pledge {pledge.reference}",
        body="Decide on registering it anew at Level 1.",
        day=today,
        subject=Subject("pledge", pledge.reference, state=pledge.state.code, unit_type=pledge.latest.unit_type),
        href=reverse("pledge", args=[pledge.reference]),
        once=f"confirmed-after-lapse:{pledge.reference}:{today}",
    )


def require_confirmed_since_lapse(pledge: Pledge, lapsed_on: date) -> None:
    """Raise Refused unless the State has confirmed a lapsed pledge since: only then can it be registered anew."""
    if not pledge.confirmations.filter(confirmed_on__gte=lapsed_on).exists():
        raise Refused(
            f"Pledge {pledge.reference} lapsed on {long_day(lapsed_on)} and was not confirmed since; "
            "its State confirms it first."
        )
