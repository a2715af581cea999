"""From records to facts: pledges, posts and national acts as the rules of matching want them, as of a day."""

from collections import defaultdict
from datetime import date

from muster.authorisations.queries import acts_in_force
from muster.kit.intervals import DateInterval
from muster.matching.facts import PledgeFacts, PostFacts
from muster.missions.models import Post
from muster.parties.viewer import Viewer
from muster.pledges.models import Caveat, CaveatKind, PledgeVersion
from muster.pledges.rules.caveats import hard_and_binding, to_be_weighed
from muster.pledges.rules.joint import Whole
from muster.pledges.terms import split_list


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


def national_limits(viewer: Viewer, day: date) -> tuple[dict[str, int], dict[str, frozenset[str]]]:
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
