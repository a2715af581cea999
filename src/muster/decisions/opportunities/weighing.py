"""One opportunity out of what is known: a post, a unit, and what surrounds them. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from muster.decisions.opportunities.facts import (
    AuthorisationTime,
    Demand,
    FitFacts,
    Interest,
    LawPoint,
    Money,
    Opportunity,
    OpportunityNumbers,
    OwnUnit,
    Risk,
)
from muster.decisions.opportunities.interests import touched
from muster.decisions.opportunities.ranking import ranked, scored
from muster.decisions.opportunities.steps import steps_of, stops_of
from muster.decisions.opportunities.timing import stops_of_time, timing_of
from muster.matching.facts import Surroundings
from muster.matching.match import match, worth

NOTHING_SAID = Risk(absence="nothing is on record")


@dataclass(frozen=True)
class AboutState:
    """What is known of a State and its surroundings, read once for all its opportunities.

    `fits` by the references of pledge and statement, `money` by those of post and pledge, `law` and `risks` by
    mission, `authorisation` by pledge.
    """

    day: date
    around: Surroundings
    numbers: OpportunityNumbers
    fits: Mapping[tuple[str, str], FitFacts] = field(default_factory=dict)
    money: Mapping[tuple[str, str], Money] = field(default_factory=dict)
    law: Mapping[str, tuple[LawPoint, ...]] = field(default_factory=dict)
    risks: Mapping[str, Risk] = field(default_factory=dict)
    authorisation: Mapping[str, AuthorisationTime] = field(default_factory=dict)
    interests: tuple[Interest, ...] = ()


def opportunity_of(demand: Demand, unit: OwnUnit, about: AboutState) -> Opportunity:
    """Return what a unit could do in a post, with every reason, and its score."""
    pledge, post = unit.pledge, demand.post
    pair = match(pledge, post, about.around)
    law = about.law.get(post.mission, ())
    fit = about.fits.get((pledge.reference, post.statement)) if post.statement else None
    steps = steps_of(
        unit, post, pair.refusals, fit, law, day=about.day, matching=about.around.parameters, numbers=about.numbers,
        authorisation=about.authorisation.get(pledge.reference, AuthorisationTime(0, "")),
    )  # fmt: skip
    timing = timing_of(unit, demand, steps, about.day, about.numbers.unknown_step_days)
    stops = stops_of(pair.refusals, law)
    if not any(one.rule == "time" for one in stops):
        stops += stops_of_time(unit, demand, timing)
    weighed = pair.worth or worth(pledge, post, about.around)
    found = Opportunity(
        demand=demand,
        unit=unit,
        findings=pair.findings,
        worth=weighed,
        is_eligible=pair.is_eligible,
        fit=fit,
        suitability=max(Decimal(0), weighed.strength_share * weighed.fit_share),
        steps=steps,
        stops=stops,
        law=law,
        timing=timing,
        money=about.money.get((post.reference, pledge.reference), Money(0)),
        risk=about.risks.get(post.mission, NOTHING_SAID),
        touched=touched(about.interests, demand),
    )
    return scored(found, about.numbers)


def opportunities_of(pairs: Sequence[tuple[Demand, OwnUnit]], about: AboutState) -> tuple[Opportunity, ...]:
    """Return the opportunities of all pairs, the best first."""
    return ranked(opportunity_of(demand, unit, about) for demand, unit in pairs)
