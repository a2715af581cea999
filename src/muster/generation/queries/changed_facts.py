"""Which open cases rest on a changed fact. Drills rest on nothing."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.dispatch import receiver

from muster.changes.models import FactChange
from muster.changes.reading import FoundRecord, fact_of, reach_terms
from muster.changes.rules import CASE, ChangedFact, Resting, reaches
from muster.changes.signals import fact_changed
from muster.changes.terms import ReachTerms
from muster.generation.models import Case
from muster.generation.queries.cases import still_open, visible_cases
from muster.generation.queries.people_out import is_police, people_out
from muster.missions.queries import covers
from muster.missions.queries.beyond import mandate_on
from muster.missions.rules.beyond import beyond_words
from muster.parties.viewer import SYSTEM

CASE_PAGE = "case"


@receiver(fact_changed, dispatch_uid="which-cases-rest-on-a-fact")
def resting_cases(*, change: FactChange, today: date, status: str = "", **_more: Any) -> list[ReachTerms]:
    """Return the open cases of the mission, or of the State whose law changed, that rest on a fact, each with why."""
    fact = fact_of(change, status)
    narrowed = Q()
    if change.mission:
        narrowed &= Q(post__requirement__mission__acronym=change.mission)
    if change.state_id is not None:
        narrowed &= Q(state=change.state_id)
    if not narrowed or not reaches(fact, CASE):
        return []
    cases = list(still_open(visible_cases(SYSTEM, today)).filter(narrowed, is_drill=False))
    cover = covers(SYSTEM, today).get(change.mission) if fact.kind == "mandate" else None
    excess = _over_ceiling(cases, fact, today) if fact.kind == "ceiling" else {}
    found = []
    for one in cases:
        until = one.post.needed_until
        beyond = "" if cover is None else beyond_words(cover, until, today)
        start = one.arrival_planned or one.wanted_on
        found.append(
            FoundRecord(
                Resting(CASE, f"case {one.reference} for a stay", start, until, beyond, excess.get(one.pk, "")),
                page=CASE_PAGE,
                reference=one.reference,
                title=one.title or one.reference,
                owner_id=one.state_id,
                addressee_id=one.register_id,
            )
        )
    return reach_terms(fact, found)


def _over_ceiling(cases: list[Case], fact: ChangedFact, today: date) -> dict[int, str]:
    """Return by key, for cases that the ceiling leaves no room for, what stands against it. Four queries."""
    if not cases:
        return {}
    mission, register = cases[0].post.requirement.mission, cases[0].register
    day = max(today, fact.true_from)
    mandate = mandate_on(SYSTEM, today, mission.pk, day)
    if mandate is None:
        return {}
    out = [one for one in people_out(register, today) if one.mission == mission.acronym]
    found = {}
    for case in cases:
        police = is_police(case.post.unit_type)
        people = sum(one.people for one in out if is_police(one.unit_type) == police)
        ceiling = mandate.police_ceiling if police else mandate.troop_ceiling
        if people + case.strength > ceiling:
            found[case.pk] = (
                f"would bring {case.strength} people beside {people} who are deployed or chosen, "
                f"over the ceiling of {ceiling}"
            )
    return found
