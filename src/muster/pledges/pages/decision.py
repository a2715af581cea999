"""The decisions on a level that the viewer may take now, with what is missing for a rise, and the level cap."""

from typing import Any

from django.utils.translation import gettext as _

from muster.kit.pages import Reason
from muster.parties.request import MusterRequest
from muster.pledges.forms.proof import CapForm, LiftForm
from muster.pledges.forms.register import LevelForm
from muster.pledges.levels import Level, rung
from muster.pledges.models import FINAL_STAGES, PledgeVersion
from muster.pledges.pages.proof import acts_for_register, acts_for_state, is_open
from muster.pledges.pages.section import NOTHING, Section
from muster.pledges.queries.page import PledgePage
from muster.pledges.rules.evidence import PledgeFacts, may_rise
from muster.pledges.rules.levels import decided_by_owner, is_rise, legal_next_levels
from muster.pledges.tables import level_name
from muster.reference.registers import register_levels, rungs_of


def decision_section(request: MusterRequest, page: PledgePage) -> Section:
    """Return the form of the side that looks: the State withdraws, the register decides on the rest."""
    pledge, sides = page.pledge, page.sides
    if sides is None:
        return NOTHING
    if acts_for_state(request, pledge) and pledge.pledge.stage not in FINAL_STAGES:
        content: dict[str, Any] = {"form": level_form(request, pledge, sides.facts, by_owner=True), "pledge": pledge}
        return Section(_("Withdraw the pledge"), "decision", content | _cap(pledge, sides.facts), anchor="decision")
    if not (acts_for_register(request, pledge) and is_open(pledge)):
        return NOTHING
    problems = may_rise(sides.following, sides.facts) if sides.following else []
    reasons = [Reason(f"{one.place}: {one.message}", one.remedy) for one in problems]
    content = {
        "form": level_form(request, pledge, sides.facts, by_owner=False),
        "pledge": pledge,
        "reasons": reasons,
        "following": level_name(pledge.register.code, sides.following) if sides.following else "",
    }
    return Section(_("Decide on the level"), "decision", content | _cap(pledge, sides.facts), anchor="decision")


def level_form(
    request: MusterRequest, pledge: PledgeVersion, facts: PledgeFacts, *, by_owner: bool
) -> LevelForm | None:
    """Return the form with what the side may decide now; None where that is nothing."""
    legal = legal_next_levels(pledge.current_level, rungs_of(pledge.register.code))
    offered = [
        level
        for level in legal
        if decided_by_owner(level) == by_owner and not (is_rise(pledge.current_level, level) and may_rise(level, facts))
    ]
    choices = [(level.value, level_name(pledge.register.code, level)) for level in offered]
    return LevelForm(choices, by_owner=by_owner, initial={"held_from": request.as_of}) if choices else None


def _cap(pledge: PledgeVersion, facts: PledgeFacts) -> dict[str, Any]:
    """Return the cap that holds, and the form to set or lift one."""
    at = max(rung(pledge.current_level), 1)
    choices = [
        (entry.rung, entry.name) for entry in register_levels(pledge.register.code)[:-1] if rung(entry.rung) >= at
    ]
    return {
        "cap": level_name(pledge.register.code, Level(facts.cap)) if facts.cap else "",
        "cap_reason": facts.cap_reason,
        "cap_form": CapForm(choices) if choices and not facts.cap else None,
        "lift_form": LiftForm() if facts.cap else None,
    }
