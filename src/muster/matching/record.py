"""From records to facts: pledges, posts and national acts as the rules of matching want them, as of a day."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from muster.authorisations.models import ActCategory
from muster.authorisations.queries import known_acts
from muster.authorisations.queries.holding import held
from muster.authorisations.rules.acts import WITHDRAWAL, ActTerms
from muster.kit.intervals import DateInterval
from muster.matching.facts import ActDays, PledgeFacts, PostFacts
from muster.missions.models import Post
from muster.parties.viewer import Viewer
from muster.pledges.models import Caveat, CaveatKind, PledgeVersion
from muster.pledges.rules.caveats import hard_and_binding, to_be_weighed
from muster.pledges.rules.joint import Whole
from muster.pledges.terms import split_list
from muster.reference.unit_types import unit_types

POLICE = "police"
OF_UNITS = (ActCategory.CONTINGENT.value, ActCategory.POLICE.value)
"""The categories of national acts as which people of units count."""


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
        category=category_of(pledge.unit_type),
    )


def category_of(unit_type: str) -> str:
    """Return as which category of national acts the people of a unit of a type count: police, or contingent."""
    kinds = {one.code: one.personnel_category for one in unit_types()}
    return (ActCategory.POLICE if POLICE in kinds.get(unit_type, "") else ActCategory.CONTINGENT).value


def _remark(caveat: Caveat) -> str:
    """Return a caveat to be weighed, in words: soft or hard, its kind, what it names and says."""
    weight = "hard" if caveat.is_hard else "soft"
    return f"{caveat} ({weight})" + (f" – {caveat.text}" if caveat.text else "")


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
        statement=post.statement.reference if post.statement else "",
        held_by_partners={state: tuple(intervals) for state, intervals in held_by_partners.items()},
        illustrative=post.requirement.illustrative,
    )


class NationalLimits(NamedTuple):
    """What acts known on a day allow, by State: `ceilings` over all missions, if each act in force sets one; `missions`
    named by acts in force or to come; `days`: by State, mission and category of units, when acts let them in.

    A State is in `missions` as soon as an act of it that authorises is known, were it over.
    """

    ceilings: dict[str, int]
    missions: dict[str, frozenset[str]]
    days: dict[tuple[str, str, str], tuple[ActDays, ...]]


def national_limits(viewer: Viewer, day: date) -> NationalLimits:
    """Return what the acts known on `day` allow units, as they hold; a ratification says nothing. Three queries."""
    rows = list(known_acts(viewer, day))
    codes = {act.state_id: act.state.code for act in rows}
    found = NationalLimits({}, {}, {})
    for key, acts in held(rows).items():
        about_units = [one for one in acts if not one.categories or one.categories & set(OF_UNITS)]
        if about_units:
            _of_state(found, codes[key], about_units, day)
    return found


def _of_state(found: NationalLimits, state: str, acts: list[ActTerms], day: date) -> None:
    """Put in what the acts of one State allow."""
    in_force = [0 if one.kind == WITHDRAWAL else one.total for one in acts if one.holds(day)]
    totals = [total for total in in_force if total is not None]
    if in_force and len(totals) == len(in_force):
        found.ceilings[state] = sum(totals)
    ahead = [one for one in acts if one.until is None or one.until > day]
    missions = frozenset(mission for one in ahead for mission in one.missions if one.kind != WITHDRAWAL)
    found.missions[state] = missions
    for mission in missions:
        for category in OF_UNITS:
            found.days[state, mission, category] = tuple(
                ActDays(one.reference, DateInterval(one.start, one.until), one.limits()[one.total is not None :])
                for one in ahead
                if one.authorises(mission, category)
            )
