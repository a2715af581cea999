"""Writes to a State's interests: the whole list from a day on, in versions."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from muster.audit import actions as audit
from muster.decisions.models import StateInterest
from muster.decisions.opportunities.interest_terms import InterestTerms, interest_problems, tidied
from muster.decisions.queries.interests import mark_of, may_enter_interests
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotAllowed, Refused
from muster.kit.facts import true_on
from muster.kit.standing import Standing
from muster.missions.queries import visible_missions
from muster.parties.models import Organisation, OrganisationKind
from muster.parties.viewer import Viewer

BY_WHOM = "Interests are entered for a State by its own officers."
STALE = "The interests were changed by somebody else meanwhile; read them again before you write them."


@transaction.atomic
def write_interests(
    actor: Viewer,
    terms: Sequence[InterestTerms],
    *,
    today: date,
    state: Organisation | None = None,
    expected_mark: str | None = None,
) -> list[StateInterest]:
    """Write a State's interests anew from `today` on, all of them; return those in force.

    What says the same stays as it is. What is changed or left out ends today and stays on record for the days before;
    what was entered today itself is changed in its place, and the audit event keeps what it said. `state`: whose, for
    the installation itself. `expected_mark`: the mark of the list that was read (`mark_of`). Raises Refused.
    """
    whose = _state(actor, state)
    made = [tidied(one) for one in terms]
    missions = set(visible_missions(actor, today).values_list("acronym", flat=True))
    if problems := interest_problems(made, missions):
        raise Refused("The interests cannot be recorded.", problems)
    held = true_on(StateInterest.objects.select_for_update().filter(state=whose), today)
    known = {(one.kind, one.value.casefold()): one for one in held}
    if expected_mark is not None and expected_mark != mark_of(known.values()):
        raise Refused(STALE)
    before = _content(known.values())
    for one in made:
        _write(whose, one, known.pop(one.key, None), today)
    for gone in known.values():
        _end(gone, today)
    found = list(true_on(StateInterest.objects.filter(state=whose), today))
    after = _content(found)
    if before != after:
        audit.record(actor, "decisions:interests:written", whose.code, before=before, after=after)
    return found


def _state(actor: Viewer, state: Organisation | None) -> Organisation:
    """Return the State whose interests are written. Raises NotAllowed."""
    if actor.is_system and state is not None and state.kind == OrganisationKind.MEMBER_STATE:
        return state
    if not may_enter_interests(actor) or (state is not None and state.pk != actor.organisation_id):
        raise NotAllowed(BY_WHOM)
    return Organisation.objects.get(code=actor.organisation_code)


def _write(state: Organisation, terms: InterestTerms, known: StateInterest | None, today: date) -> None:
    """Write one interest: nothing where it says the same, in its place where it began today, else a new version."""
    if known is not None and (known.weight, known.words) == (terms.weight, terms.words):
        return
    if known is not None and known.valid_from != today:
        _end(known, today)
        known = None
    one = known or StateInterest(state=state, kind=terms.kind, value=terms.value, valid_from=today, known_from=today)
    one.weight, one.words, one.source = terms.weight, terms.words, terms.source
    one.standing = terms.standing or Standing.ENTERED.value
    require_clean_fields(one, f"The interest in {terms.kind} {terms.value}")
    one.save()


def _end(one: StateInterest, today: date) -> None:
    """End an interest on a day; one that began on it never was in force, and goes."""
    if one.valid_from >= today:
        one.delete()
        return
    one.valid_until = today
    one.save(update_fields=["valid_until"])


def _content(interests: Iterable[StateInterest]) -> dict[str, Any]:
    return {
        "interests": [[one.kind, one.value, one.weight, one.words] for one in sorted(interests, key=_by_name)],
    }


def _by_name(one: StateInterest) -> tuple[str, str]:
    return one.kind, one.value
