"""A pledge and a post that fit each other, to be bent by a test until they do not; no database."""

from dataclasses import replace
from datetime import date

from muster.kit.intervals import DateInterval
from muster.matching.facts import Finding, MatchingParameters, PledgeFacts, PostFacts, Surroundings
from muster.matching.rules import Rule

DAY = date(2018, 10, 1)
PARAMETERS = MatchingParameters(
    minimum_level="L2",
    level_1_to_2_months=13,
    minimum_strength_percent=70,
    value_scale_points=100,
    level_base_percent=80,
    level_step_percent=10,
    start_cost_base_points=100,
    start_cost_points_per_1000_km=10,
    fit_value_percent=30,
    fit_gaps_percent=50,
    fit_neutral_percent=25,
)
SURROUNDINGS = Surroundings(day=DAY, parameters=PARAMETERS)
PLEDGE = PledgeFacts(
    reference="KAZ-COY-1",
    state="KAZ",
    state_name="Kazakhstan",
    unit_type="INF-COY",
    strength=120,
    level="L2",
    available=DateInterval(date(2018, 1, 1)),
    notice_days=30,
    stay_minimum_months=6,
    stay_maximum_months=12,
    dwell_months=6,
)
POST = PostFacts(
    reference="UNIFIL-COY",
    requirement="UNIFIL-BATT",
    mission="UNIFIL",
    region="Middle East",
    unit_type="INF-COY",
    strength=120,
    priority=3,
    needed=DateInterval(date(2018, 6, 1)),
    latitude=33.1,
    longitude=35.2,
)


def pledge(**changes: object) -> PledgeFacts:
    """Return the pledge with some of its facts changed."""
    return replace(PLEDGE, **changes)  # type: ignore[arg-type]


def post(**changes: object) -> PostFacts:
    """Return the post with some of its facts changed."""
    return replace(POST, **changes)  # type: ignore[arg-type]


def surroundings(**changes: object) -> Surroundings:
    """Return the surroundings with some of them changed."""
    return replace(SURROUNDINGS, **changes)  # type: ignore[arg-type]


def asked(
    rule: Rule, one: PledgeFacts = PLEDGE, other: PostFacts = POST, around: Surroundings = SURROUNDINGS
) -> Finding:
    """Return what a rule says of the pair."""
    return rule(one, other, around)
