"""How far a pledge may be relied on: a score from 0 to 100 % with the reason of every point that it lacks. Pure.

Rule 12 of section 14.3 of the dossier: the score of a pledge falls with the days since its last confirmation, with the
age of its assessment and advisory visit and with changes of its equipment; pains 7, 14, 15 and 29 of section 10 give
the other reasons. All weights are local choices of the parameter table. The score decides nothing by itself.
"""

from dataclasses import dataclass
from datetime import date

from muster.kit.day_text import long_day
from muster.kit.intervals import add_months, months_between
from muster.reference.parameters import parameter

FULL = 100
CONFIDENCE_KEYS = (
    "confidence_age_points_per_month",
    "confidence_age_most_points",
    "confidence_expired_points",
    "confidence_visit_points",
    "aav_validity_months",
    "confidence_equipment_points",
    "confidence_finding_points",
    "confidence_evidence_points",
    "confidence_partner_points",
    "confidence_not_come_points",
    "confidence_announced_points",
    "confidence_announced_months",
    "confidence_theatre_points",
)
"""The parameters that the score reads, to be shown beside it."""


@dataclass(frozen=True)
class Weights:
    """The weights in force on a day, named as their parameters."""

    age_points_per_month: int
    age_most_points: int
    expired_points: int
    visit_points: int
    visit_validity_months: int
    equipment_points: int
    finding_points: int
    evidence_points: int
    partner_points: int
    not_come_points: int
    announced_points: int
    announced_months: int
    theatre_points: int


def weights_on(day: date) -> Weights:
    """Return the weights in force on `day`."""
    return Weights(*(parameter(key, day).integer for key in CONFIDENCE_KEYS))


@dataclass(frozen=True)
class Trust:
    """What the score looks at. Items are pieces of major equipment; `visited_until`: the day after the last visit.

    `announced` of the State's announcements are old enough to be a pledge, `unkept` of them are none.
    """

    confirmed_on: date | None = None
    expires_on: date | None = None
    visited_until: date | None = None
    items: int = 0
    items_to_procure: int = 0
    items_unserviceable: int = 0
    critical_findings: int = 0
    expired_evidence: int = 0
    partners_withdrawn: int = 0
    not_come_since: date | None = None
    announced: int = 0
    unkept: int = 0
    theatre_doubts: int = 0


@dataclass(frozen=True)
class Loss:
    """A sentence that says why points are lost, and how many."""

    says: str
    points: int


@dataclass(frozen=True)
class Confidence:
    """The score in per cent, and why it is not full; the largest loss first."""

    score: int
    losses: tuple[Loss, ...]


def confidence_of(trust: Trust, day: date, weights: Weights) -> Confidence:
    """Return the score on `day`: 100 less what each reason costs, never below 0."""
    found = (
        _age(trust, day, weights),
        _expiry(trust, day, weights),
        _visit(trust, day, weights),
        _equipment(trust, weights),
        _counted(
            trust.critical_findings,
            weights.finding_points,
            "1 critical finding is open.",
            f"{trust.critical_findings} critical findings are open.",
        ),
        _counted(
            trust.expired_evidence,
            weights.evidence_points,
            "1 piece of evidence no longer proves.",
            f"{trust.expired_evidence} pieces of evidence no longer prove.",
        ),
        _counted(
            trust.partners_withdrawn,
            weights.partner_points,
            "1 partner has withdrawn.",
            f"{trust.partners_withdrawn} partners have withdrawn.",
        ),
        _call(trust, day, weights),
        _announcements(trust, weights),
        _counted(
            trust.theatre_doubts,
            weights.theatre_points,
            "1 result of its unit in theatre raises a doubt.",
            f"{trust.theatre_doubts} results of its units in theatre raise a doubt.",
        ),
    )
    losses = sorted((loss for loss in found if loss.points > 0), key=lambda loss: -loss.points)
    return Confidence(max(0, FULL - sum(loss.points for loss in losses)), tuple(losses))


def _age(trust: Trust, day: date, weights: Weights) -> Loss:
    """The older the last confirmation, the less it says; what was never confirmed is as old as can be."""
    if trust.confirmed_on is None:
        return Loss("No confirmation is on record.", weights.age_most_points)
    months = max(0, months_between(trust.confirmed_on, day))
    points = min(weights.age_most_points, months * weights.age_points_per_month)
    return Loss(f"The last confirmation, of {long_day(trust.confirmed_on)}, is {_many(months, 'month')} old.", points)


def _expiry(trust: Trust, day: date, weights: Weights) -> Loss:
    """A confirmation that no longer holds."""
    if trust.expires_on is None or day < trust.expires_on:
        return Loss("", 0)
    return Loss(f"The confirmation held until {long_day(trust.expires_on)} (excluded).", weights.expired_points)


def _visit(trust: Trust, day: date, weights: Weights) -> Loss:
    """What was seen of the unit ages evenly over the validity of a visit (2.5: not found in any text)."""
    if trust.visited_until is None:
        return Loss("No assessment and advisory visit has seen the unit.", weights.visit_points)
    end = add_months(trust.visited_until, weights.visit_validity_months)
    whole = max(1, (end - trust.visited_until).days)
    passed = min(whole, max(0, (day - trust.visited_until).days))
    return Loss(
        f"The last assessment and advisory visit ended before {long_day(trust.visited_until)}.",
        weights.visit_points * passed // whole,
    )


def _equipment(trust: Trust, weights: Weights) -> Loss:
    """Equipment that is not there or does not work, as a share of all items."""
    lacking = min(trust.items, trust.items_to_procure + trust.items_unserviceable)
    if not lacking:
        return Loss("", 0)
    says = f"Of {_many(trust.items, 'item')} of major equipment, {trust.items_to_procure} are still to be procured"
    points = max(1, weights.equipment_points * lacking // trust.items) if weights.equipment_points else 0
    return Loss(f"{says} and {trust.items_unserviceable} are not serviceable.", points)


def _call(trust: Trust, day: date, weights: Weights) -> Loss:
    """A unit that was called and is not on the ground by its day (2.7: a trigger of downgrade)."""
    if trust.not_come_since is None or day <= trust.not_come_since:
        return Loss("", 0)
    return Loss(f"The unit was called and was due by {long_day(trust.not_come_since)}.", weights.not_come_points)


def _announcements(trust: Trust, weights: Weights) -> Loss:
    """What a State announced and did not pledge (pain 7: 14 of 46 States kept none or part of it)."""
    if not trust.announced or not trust.unkept:
        return Loss("", 0)
    says = f"Of {_many(trust.announced, 'announcement')} of the State older than {weights.announced_months} months, "
    return Loss(f"{says}{trust.unkept} became no pledge.", weights.announced_points * trust.unkept // trust.announced)


def _counted(number: int, points: int, one: str, several: str) -> Loss:
    """Return a loss of `points` for each of a number of things, in the words for one or for several."""
    return Loss(one if number == 1 else several, number * points)


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
