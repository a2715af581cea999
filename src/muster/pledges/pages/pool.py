"""Where the unit is: in the pool, called or deployed, and what the register may note about it."""

from typing import Any

from django.utils.translation import gettext as _

from muster.kit.pages import Badge, TimelineEntry, Tone
from muster.parties.request import MusterRequest
from muster.pledges.forms.proof import CallForm, PoolForm
from muster.pledges.models import PledgeVersion, PoolStanding
from muster.pledges.pages.proof import acts_for_register, is_open
from muster.pledges.pages.section import NOTHING, Section
from muster.pledges.queries.page import PledgePage
from muster.pledges.rules.pool import breach_of_call, call_problems, legal_next_in_pool
from muster.reference.parameters import parameter
from muster.reference.registers import register_of

TONES: dict[str, Tone] = {"available": "met", "called": "due", "deployed": "accent"}


def pool_standing_section(request: MusterRequest, page: PledgePage) -> Section:
    """Return where the unit is, since when, and the forms to note a step."""
    if page.sides is None:
        return NOTHING
    pledge, events = page.pledge, page.sides.pool_events
    if not events and not is_open(pledge):
        return NOTHING
    last = events[-1] if events else None
    standing = PoolStanding(pledge.pool_standing)
    content: dict[str, Any] = {
        "pledge": pledge,
        "standing": Badge(standing.label, TONES[standing.value]),
        "last": last,
        "breach": breach_of_call(standing, last.answer_due_on, request.as_of) if last else "",
        "timeline": [_entry(one) for one in events],
    }
    if acts_for_register(request, pledge) and is_open(pledge):
        content |= _forms(request, pledge, standing)
    return Section(_("In the pool"), "pool_standing", content, anchor="pool")


def _entry(event: Any) -> TimelineEntry:
    detail = "; ".join(filter(None, [event.mission, event.reason]))
    return TimelineEntry(event.held_from, event.get_standing_in_pool_display(), detail, TONES[event.standing_in_pool])


def _forms(request: MusterRequest, pledge: PledgeVersion, standing: str) -> dict[str, Any]:
    """Return the forms of the steps that may follow now."""
    key = register_of(pledge.register.code).response_parameter
    may_call = bool(key) and not call_problems(pledge.current_level, standing, is_open(pledge))
    following = [one for one in legal_next_in_pool(standing) if one != PoolStanding.CALLED]
    choices = [(one, str(PoolStanding(one).label)) for one in following]
    initial = {"held_from": request.as_of}
    return {
        "call_form": CallForm(initial={"called_on": request.as_of}, auto_id="id_call_%s") if may_call else None,
        "response": parameter(key, on=request.as_of) if may_call else None,
        "pool_form": PoolForm(choices, initial=initial, auto_id="id_pool_%s"),
    }
