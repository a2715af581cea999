"""An open post and a unit of its State that fit each other, to be bent by a test; no database."""

from dataclasses import replace
from datetime import date

from muster.decisions.opportunities.facts import (
    AuthorisationTime,
    Demand,
    DemandKind,
    Opportunity,
    OpportunityNumbers,
    OwnUnit,
)
from muster.decisions.opportunities.weighing import AboutState, opportunity_of
from muster.kit.intervals import DateInterval
from tests.matching.pairs import DAY, SURROUNDINGS, pledge, post

NUMBERS = OpportunityNumbers(
    acceptance_days=45,
    note_verbale_days=30,
    evidence_days=30,
    training_days=112,
    unknown_step_days=90,
    points_suitability=100,
    points_step=5,
    points_wait_month=4,
    points_late_month=6,
    points_interest=10,
    points_money_million=10,
    points_money_most=30,
    points_risk=10,
    points_risk_most=30,
)
ABOUT = AboutState(
    day=DAY,
    around=SURROUNDINGS,
    numbers=NUMBERS,
    authorisation={"KAZ-COY-1": AuthorisationTime(90, "phase_durations: authorisation (recalled-check)")},
)


def demand(**changes: object) -> Demand:
    """Return an open post wanted from 1 June 2019 on, with some of its facts changed; `post_...` of the post."""
    of_post = {name.removeprefix("post_"): changes.pop(name) for name in list(changes) if name.startswith("post_")}
    needed = {"needed": DateInterval(date(2019, 6, 1))}
    made = Demand(kind=DemandKind.OPEN, post=post(**(needed | of_post)), hosts=frozenset({"LBN"}))
    return replace(made, **changes)  # type: ignore[arg-type]


def unit(stays: dict[str, DateInterval] | None = None, *, is_submitted: bool = True, **changes: object) -> OwnUnit:
    """Return the State's company, its notice as long as training takes, with some facts of its pledge changed."""
    return OwnUnit(pledge(**({"notice_days": 112} | changes)), "Company", is_submitted, stays or {})


def made(of: Demand | None = None, by: OwnUnit | None = None, about: AboutState = ABOUT) -> Opportunity:
    """Return the opportunity of a pair."""
    return opportunity_of(of or demand(), by or unit(), about)
