"""A record of a day by hand: one requirement with a lead battalion and a company; no database."""

from dataclasses import replace
from datetime import date

from muster import planning
from muster.kit.intervals import DateInterval
from muster.matching.facts import PledgeFacts
from muster.plans.build import BuiltProblem, build_problem
from muster.plans.explain import GapFacts, gaps
from muster.plans.record import RecordOfDay, RequirementFacts
from tests.matching.pairs import DAY, PLEDGE, POST, SURROUNDINGS, post

LEAD = post(
    reference="UNIFIL-BN", unit_type="INF-BN", strength=700, is_lead=True, needed=DateInterval(date(2018, 6, 1))
)
COMPANY = POST
REQUIREMENT = RequirementFacts("UNIFIL-BATT", "UNIFIL", 2, "UNIFIL-BN")
RECORD = RecordOfDay(
    day=DAY,
    requirements=(REQUIREMENT,),
    posts=(LEAD, COMPANY),
    pledges=(PLEDGE,),
    stays=(),
    surroundings=SURROUNDINGS,
)


def record(**changes: object) -> RecordOfDay:
    """Return the record with some of it changed."""
    return replace(RECORD, **changes)  # type: ignore[arg-type]


def only_the_company(*pledges: PledgeFacts, **changes: object) -> RecordOfDay:
    """Return a record whose only post is the company's, with these pledges."""
    alone = RequirementFacts("UNIFIL-BATT", "UNIFIL", 2, None)
    return record(requirements=(alone,), posts=(COMPANY,), pledges=pledges, **changes)


def built(given: RecordOfDay = RECORD, months: int = 24) -> BuiltProblem:
    """Return the problem of a record."""
    return build_problem(given, months)


def planned(problem: BuiltProblem, *stays: planning.Stay) -> planning.Plan:
    """Return a plan of these stays, as if a solver had found it."""
    return planning.Plan(problem.problem.sha256, stays, 0, 0.0, "feasible", 0.0)


def gaps_of(problem: BuiltProblem, *stays: planning.Stay) -> list[GapFacts]:
    """Return the gaps that these stays leave."""
    return gaps(problem, planned(problem, *stays))
