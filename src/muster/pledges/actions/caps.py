"""The cap on a pledge's level, with its reason (2.4 of the dossier: a State's law may stop it at Level 3)."""

from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import Refused
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.pledges.actions.access import locked_pledge
from muster.pledges.actions.levels import level_of
from muster.pledges.actions.telling import tell
from muster.pledges.levels import Level, rung
from muster.pledges.models import FINAL_STAGES, LevelCap, Pledge
from muster.reference.registers import register_level, rungs_of


def _require_side(actor: Viewer, pledge: Pledge, what: str) -> None:
    """Raise NotAllowed unless an officer of either side acts: a State knows its law, the register its rules."""
    side = pledge.state_id if actor.organisation_id == pledge.state_id else pledge.register_id
    visibility.require_owner(actor, side, what)


@transaction.atomic
def set_level_cap(
    actor: Viewer,
    reference: str,
    level: str,
    *,
    reason: str,
    today: date,
    held_from: date | None = None,
    source: str = "",
    standing: str = "entered",
) -> LevelCap:
    """Say that a pledge cannot rise above a level, and why; a cap before it ends on the same day.

    `held_from`: today by default. Raises Refused below the level at which the pledge stands.
    """
    pledge = locked_pledge(actor, reference)
    _require_side(actor, pledge, f"Level cap of pledge {reference}")
    begins = held_from or today
    if pledge.stage in FINAL_STAGES:
        raise Refused(f"Pledge {reference} is {pledge.get_stage_display()}; it has no level to be capped.")
    if not reason.strip():
        raise Refused(f"Pledge {reference}: say why it cannot rise higher, such as the law that forbids it.")
    if level not in rungs_of(pledge.register.code) or rung(level) < 1:
        known = ", ".join(rungs_of(pledge.register.code)[1:])
        raise Refused(f"Pledge {reference}: {level} is no level of its register; there are {known}.")
    if rung(level) < rung(level_of(pledge)):
        raise Refused(f"Pledge {reference} stands above that level; lower it first.")
    _end_caps(pledge, begins)
    cap = LevelCap(
        pledge=pledge, level=level, reason=reason, held_from=begins, known_from=today, source=source, standing=standing
    )
    require_clean_fields(cap, f"Level cap of pledge {reference}")
    cap.save(force_insert=True)
    after = {"level": level, "held_from": begins}
    audit.record(actor, "pledges:level-cap:set", reference, after=after, reason=reason)
    name = register_level(pledge.register.code, Level(level)).name
    tell(actor, pledge, "level-changed", f"{reference} can rise to {name} at most", day=today, body=reason)
    return cap


def _end_caps(pledge: Pledge, day: date) -> LevelCap | None:
    """End the cap that has no end, and return it; one that never held a day is ended on its first."""
    cap = pledge.level_caps.filter(held_until__isnull=True).order_by("-held_from", "-pk").first()
    if cap is not None:
        cap.held_until = max(day, cap.held_from)
        cap.save(update_fields=["held_until"])
    return cap


@transaction.atomic
def lift_level_cap(actor: Viewer, reference: str, *, reason: str, today: date) -> LevelCap:
    """Lift the cap of a pledge, and say what has changed. Raises Refused where there is none."""
    pledge = locked_pledge(actor, reference)
    _require_side(actor, pledge, f"Level cap of pledge {reference}")
    if not reason.strip():
        raise Refused(f"Pledge {reference}: say what has changed, so that it can rise higher now.")
    cap = _end_caps(pledge, today)
    if cap is None:
        raise Refused(f"Pledge {reference} has no level cap.")
    after = {"level": cap.level, "held_until": cap.held_until}
    audit.record(actor, "pledges:level-cap:lifted", reference, after=after, reason=reason)
    tell(actor, pledge, "level-changed", f"{reference}: the level cap is lifted", day=today, body=reason)
    return cap
