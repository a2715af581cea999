"""One offer and what surrounds it, as the gates and criteria of a selection want it."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from muster.generation.models import Offer
from muster.generation.models.selection import BarKind
from muster.generation.queries.fit_share import fit_share
from muster.generation.queries.offer import bars_against, told_of
from muster.generation.queries.people_out import PeopleOut
from muster.generation.rules.selection_facts import Bar, OfferFacts, TheatreFacts
from muster.kit.facts import known_on
from muster.kit.great_circle import great_circle_km
from muster.kit.intervals import DateInterval
from muster.matching.facts import PledgeFacts
from muster.missions.models import Post
from muster.parties.viewer import Viewer
from muster.pledges.levels import Level
from muster.pledges.models import PledgeVersion, PoolEvent, PoolStanding, TheatreResult
from muster.pledges.queries.matters import Reliance
from muster.pledges.queries.units import unit_profiles
from muster.pledges.rules.women import women_standing
from muster.reference.parameters import parameter
from muster.reference.states import states
from muster.reference.unit_types import unit_type

SERVICE_MONTHS = "interoperability_service_months"
LONGEST_TOUR_MONTHS, LAST_MONTH = 120, 1


@dataclass(frozen=True)
class Ground:
    """What is read once for all offers of a post."""

    viewer: Viewer
    day: date
    post: Post
    versions: Mapping[int, PledgeVersion]
    facts: Mapping[int, PledgeFacts]
    reliance: Mapping[int, Reliance]
    out: Sequence[PeopleOut]
    outcomes: Mapping[str, str]
    ceilings: Mapping[str, int]
    act_missions: Mapping[str, frozenset[str]]
    apart: frozenset[frozenset[str]]
    theatre: Mapping[str, Sequence[TheatreResult]]


def offer_facts(offer: Offer, ground: Ground) -> OfferFacts:
    """Return one offer as the gates and criteria want it."""
    state = offer.state.code
    keys = [part.pledge_id for part in offer.pledges.all() if part.pledge_id in ground.facts]
    versions = [ground.versions[key] for key in keys]
    pledges = tuple(ground.facts[key] for key in keys) or (_facts_of_new(offer),)
    mission = ground.post.requirement.mission
    there = [one for one in ground.out if one.mission == mission.acronym and one.state != state]
    beside = frozenset(one.state for one in there)
    served = _served_with(versions, ground.day)
    fit, fit_words = fit_share(versions, ground.post, ground.viewer, ground.day)
    calls, kept = _calls(offer, ground.day)
    women, people, target = _women(versions, ground)
    known = {one.iso3: one for one in states()}
    place = known.get(state)
    groups: Counter[str] = Counter()
    for one in ground.out:
        if one.mission == mission.acronym and one.state in known:
            groups[known[one.state].un_regional_group] += one.people
    trust = [ground.reliance[key].trust for key in keys if key in ground.reliance]
    return OfferFacts(
        reference=offer.reference,
        state=state,
        state_name=offer.state.name,
        made_on=offer.made_on,
        pledges=pledges,
        is_new=not keys,
        bars=_bars(offer, pledges, ground.day),
        confirmed_until={one.reference: one.valid_until for one in versions},
        act_ceiling=ground.ceilings.get(state),
        act_missions=ground.act_missions.get(state),
        people_abroad=sum(one.people for one in ground.out if one.state == state),
        fit_hundredths=fit,
        fit_words=fit_words,
        items=sum(one.items for one in trust),
        items_lacking=sum(min(one.items, one.items_to_procure + one.items_unserviceable) for one in trust),
        calls=calls,
        calls_kept=kept,
        caveats=sum(_binding(one, ground.day) for one in versions) if versions else None,
        visit_outcomes=tuple(ground.outcomes[one.reference] for one in versions if one.reference in ground.outcomes),
        women=women,
        people=people,
        women_target_percent=target,
        regional_group=place.un_regional_group if place else "",
        group_people=dict(groups),
        beside=beside,
        incompatible_with=frozenset(one for one in beside if frozenset((one, state)) in ground.apart),
        has_unit_profile=any(one.pledge.unit for one in versions),
        served_with=served & beside,
        distance_km=round(
            great_circle_km((float(place.latitude), float(place.longitude)), (mission.latitude, mission.longitude))
        )
        if place
        else None,
        rotations=min((one.rotations_guaranteed for one in versions), default=None),
        announced=max((one.announced for one in trust), default=0),
        announced_unkept=max((one.unkept for one in trust), default=0),
        theatre=_theatre(ground.theatre.get(state, ()), keys),
    )


def _theatre(results: Sequence[TheatreResult], pledges: Sequence[int]) -> tuple[TheatreFacts, ...]:
    """Return the last results of each unit and kind: of the offered pledges' own units where there are, else of all."""
    own = [one for one in results if one.pledge_id in pledges]
    return tuple(TheatreFacts(one.kind, one.unit, one.on, one.percent, one.word) for one in own or results)


def _facts_of_new(offer: Offer) -> PledgeFacts:
    """Return a new offer as a pledge in draft: nothing of it is proven, and it says nothing of tours."""
    return PledgeFacts(
        reference=offer.reference,
        state=offer.state.code,
        state_name=offer.state.name,
        unit_type=offer.unit_type,
        strength=offer.strength or 0,
        level=Level.DRAFT,
        available=DateInterval(offer.ready_on or offer.made_on),
        notice_days=0,
        stay_minimum_months=LAST_MONTH,
        stay_maximum_months=LONGEST_TOUR_MONTHS,
        dwell_months=0,
        illustrative=offer.illustrative,
    )


def _bars(offer: Offer, pledges: Sequence[PledgeFacts], day: date) -> tuple[Bar, ...]:
    """Return the bars in force, in the register's words and in those for the State."""
    types = frozenset(one.unit_type for one in pledges)
    return tuple(
        Bar(one.kind, f"{BarKind(one.kind).label.capitalize()}: {one.reason}", told_of(one))
        for one in bars_against(offer, types, day)
    )


def _binding(version: PledgeVersion, day: date) -> int:
    """Return how many caveats of a pledge bind on `day`, hard or soft."""
    return sum(
        (one.expires_on is None or day < one.expires_on)
        and not (one.satisfied_on and one.satisfied_on <= day and (one.satisfied_known_from or day) <= day)
        for one in version.caveats
    )


def _women(versions: Sequence[PledgeVersion], ground: Ground) -> tuple[int | None, int, int | None]:
    """Return the women, the people and the target in per cent; None where it is not on record."""
    if not versions:
        return None, 0, None
    women, people = sum(one.women for one in versions), sum(one.strength for one in versions)
    standing = women_standing(unit_type(versions[0].unit_type), women, people, day=ground.day)
    return women, people, standing.target_percent if standing else None


def _served_with(versions: Sequence[PledgeVersion], day: date) -> frozenset[str]:
    """Return the States with which the units have exercised or deployed within the months of the parameter."""
    units = [one.pledge.unit for one in versions if one.pledge.unit is not None]
    found = set()
    months = parameter(SERVICE_MONTHS, day).integer
    for profile in unit_profiles(units, day).values():
        for service in profile.services:
            if service.ended_on is None or _months_ago(service.ended_on, day) <= months:
                found.add(service.with_state)
    return frozenset(found)


def _months_ago(ended: date, day: date) -> int:
    return (day.year - ended.year) * 12 + day.month - ended.month


def _calls(offer: Offer, day: date) -> tuple[int, int]:
    """Return how many calls of the State's units have come due, and how many were on the ground in time."""
    events = PoolEvent.objects.filter(pledge__state=offer.state, pledge__register=offer.request.register_id)
    by_pledge: dict[int, list[PoolEvent]] = defaultdict(list)
    for event in known_on(events, day).order_by("held_from", "pk"):
        by_pledge[event.pledge_id].append(event)
    calls = kept = 0
    for history in by_pledge.values():
        for at, event in enumerate(history):
            due = event.answer_due_on
            if event.standing_in_pool != PoolStanding.CALLED or due is None:
                continue
            came = any(
                one.standing_in_pool == PoolStanding.DEPLOYED and one.held_from <= due for one in history[at + 1 :]
            )
            if came or due < day:
                calls, kept = calls + 1, kept + came
    return calls, kept
