"""Who is deployed, called or chosen, as far as pledges and selections tell: States, missions and people, as of a day.

The stays of units in theatre are kept by a room above. What is read here: the standing of each pledge in the pool (a
unit that deploys leaves it), and the selections that are approved.
"""

from dataclasses import dataclass
from datetime import date

from muster.generation.models import Selection, SelectionStage
from muster.kit.facts import known_on
from muster.kit.intervals import DateInterval
from muster.parties.models import Organisation
from muster.pledges.models import PledgeVersion, PoolEvent, PoolStanding
from muster.pledges.queries.register import versions_on
from muster.reference.unit_types import unit_types

POLICE = "police"


@dataclass(frozen=True)
class PeopleOut:
    """People of one State in one mission, from `since`; `requirement` where a selection says which."""

    state: str
    mission: str
    unit_type: str
    people: int
    since: date
    requirement: str = ""


def people_out(register: Organisation, day: date) -> list[PeopleOut]:
    """Return who is deployed or called by pledge, and who is chosen, each unit once. Three queries."""
    last: dict[int, PoolEvent] = {}
    events = PoolEvent.objects.filter(pledge__register=register, held_from__lte=day)
    for event in known_on(events, day).order_by("held_from", "pk"):
        last[event.pledge_id] = event
    standing = {key: one for key, one in last.items() if one.standing_in_pool != PoolStanding.AVAILABLE}
    versions = PledgeVersion.objects.filter(versions_on(day), pledge__in=standing).select_related("pledge__state")
    found = [
        PeopleOut(
            one.pledge.state.code, standing[one.pledge_id].mission, one.unit_type, one.strength,
            standing[one.pledge_id].held_from,
        )
        for one in versions
    ]  # fmt: skip
    return found + _chosen(register, day, set(standing))


def _chosen(register: Organisation, day: date, out: set[int]) -> list[PeopleOut]:
    """Return the units of approved selections that are not deployed or called by a pledge already."""
    approved = Selection.objects.filter(
        request__register=register, stage=SelectionStage.APPROVED, approved_on__lte=day
    ).select_related("offer__state", "post__requirement__mission")
    found = []
    for one in approved.prefetch_related("offer__pledges"):
        if any(part.pledge_id in out for part in one.offer.pledges.all()):
            continue
        scored = next(said for said in one.content["input"]["offers"] if said["reference"] == one.offer.reference)
        people = sum(part["strength"] for part in scored["pledges"])
        requirement = one.post.requirement
        found.append(
            PeopleOut(
                one.offer.state.code, requirement.mission.acronym, one.post.unit_type, people, one.post.needed_from,
                requirement.reference,
            )
        )  # fmt: skip
    return found


def is_police(unit_type: str) -> bool:
    """Return whether units of a type count under a mandate's ceiling of police."""
    kinds = {one.code: one.personnel_category for one in unit_types()}
    return POLICE in kinds.get(unit_type, "")


def stays_in(out: list[PeopleOut], requirement: str, mission: str) -> dict[str, list[DateInterval]]:
    """Return by State from when on its units stand, or are to stand, beside a post of a requirement."""
    found: dict[str, list[DateInterval]] = {}
    for one in out:
        if one.mission == mission and one.requirement in ("", requirement):
            found.setdefault(one.state, []).append(DateInterval(one.since))
    return found
