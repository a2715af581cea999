"""Reads what is on record as of a day, among what the viewer may see, as plain values for the planner."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q

from muster.deployments.models import Stay
from muster.deployments.queries import binding_stays
from muster.kit.intervals import DateInterval
from muster.matching.facts import PeopleCommitted, PledgeFacts, PostFacts, Surroundings
from muster.matching.parameters import fit_parameters, matching_parameters, rows_in_force, shown_rows
from muster.matching.queries import fits_of_pairs, visible_pairs
from muster.matching.record import national_limits, pledge_facts, post_facts
from muster.missions.models import Post, RequirementStage
from muster.missions.queries import arrival_limits, visible_posts
from muster.parties.viewer import Viewer
from muster.plans.record import ApartPair, RecordOfDay, RequirementFacts, StayFacts
from muster.pledges.levels import FINAL_LEVELS
from muster.pledges.models import OPEN_STAGES, PledgeStage, PledgeVersion
from muster.pledges.queries import seen_whole, visible_pledges, with_details
from muster.pledges.queries.joint import partner_standings
from muster.pledges.queries.units import deployed_for_another, kept_apart
from muster.pledges.rules.double_hatting import OneOfUnit, set_aside
from muster.reference.states import states


def record_of_day(viewer: Viewer, day: date, requirement: str = "", register_id: int | None = None) -> RecordOfDay:
    """Return the record as of `day`: published and draft requirements, submitted pledges, stays, acts and limits.

    With `requirement` (a reference): its posts, the stays in it and the pledges of their unit types alone. With
    `register_id`: the pledges of that register and the missions that its Secretariat mandates alone.
    """
    rows = rows_in_force(day)
    known_stays = binding_stays(viewer, day)
    known_posts = visible_posts(viewer, day).exclude(requirement__stage=RequirementStage.CLOSED)
    # A unit that stands somewhere is on record even if its State has withdrawn the pledge meanwhile.
    holders = known_stays.order_by().values("pledge")
    submitted = visible_pledges(viewer, day).filter(
        Q(stage__in=(*OPEN_STAGES, PledgeStage.WITHDRAWN, PledgeStage.REMOVED))
    )
    # A partner of a joint pledge sees its header alone: not what the rules of matching would say of it.
    whole = submitted.filter(seen_whole(viewer)).select_related("pledge__unit")
    on_register = whole.filter(~Q(current_level__in=FINAL_LEVELS) | Q(pledge_id__in=holders))
    if register_id is not None:
        known_stays = known_stays.filter(post__requirement__mission__mandated_by_id=register_id)
        known_posts = known_posts.filter(requirement__mission__mandated_by_id=register_id)
        on_register = on_register.filter(pledge__register_id=register_id)
    if requirement:
        known_stays = known_stays.filter(post__requirement__reference=requirement)
        known_posts = known_posts.filter(requirement__reference=requirement)
        on_register = on_register.filter(unit_type__in=known_posts.values("unit_type"))
    stays, posts = list(known_stays), list(known_posts)
    limits = national_limits(viewer, day)
    pledges = list(with_details(on_register, day))
    offered = _pledges(pledges, {stay.pledge_id for stay in stays}, day)
    return RecordOfDay(
        day=day,
        requirements=_requirements(posts),
        posts=_posts(posts, stays),
        pledges=offered,
        stays=tuple(
            StayFacts(stay.pledge.reference, stay.post.reference, DateInterval(stay.stay_from, stay.stay_until))
            for stay in stays
        ),
        surroundings=Surroundings(
            day=day,
            parameters=matching_parameters(rows),
            authorised_missions=limits.missions,
            state_coordinates={one.iso3: (float(one.latitude), float(one.longitude)) for one in states()},
            fits=fits_of_pairs(viewer, day, posts, pledges, fit_parameters(rows)),
            act_days=limits.days,
            committed=_committed(stays, offered),
        ),
        state_ceilings=limits.ceilings,
        # Who arrives when and who may stand beside whom is asked of a plan, not of the candidates for one requirement.
        arrival_limits={} if requirement else limits_by_mission(day),
        apart=() if requirement else tuple(pairs_kept_apart(viewer, day, stays)),
        parameters=shown_rows(rows),
    )


def _pledges(pledges: Sequence[PledgeVersion], holders: set[int], day: date) -> tuple[PledgeFacts, ...]:
    """Return the pledges as facts; of several for one national unit the one that counts (`holders` have a stay)."""
    aside = set_aside(
        OneOfUnit(one.reference, one.current_level, one.pledge.unit.code if one.pledge.unit else "",
                  one.pledge_id in holders)
        for one in pledges
    )  # fmt: skip
    joint, elsewhere = partner_standings(pledges, day), deployed_for_another(pledges, day)
    return tuple(
        pledge_facts(one, day, joint.get(one.pledge_id), elsewhere.get(one.pledge_id, ""))
        for one in pledges
        if one.reference not in aside
    )


def _committed(stays: Iterable[Stay], pledges: Iterable[PledgeFacts]) -> dict[str, tuple[PeopleCommitted, ...]]:
    """Return by State the people of its pledges who are bound to the stays."""
    known = {one.reference: one for one in pledges}
    found: dict[str, list[PeopleCommitted]] = defaultdict(list)
    for stay in stays:
        pledge = known.get(stay.pledge.reference)
        if pledge is not None:
            days = DateInterval(stay.stay_from, stay.stay_until)
            mission = stay.post.requirement.mission.acronym
            found[pledge.state].append(
                PeopleCommitted(pledge.reference, mission, pledge.category, pledge.strength, days)
            )
    return {state: tuple(rows) for state, rows in found.items()}


def pairs_kept_apart(viewer: Viewer, day: date, stays: Iterable[Stay]) -> list[ApartPair]:
    """Return the pairs of States kept out of one requirement, each with the words why.

    Those that are on record as incompatible, and those no pair of whose units may stand together by their profiles. Two
    States that stand together in a requirement on record have shown that they can: the profiles do not part them.
    """
    pairs = [
        ApartPair(pair.first_state.code, pair.second_state.code, pair.reason, pair.source, pair.illustrative)
        for pair in visible_pairs(viewer, day)
    ]
    said = {frozenset((pair.first, pair.second)) for pair in pairs}
    beside: dict[int, set[str]] = defaultdict(set)
    for stay in stays:
        beside[stay.post.requirement_id].add(stay.pledge.state.code)
    for one in kept_apart(viewer, day):
        both = frozenset((one.first, one.second))
        if both not in said and not any(both <= there for there in beside.values()):
            words = f"No pair of their units may stand together: {one.words}."
            pairs.append(ApartPair(one.first, one.second, words, "profiles of their units", one.illustrative))
    return pairs


def _requirements(posts: Iterable[Post]) -> tuple[RequirementFacts, ...]:
    """Return the requirements of the posts, each once, in the posts' order."""
    requirements = {post.requirement.reference: post.requirement for post in posts}
    leads = {post.requirement.reference: post.reference for post in posts if post.is_lead}
    return tuple(
        RequirementFacts(reference, one.mission.acronym, one.maximum_states, leads.get(reference))
        for reference, one in requirements.items()
    )


def _posts(posts: Sequence[Post], stays: Iterable[Stay]) -> tuple[PostFacts, ...]:
    """Return the posts with the agreed stays of each State in the same requirement."""
    held: dict[int, dict[str, list[DateInterval]]] = defaultdict(lambda: defaultdict(list))
    for stay in stays:
        interval = DateInterval(stay.stay_from, stay.stay_until)
        held[stay.post.requirement_id][stay.pledge.state.code].append(interval)
    return tuple(post_facts(post, held[post.requirement_id]) for post in posts)


def limits_by_mission(day: date) -> dict[str | None, int]:
    """Return the people who may arrive in a month by mission; `None`: over all missions. One query."""
    return {
        limit.mission.acronym if limit.mission else None: limit.personnel_per_month for limit in arrival_limits(day)
    }
