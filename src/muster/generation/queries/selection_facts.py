"""What a selection rests on, read as of a day: offers and all around them, as plain values."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from muster.generation.models import Offer, Request
from muster.generation.models.selection import BarKind
from muster.generation.queries.fit_share import fit_share
from muster.generation.queries.offer import bars_against, told_of
from muster.generation.queries.people_out import PeopleOut, is_police, people_out, stays_in
from muster.generation.rules.selection_criteria import CRITERIA
from muster.generation.rules.selection_facts import Bar, OfferFacts, SelectionInput, SelectionNumbers, Weight
from muster.kit.facts import known_on
from muster.kit.great_circle import great_circle_km
from muster.kit.intervals import DateInterval
from muster.matching.facts import PledgeFacts
from muster.matching.parameters import matching_parameters, rows_in_force, shown_rows
from muster.matching.queries import visible_pairs
from muster.matching.record import national_limits, pledge_facts, post_facts
from muster.missions.models import Post
from muster.missions.queries import mandates_in_force
from muster.parties.viewer import Viewer
from muster.pledges.levels import Level
from muster.pledges.models import PledgeVersion, PoolEvent, PoolStanding
from muster.pledges.queries import visible_pledges, with_details
from muster.pledges.queries.health import reliance_of
from muster.pledges.queries.joint import partner_standings
from muster.pledges.queries.matters import PLEDGE_SUBJECT, Reliance
from muster.pledges.queries.units import deployed_for_another, unit_profiles
from muster.pledges.rules.women import women_standing
from muster.reference.parameters import Parameter, parameter
from muster.reference.states import states
from muster.reference.unit_types import unit_type
from muster.visits.queries import approved_subject_outcomes

NUMBER_KEYS = (
    "selection_time_zero_days",
    "selection_caveat_step_percent",
    "selection_distance_zero_km",
    "selection_rotations_full",
    "selection_known_minimum_percent",
    "selection_advice_criteria",
)
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


def weights_of(request: Request, day: date) -> tuple[Weight, ...]:
    """Return the weight of each criterion: the request's own where it has one, else the parameter's."""
    own = {one.criterion: one.points for one in request.weights.all()}
    return tuple(
        Weight(one.code, own[one.code], is_of_request=True)
        if one.code in own
        else Weight(one.code, parameter(one.parameter, day).integer)
        for one in CRITERIA
    )


def selection_input(viewer: Viewer, request: Request, post: Post, day: date, chosen: str = "") -> SelectionInput:
    """Return everything that a selection of one of the offers for a post rests on, as of `day`."""
    offers = [one for one in _offers(request, post, day) if one.counts]
    ground = _ground(viewer, request, post, day, offers)
    rows = rows_in_force(day)
    numbers = {key: parameter(key, day) for key in NUMBER_KEYS}
    weights: dict[str, Parameter] = {one.parameter: parameter(one.parameter, day) for one in CRITERIA}
    mission = post.requirement.mission.acronym
    beside = stays_in(list(ground.out), post.requirement.reference, mission)
    ceiling, source = _mission_ceiling(viewer, post, day)
    same_kind = [one for one in ground.out if is_police(one.unit_type) == is_police(post.unit_type)]
    return SelectionInput(
        request=request.reference,
        day=day,
        post=post_facts(post, beside),
        matching=matching_parameters(rows),
        numbers=SelectionNumbers(*(numbers[key].integer for key in NUMBER_KEYS)),
        weights=weights_of(request, day),
        offers=tuple(_offer_facts(one, ground) for one in offers),
        parameters=shown_rows({**rows, **numbers, **weights}),
        ceiling=ceiling,
        ceiling_source=source,
        people_in_mission=sum(one.people for one in same_kind if one.mission == mission),
        chosen=chosen,
        weights_reason=request.weights_reason,
    )


def _offers(request: Request, post: Post, day: date) -> list[Offer]:
    found = known_on(Offer.objects.filter(request=request, post=post), day)
    return list(
        found.select_related("state", "request__register", "post__requirement__mission").prefetch_related(
            "pledges__pledge"
        )
    )


def _ground(viewer: Viewer, request: Request, post: Post, day: date, offers: Sequence[Offer]) -> Ground:
    """Read what all offers share, a few queries for all of them."""
    keys = {part.pledge_id for one in offers for part in one.pledges.all()}
    found = list(with_details(visible_pledges(viewer, day).filter(pledge__in=keys), day))
    joint, elsewhere = partner_standings(found, day), deployed_for_another(found, day)
    outcomes: dict[str, str] = {}
    references = [one.reference for one in found]
    for said in approved_subject_outcomes(viewer, day, PLEDGE_SUBJECT, references):
        outcomes.setdefault(said.subject.reference, said.outcome)
    ceilings, missions = national_limits(viewer, day)
    pairs = visible_pairs(viewer, day)
    return Ground(
        viewer=viewer,
        day=day,
        post=post,
        versions={one.pledge_id: one for one in found},
        facts={
            one.pledge_id: pledge_facts(one, day, joint.get(one.pledge_id), elsewhere.get(one.pledge_id, ""))
            for one in found
        },
        reliance=reliance_of(found, viewer, day),
        out=people_out(request.register, day),
        outcomes=outcomes,
        ceilings=ceilings,
        act_missions=missions,
        apart=frozenset(frozenset((one.first_state.code, one.second_state.code)) for one in pairs),
    )


def _offer_facts(offer: Offer, ground: Ground) -> OfferFacts:
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
    )


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


def _mission_ceiling(viewer: Viewer, post: Post, day: date) -> tuple[int | None, str]:
    """Return the most people of the post's kind that the mandate in force on `day` authorises; None: none on record."""
    mandate = mandates_in_force(viewer, day).filter(mission=post.requirement.mission).order_by("valid_from").last()
    if mandate is None:
        return None, ""
    ceiling = mandate.police_ceiling if is_police(post.unit_type) else mandate.troop_ceiling
    return (ceiling or None), mandate.resolution
