"""What goes in and comes out of the API of opportunities. Money in whole US cents; other figures as exact strings."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated

from pydantic import Field

from muster.decisions.models import InterestKind, StateInterest
from muster.decisions.opportunities.facts import Interest
from muster.decisions.opportunities.interest_terms import LEAST_WEIGHT, MOST_INTERESTS, MOST_WEIGHT, InterestTerms
from muster.decisions.opportunities.words import lead_time, rests_on, risk_words, takes
from muster.decisions.queries.opportunity_possible import PossibleOpportunity
from muster.decisions.tables.opportunities import RankedOpportunity
from muster.kit.openapi import Answer, Body
from muster.kit.openapi.fields import WHOLE, LongLine

Thing = Annotated[str, Field(pattern=r"^[^\x00]*$", min_length=1, max_length=80)]
Weight = Annotated[int, Field(ge=LEAST_WEIGHT, le=MOST_WEIGHT), WHOLE]
Mark = Annotated[str, Field(pattern=r"^[0-9a-f]{0,16}$", description="of the list that was read; empty: not checked")]


class InterestBody(Body):
    """An interest in one thing, from -2 (keep away) to 2 (wanted)."""

    kind: InterestKind
    value: Thing
    weight: Weight
    words: LongLine = ""


class InterestListBody(Body):
    """All interests of a State."""

    mark: Mark = ""
    interests: Annotated[list[InterestBody], Field(max_length=MOST_INTERESTS)]

    def terms(self) -> tuple[InterestTerms, ...]:
        """Return the terms."""
        return tuple(InterestTerms(one.kind.value, one.value, one.weight, one.words) for one in self.interests)


class TouchedInterestAnswer(Answer):
    """An interest with its weight."""

    kind: InterestKind
    value: str
    weight: int
    words: str


class StateInterestAnswer(TouchedInterestAnswer):
    """An interest on record."""

    valid_from: date
    source: str
    standing: str
    illustrative: bool


class InterestListAnswer(Answer):
    """The interests of a State in force; a write names the `mark`."""

    mark: str
    interests: list[StateInterestAnswer]


class OpportunityAnswer(Answer):
    """An opportunity as the list has it. Cents are null where they are not known, `risk` where no rate is.

    `demand` is open or forecast; `chance` is may, steps or stopped. `score` and `suitability` are exact decimals.
    """

    rank: int
    post: str
    mission: str
    requirement: str
    unit: str
    unit_type: str
    demand: str
    chance: str
    wanted_from: date
    wanted_until: date | None
    ready_on: date
    late_days: int
    spare_days: int
    steps: int
    steps_days: int
    takes: str
    suitability: str
    fit_percent: int | None
    tour_months: int
    earned_cents: int | None
    cost_cents: int | None
    net_cents: int | None
    risk: str | None
    interest: int
    score: str
    illustrative: bool


class OpportunityStepAnswer(Answer):
    """A step; `days` null: nobody knows."""

    kind: str
    words: str
    days: int | None
    basis: str


class OpportunityPartAnswer(Answer):
    """A part of the score; `points` an exact decimal."""

    part: str
    figure: str
    parameter: str
    weight: int
    points: str


class OpportunityFindingAnswer(Answer):
    """What a rule of matching says today."""

    rule: str
    fits: bool
    words: str
    earliest: date | None


class WholeOpportunityAnswer(OpportunityAnswer):
    """An opportunity with every reason."""

    rests_on: str
    lead_time: str
    stops: list[str]
    what_it_takes: list[OpportunityStepAnswer]
    findings: list[OpportunityFindingAnswer]
    parts: list[OpportunityPartAnswer]
    interests: list[TouchedInterestAnswer]
    money_words: str
    money_source: str
    money_standing: str
    risk_words: str


class PossibleOpportunityAnswer(Answer):
    """A State at risk. `chance` is a share as an exact decimal."""

    state: str
    name: str
    chance: str
    missions: list[str]
    posts: int
    wanted_from: date
    interest: int
    interests: list[TouchedInterestAnswer]


def _row(row: RankedOpportunity) -> dict[str, object]:
    one = row.of
    post, timing, money = one.demand.post, one.timing, one.money
    return {
        "rank": row.rank,
        "post": post.reference,
        "mission": post.mission,
        "requirement": post.requirement,
        "unit": one.unit.pledge.reference,
        "unit_type": post.unit_type,
        "demand": one.demand.kind.value,
        "chance": row.chance,
        "wanted_from": one.demand.wanted_from,
        "wanted_until": post.needed.until,
        "ready_on": timing.ready,
        "late_days": timing.late_days,
        "spare_days": timing.spare_days,
        "steps": len(one.steps),
        "steps_days": timing.longest_days,
        "takes": takes(one),
        "suitability": f"{one.suitability:.4f}",
        "fit_percent": one.fit.percent if one.fit else None,
        "tour_months": money.months,
        "earned_cents": money.earned_cents,
        "cost_cents": money.cost_cents,
        "net_cents": money.net_cents,
        "risk": None if one.risk.rate is None else f"{one.risk.rate:f}",
        "interest": one.interest,
        "score": f"{one.score:f}",
        "illustrative": row.illustrative,
    }


def opportunity_answer(row: RankedOpportunity) -> OpportunityAnswer:
    """Return an opportunity as the list has it."""
    return OpportunityAnswer.model_validate(_row(row))


def whole_answer(row: RankedOpportunity) -> WholeOpportunityAnswer:
    """Return an opportunity with every reason."""
    one = row.of
    more = {
        "rests_on": rests_on(one),
        "lead_time": lead_time(one.timing),
        "stops": [stop.words for stop in one.stops],
        "what_it_takes": [
            OpportunityStepAnswer(kind=step.kind.value, words=step.words, days=step.days, basis=step.basis)
            for step in one.steps
        ],
        "findings": [
            OpportunityFindingAnswer(rule=said.rule, fits=said.fits, words=said.words, earliest=said.earliest)
            for said in one.findings
        ],
        "parts": [
            OpportunityPartAnswer(
                part=part.key.value, figure=part.figure, parameter=part.parameter, weight=part.weight,
                points=f"{part.points:f}",
            )
            for part in one.parts
        ],
        "interests": _touched(one.touched),
        "money_words": one.money.words,
        "money_source": one.money.source,
        "money_standing": one.money.standing,
        "risk_words": risk_words(one.risk),
    }  # fmt: skip
    return WholeOpportunityAnswer.model_validate(_row(row) | more)


def possible_answer(row: PossibleOpportunity) -> PossibleOpportunityAnswer:
    """Return a State at risk."""
    demand = row.demand
    return PossibleOpportunityAnswer(
        state=demand.state,
        name=demand.name,
        chance=f"{demand.chance:.4f}",
        missions=list(demand.missions),
        posts=demand.posts,
        wanted_from=demand.wanted_from,
        interest=row.interest,
        interests=_touched(row.touched),
    )


def _touched(interests: Iterable[Interest]) -> list[TouchedInterestAnswer]:
    return [
        TouchedInterestAnswer(kind=InterestKind(one.kind), value=one.value, weight=one.weight, words=one.words)
        for one in interests
    ]


def interests_answer(found: Iterable[StateInterest], mark: str) -> InterestListAnswer:
    """Return interests on record with the mark of their list."""
    return InterestListAnswer(
        mark=mark,
        interests=[
            StateInterestAnswer(
                kind=InterestKind(one.kind), value=one.value, weight=one.weight, words=one.words,
                valid_from=one.valid_from, source=one.source, standing=one.standing, illustrative=one.illustrative,
            )
            for one in found
        ],
    )  # fmt: skip
