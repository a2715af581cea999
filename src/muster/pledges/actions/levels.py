"""Decisions on a pledge's level: strictly upwards, by the side that may, each an event that stays."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.kit.clean_fields import require_clean_fields
from muster.kit.day_text import long_day
from muster.kit.errors import Refused
from muster.kit.standing import Standing
from muster.notices.rules import shortened
from muster.parties import visibility
from muster.parties.viewer import SYSTEM, Viewer
from muster.pledges.actions.access import locked_pledge
from muster.pledges.actions.confirmations import require_confirmed_since_lapse
from muster.pledges.actions.telling import tell
from muster.pledges.levels import FINAL_LEVELS, Level, rung
from muster.pledges.models import OPEN_STAGES, LevelEvent, Pledge, PledgeStage
from muster.pledges.queries.proof import facts_of
from muster.pledges.rules.evidence import Need, PledgeFacts, may_rise, path_to
from muster.pledges.rules.levels import check_level_change, decided_by_owner, is_rise, needs_reason
from muster.pledges.versions import with_caveats, with_lines
from muster.reference.registers import register_level, rungs_of


def level_of(pledge: Pledge) -> str:
    """Return the pledge's level by its latest event."""
    last = pledge.level_events.order_by("-held_from", "-pk").first()
    return last.level if last else Level.DRAFT


HISTORIC = "historic record"
"""Why a level that the installation records has no evidence on record: it was reached before, elsewhere."""

TOPICS = {Level.LEVEL_1: "pledge-accepted", Level.LAPSED: "pledge-lapsed", Level.WITHDRAWN: "pledge-withdrawn"}
"""What kind of news a level is; any other is a change of level."""


@transaction.atomic
def change_level(
    actor: Viewer,
    reference: str,
    level: Level,
    *,
    held_from: date,
    known_from: date,
    evidence: str = "",
    reason: str = "",
    decided_by: str = "",
    source: str = "",
    standing: str = Standing.ENTERED,
) -> LevelEvent:
    """Move a pledge to another level, if the order of levels, the sides' competences and the proof allow it.

    A rise rests on evidence that is on record and approved as of `known_from`; the refusal lists what is missing, and
    who owes it. A downgrade, a lapse and a removal need a `reason`. The installation itself may record what was reached
    before without evidence rows; `evidence` then says in words on what it rests.
    """
    pledge = locked_pledge(actor, reference)
    _require_side(actor, pledge, level)
    current = level_of(pledge)
    check_level_change(current, level, rungs_of(pledge.register.code))
    _check_date(pledge, held_from)
    if current == Level.LAPSED and level == Level.LEVEL_1:
        require_confirmed_since_lapse(pledge, pledge.level_events.latest("held_from", "pk").held_from)
    rests_on, why = _grounds(actor, pledge, current, level, known_from, evidence.strip(), reason.strip())
    event = LevelEvent(
        pledge=pledge,
        level=level,
        held_from=held_from,
        known_from=known_from,
        evidence=rests_on,
        reason=why,
        decided_by=decided_by,
        source=source,
        standing=standing,
    )
    require_clean_fields(event, f"Level of pledge {reference}")
    event.save(force_insert=True)
    if level in FINAL_LEVELS:
        _end(pledge, level, max(held_from, known_from))
    after = {"level": level, "held_from": held_from, "evidence": rests_on}
    audit.record(actor, "pledges:level:changed", reference, before={"level": current}, after=after, reason=why)
    if pledge.stage != PledgeStage.DROPPED:
        came_in = current in (Level.DRAFT, Level.LAPSED) or level != Level.LEVEL_1
        topic = TOPICS.get(level, "level-changed") if came_in else "level-changed"
        told = f"{reference}: {_name(pledge, level)} from {long_day(held_from)}"
        tell(actor, pledge, topic, told, day=known_from, body=why or rests_on)
    return event


def _name(pledge: Pledge, level: Level) -> str:
    """Return the level by its name in the pledge's register."""
    return register_level(pledge.register.code, level).name if rung(level) >= 0 else level.label


def _require_side(actor: Viewer, pledge: Pledge, level: Level) -> None:
    """Raise NotAllowed or Refused unless the actor's side decides, and has the pledge before it."""
    if decided_by_owner(level):
        visibility.require_owner(actor, pledge.state_id, f"Withdrawal of pledge {pledge.reference}")
    else:
        visibility.require_owner(actor, pledge.register_id, f"Level of pledge {pledge.reference}")
    if pledge.stage == PledgeStage.DRAFT and level != Level.WITHDRAWN:
        raise Refused(f"Pledge {pledge.reference} is still a draft of its State; it must be submitted first.")


def _grounds(
    actor: Viewer, pledge: Pledge, current: str, level: Level, day: date, evidence: str, reason: str
) -> tuple[str, str]:
    """Return on what a change rests and why it is made. Raises Refused where it has no ground."""
    reference = pledge.reference
    if actor.is_system:
        if not evidence and not reason:
            raise Refused(f"Pledge {reference}: name the evidence on which the level rests.")
        return evidence, reason or (HISTORIC if is_rise(current, level) else evidence)
    if is_rise(current, level):
        facts = facts_now(pledge, day)
        problems = may_rise(level, facts)
        if problems:
            raise Refused(f"Pledge {reference} cannot rise to {_name(pledge, level)} yet.", problems)
        return evidence or _titles(path_to(level, facts)), reason
    if needs_reason(current, level) and not reason:
        raise Refused(f"Pledge {reference}: say why the level is taken away.")
    if level == Level.WITHDRAWN and not evidence:
        raise Refused(f"Pledge {reference}: name the evidence, the note verbale that withdraws it.")
    return evidence, reason


def _titles(needs: Iterable[Need]) -> str:
    """Return what a rise rests on, in the words of the register."""
    return shortened("; ".join(need.row.title for need in needs if need.is_done), 300)


def facts_now(pledge: Pledge, day: date) -> PledgeFacts:
    """Return what the rules of evidence read of a pledge, whole, whoever asks: a decision looks at all there is."""
    latest = with_caveats(with_lines(pledge.versions.filter(known_until__isnull=True)), day).get()
    latest.current_level, latest.stage = level_of(pledge), pledge.stage
    return facts_of(SYSTEM, latest, day)


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
