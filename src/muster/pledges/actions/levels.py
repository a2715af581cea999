"""Decisions on a pledge's level: strictly upwards, by the side that may, each an event that stays."""

from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import Refused
from muster.kit.standing import Standing
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.pledges.actions.confirmations import require_confirmed_since_lapse
from muster.pledges.actions.stages import locked_pledge
from muster.pledges.levels import FINAL_LEVELS, Level
from muster.pledges.models import OPEN_STAGES, LevelEvent, Pledge, PledgeStage
from muster.pledges.rules.levels import check_level_change, decided_by_owner


def level_of(pledge: Pledge) -> str:
    """Return the pledge's level by its latest event."""
    last = pledge.level_events.order_by("-held_from", "-pk").first()
    return last.level if last else Level.DRAFT


@transaction.atomic
def change_level(
    actor: Viewer,
    reference: str,
    level: Level,
    *,
    held_from: date,
    known_from: date,
    evidence: str,
    decided_by: str = "",
    source: str = "",
    standing: str = Standing.ENTERED,
) -> LevelEvent:
    """Move a pledge to another level, if the order of levels and the sides' competences allow it."""
    pledge = locked_pledge(actor, reference)
    if decided_by_owner(level):
        visibility.require_owner(actor, pledge.state_id, f"Withdrawal of pledge {reference}")
    else:
        visibility.require_owner(actor, pledge.register_id, f"Level of pledge {reference}")
    if pledge.stage == PledgeStage.DRAFT and level != Level.WITHDRAWN:
        raise Refused(f"Pledge {reference} is still a draft of its State; it must be submitted first.")
    current = level_of(pledge)
    check_level_change(current, level)
    _check_date(pledge, held_from)
    if current == Level.LAPSED and level == Level.LEVEL_1:
        require_confirmed_since_lapse(pledge, pledge.level_events.latest("held_from", "pk").held_from)
    if not evidence.strip():
        raise Refused(f"Pledge {reference}: name the evidence on which the level rests.")
    event = LevelEvent(
        pledge=pledge,
        level=level,
        held_from=held_from,
        known_from=known_from,
        evidence=evidence,
        decided_by=decided_by,
        source=source,
        standing=standing,
    )
    require_clean_fields(event, f"Level of pledge {reference}")
    event.save(force_insert=True)
    if level in FINAL_LEVELS:
        _end(pledge, level, max(held_from, known_from))
    audit.record(
        actor,
        "pledges:level:changed",
        reference,
        before={"level": current},
        after={"level": level, "held_from": held_from, "evidence": evidence},
    )
    return event


def _end(pledge: Pledge, level: Level, day: date) -> None:
    """End the pledge for good: withdrawn or removed, or, if the Secretariat never had it, dropped."""
    if level == Level.REMOVED:
        pledge.stage = PledgeStage.REMOVED
    else:
        pledge.stage = PledgeStage.WITHDRAWN if pledge.stage in OPEN_STAGES else PledgeStage.DROPPED
    pledge.ended_on = day
    pledge.save(update_fields=["stage", "ended_on"])


def _check_date(pledge: Pledge, held_from: date) -> None:
    """Refuse an event that would hold before the one that it follows."""
    last = pledge.level_events.order_by("-held_from", "-pk").first()
    if last is not None and held_from < last.held_from:
        raise Refused(
            f"Pledge {pledge.reference}: the level before holds from {last.held_from}; give that day or a later one."
        )
