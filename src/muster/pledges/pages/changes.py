"""Requests to change what was verified: what would change, and the form to decide on it."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.parties.request import MusterRequest
from muster.pledges.forms.proof import DecideChangeForm
from muster.pledges.models import ChangeRequest, PledgeVersion
from muster.pledges.pages.proof import acts_for_register, acts_for_state, is_open
from muster.pledges.pages.section import NOTHING, Section
from muster.pledges.queries import request_verdict_on
from muster.pledges.queries.page import PledgePage
from muster.pledges.rules.evidence import PledgeFacts, Verdict
from muster.pledges.rules.verified import changed_fields, field_words, needs_new_visit, verified_fields
from muster.pledges.terms import LINES, PledgeTerms, terms_from_json
from muster.reference.parameters import parameter


@dataclass(frozen=True)
class Difference:
    """One field that would change: what it says now, and what it would say."""

    name: str
    before: str
    after: str
    is_verified: bool


def differences(before: PledgeTerms, after: PledgeTerms, verified: tuple[str, ...]) -> list[Difference]:
    """Return what would change, lists line by line that come or go."""
    found = []
    for name in changed_fields(before, after):
        was, now = (_words(name, getattr(terms, name)) for terms in (before, after))
        if name in LINES or name == "caveats":
            was, now = [one for one in was if one not in now], [one for one in now if one not in was]
        told = ("; ".join(was) or "—", "; ".join(now) or "—")
        found.append(Difference(field_words(name), *told, is_verified=name in verified))
    return found


def _words(name: str, value: Any) -> list[str]:
    """Return a field's value in words, a part for each line of a list."""
    if name in LINES or name == "caveats":
        return [", ".join(str(part) for part in vars(line).values() if part not in ("", None, 0)) for line in value]
    return [] if value in ("", None) else [str(value)]


def changes_section(request: MusterRequest, page: PledgePage) -> Section:
    """Return the open request with its differences, the decided ones, and the way to ask for a change."""
    if page.sides is None:
        return NOTHING
    pledge, facts, asked = page.pledge, page.sides.facts, page.sides.change_requests
    verified = verified_fields(one.level for one in facts.evidence if one.verdict is Verdict.APPROVED)
    if not asked and not verified:
        return NOTHING
    open_one = next(
        (one for one in asked if request_verdict_on(one, request.as_of) == ChangeRequest.Verdict.OPEN), None
    )
    content: dict[str, Any] = {
        "pledge": pledge,
        "verified": ", ".join(field_words(name) for name in verified),
        "decided": [one for one in reversed(asked) if one is not open_one],
        "ask": "",
    }
    if open_one is not None:
        content |= _open(request, pledge, open_one, facts, verified)
    elif acts_for_state(request, pledge) and is_open(pledge) and verified:
        content["ask"] = reverse("ask-change", args=[pledge.reference])
    return Section(_("Changes of what was verified"), "changes", content, anchor="changes")


def _open(
    request: MusterRequest, pledge: PledgeVersion, asked: ChangeRequest, facts: PledgeFacts, verified: tuple[str, ...]
) -> dict[str, Any]:
    """Return what the page shows of the open request."""
    proposed = terms_from_json(asked.proposed)
    address = [pledge.reference, asked.pk]
    may_decide = acts_for_register(request, pledge) and asked.verdict == ChangeRequest.Verdict.OPEN
    may_take_back = acts_for_state(request, pledge) and asked.verdict == ChangeRequest.Verdict.OPEN
    return {
        "request": asked,
        "differences": differences(facts.terms, proposed, verified),
        "visit": needs_new_visit(facts.terms, proposed, facts.limits),
        "keys": [
            parameter(key, on=request.as_of)
            for key in ("new_visit_strength_percent", "new_visit_equipment_percent", "level_kept_before_new_visit")
        ],
        "decide": reverse("decide-change", args=address) if may_decide else "",
        "decide_form": DecideChangeForm() if may_decide else None,
        "take_back": reverse("take-back-change", args=address) if may_take_back else "",
    }
