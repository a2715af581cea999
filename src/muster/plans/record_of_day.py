"""Reads what is on record as of a day, among what the viewer may see, as plain values for the planner."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q

from muster.authorisations.queries import acts_in_force
from muster.deployments.models import Stay
from muster.deployments.queries import binding_stays
from muster.kit.intervals import DateInterval
from muster.matching.facts import PledgeFacts, PostFacts, Surroundings
from muster.matching.queries import visible_pairs
from muster.missions.models import Post, RequirementStage
from muster.missions.queries import arrival_limits, visible_posts
from muster.parties.viewer import Viewer
from muster.plans.parameters import matching_parameters, rows_in_force, shown_rows
from muster.plans.record import ApartPair, RecordOfDay, RequirementFacts, StayFacts
from muster.pledges.levels import FINAL_LEVELS
from muster.pledges.models import OPEN_STAGES, Caveat, CaveatKind, PledgeStage, PledgeVersion
from muster.pledges.queries import seen_whole, visible_pledges, with_details
from muster.pledges.queries.joint import partner_standings
from muster.pledges.queries.units import deployed_for_another, kept_apart
from muster.pledges.rules.caveats import hard_and_binding, to_be_weighed
from muster.pledges.rules.double_hatting import OneOfUnit, set_aside
from muster.pledges.rules.joint import Whole
from muster.pledges.terms import split_list
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
    ceilings, authorised = _national_limits(viewer, day)
    return RecordOfDay(
        day=day,
        requirements=_requirements(posts),
        posts=_posts(posts, stays),
        pledges=_pledges(list(with_details(on_register, day)), {stay.pledge_id for stay in stays}, day),
        stays=tuple(
            StayFacts(stay.pledge.reference, stay.post.reference, DateInterval(stay.stay_from, stay.stay_until))
            for stay in stays
        ),
        surroundings=Surroundings(
            day=day,
            parameters=matching_parameters(rows),
            authorised_missions=authorised,
            state_coordinates={one.iso3: (float(one.latitude), float(one.longitude)) for one in states()},
        ),
        state_ceilings=ceilings,
        arrival_limits={
            limit.mission.acronym if limit.mission else None: limit.personnel_per_month for limit in arrival_limits(day)
        },
        # Who may stand beside whom is asked of a plan, not of the candidates for one requirement.
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


def pledge_facts(pledge: PledgeVersion, day: date, joint: Whole | None = None, deployed_for: str = "") -> PledgeFacts:
    """Return a pledge, read by `visible_pledges` and `with_details`, as the rules of matching want it on `day`.

    `joint`: what its partners said, where it has any; `deployed_for`: the other register for which its unit stands.
    """
    named: dict[str, set[str]] = defaultdict(set)
    conditions = []
    for caveat in hard_and_binding(pledge.caveats, day):
        named[caveat.kind].add(caveat.value)
        if caveat.kind == CaveatKind.CONDITION:
            conditions.append(caveat.text or caveat.value)
    months = [int(value) for value in named[CaveatKind.MAXIMUM_STAY]]
    return PledgeFacts(
        reference=pledge.reference,
        state=pledge.state.code,
        state_name=pledge.state.name,
        unit_type=pledge.unit_type,
        strength=pledge.strength,
        level=pledge.current_level,
        available=DateInterval(pledge.available_from, pledge.available_until),
        notice_days=pledge.notice_days,
        stay_minimum_months=pledge.stay_minimum_months,
        stay_maximum_months=pledge.stay_maximum_months,
        dwell_months=pledge.dwell_months,
        languages=frozenset(split_list(pledge.languages)),
        excluded_missions=frozenset(named[CaveatKind.EXCLUDED_MISSION]),
        excluded_regions=frozenset(named[CaveatKind.EXCLUDED_REGION]),
        excluded_tasks=frozenset(named[CaveatKind.EXCLUDED_TASK]),
        caveat_stay_months=min(months, default=None),
        needed_partners=frozenset(named[CaveatKind.NEEDED_PARTNER]),
        unmet_conditions=tuple(conditions),
        unanswered_partners=joint.waiting_for if joint else (),
        withdrawn_partners=joint.broken_by if joint else (),
        unit_deployed_for=deployed_for,
        remarks=tuple(_remark(one) for one in to_be_weighed(pledge.caveats, day)),
        illustrative=pledge.illustrative,
    )


def _remark(caveat: Caveat) -> str:
    """Return a caveat to be weighed, in words: soft or hard, its kind, what it names and says."""
    weight = "hard" if caveat.is_hard else "soft"
    return f"{caveat} ({weight})" + (f" – {caveat.text}" if caveat.text else "")


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


def post_facts(post: Post, held_by_partners: dict[str, list[DateInterval]]) -> PostFacts:
    """Return a post, its requirement and mission loaded, as the rules of matching want it."""
    mission = post.requirement.mission
    return PostFacts(
        reference=post.reference,
        requirement=post.requirement.reference,
        mission=mission.acronym,
        region=mission.region,
        unit_type=post.unit_type,
        strength=post.strength,
        priority=post.requirement.priority,
        needed=DateInterval(post.needed_from, post.needed_until),
        latitude=mission.latitude,
        longitude=mission.longitude,
        is_lead=post.is_lead,
        tasks=frozenset(split_list(post.tasks)),
        languages=frozenset(split_list(post.languages)),
        held_by_partners={state: tuple(intervals) for state, intervals in held_by_partners.items()},
        illustrative=post.requirement.illustrative,
    )


def _national_limits(viewer: Viewer, day: date) -> tuple[dict[str, int], dict[str, frozenset[str]]]:
    """Return, by State with acts in force: the sum of their ceilings (if each sets one), and the missions they name."""
    ceilings: dict[str, list[int | None]] = defaultdict(list)
    missions: dict[str, frozenset[str]] = defaultdict(frozenset)
    for act in acts_in_force(viewer, day):
        ceilings[act.state.code].append(act.personnel_ceiling)
        missions[act.state.code] |= {mission.acronym for mission in act.missions.all()}
    limits = {
        state: sum(one for one in each if one is not None) for state, each in ceilings.items() if None not in each
    }
    return limits, dict(missions)
