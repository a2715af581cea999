"""What a call leads to that is refused or not met in time: proposals for the register, none of which acts. Pure."""

from dataclasses import dataclass
from datetime import date

from muster.kit.day_text import long_day
from muster.kit.errors import Problem

LEVEL, CONFIDENCE, INCENTIVE, POOL, ANOTHER = "level", "confidence", "incentive", "pool", "another-unit"
"""The consequences by code."""

PROPOSED, FOLLOWED, WAIVED = "proposed", "followed", "waived"
"""What the register has decided on a consequence: nothing yet, that it follows, that it does not."""


@dataclass(frozen=True)
class CallFacts:
    """A call as of a day: what was answered, whether the unit is in theatre, and the numbers that matter.

    `refused_on`: the State has refused; `arrived_on`: the unit is on the ground; `has_arrived`: it is, perhaps on a day
    that nobody recorded. `confidence_points` is the parameter
    confidence_not_come_points, `incentive_percent` rdl_incentive_share_percent.
    """

    pledge: str
    level: str
    called_on: date
    due_on: date
    today: date
    confidence_points: int
    incentive_percent: int
    refused_on: date | None = None
    refused_because: str = ""
    arrived_on: date | None = None
    has_arrived: bool = False


@dataclass(frozen=True)
class Consequence:
    """Something that a missed call may lead to, in words, with where the rule comes from and how sure that is."""

    code: str
    name: str
    words: str
    source: str
    standing: str


def breach_in_words(call: CallFacts) -> str:
    """Return how a call was missed, in words; empty while it is not.

    A unit at the Rapid Deployment Level is in theatre within the register's days of response from the request (2.6,
    seen); it is missed by a refusal, or when the day has passed without the unit on the ground. Of a unit that came on
    a day that nobody recorded, none can say that it was late.
    """
    if call.refused_on is not None:
        because = f": {call.refused_because}" if call.refused_because else ""
        return f"The State refused on {long_day(call.refused_on)}{because}"
    if call.arrived_on is not None and call.arrived_on <= call.due_on:
        return ""
    if call.arrived_on is not None:
        late = (call.arrived_on - call.due_on).days
        return f"The unit arrived on {long_day(call.arrived_on)}, {late} days after the day of the call."
    if call.has_arrived or call.today <= call.due_on:
        return ""
    late = (call.today - call.due_on).days
    return f"The unit was due on the ground on {long_day(call.due_on)}, {late} days ago, and is not there."


def consequences(call: CallFacts) -> tuple[Consequence, ...]:
    """Return what a missed call may lead to; none while it is not missed. The register decides on each.

    Sources: 2.7 lists refusal when called among the triggers of a downgrade; 2.6 remembers that the incentive is
    stopped or recovered (to be checked). A unit that has come late is no refusal: level and pool stay.
    """
    if not breach_in_words(call):
        return ()
    points, percent = call.confidence_points, call.incentive_percent
    incentive = Consequence(
        INCENTIVE,
        "Financial incentive",
        f"Ask whoever pays whether the incentive ({percent} % of the maintenance rate of the equipment is remembered) "
        "is stopped, and whether what was paid is recovered.",
        "section 2.6 of the domain notes",
        "recalled-check",
    )
    if call.arrived_on is not None:
        return (incentive,)
    level = Consequence(
        LEVEL,
        "Level of the pledge",
        f"Review whether pledge {call.pledge} keeps {call.level}: a refusal to deploy when called is a ground to lower "
        "it.",
        "section 2.7 of the domain notes",
        "recalled",
    )
    confidence = Consequence(
        CONFIDENCE,
        "Confidence",
        f"From the day on which the unit was due, the confidence in the pledge is {points} points lower, as long as "
        "the call stands unanswered.",
        "Muster, parameter confidence_not_come_points",
        "local choice",
    )
    pool = Consequence(
        POOL,
        "Standing in the pool",
        f"Take the call of {long_day(call.called_on)} back, so that the pledge is in the pool again, or let it stand.",
        "Muster",
        "local choice",
    )
    another = Consequence(
        ANOTHER,
        "Another unit",
        "Call another unit at the Rapid Deployment Level, or bridge the days that stay open.",
        "Muster",
        "local choice",
    )
    return level, incentive, confidence, pool, another


def answer_problems(is_answered: bool, is_accepted: bool, reason: str, said_on: date, today: date) -> list[Problem]:
    """Return why an answer to a call cannot be recorded. A refusal is recorded with its reason."""
    problems = []
    if is_answered:
        problems.append(Problem("answer", "the State has refused already", "a refusal stands; open a new call"))
    if not is_accepted and not reason.strip():
        problems.append(Problem("reason", "is not given", "say why the State does not send the unit"))
    if said_on > today:
        problems.append(Problem("said on", "has not come yet", f"give a day up to {today}"))
    return problems


def decision_problems(code: str, proposed: tuple[Consequence, ...], standing: str, reason: str) -> list[Problem]:
    """Return why a consequence cannot be decided on: each is decided once, with a reason."""
    problems = []
    codes = [one.code for one in proposed]
    if code not in codes:
        known = ", ".join(codes) or "none, the call is not missed"
        problems.append(Problem("consequence", f"{code!r} is not proposed", f"proposed are: {known}"))
    if standing != PROPOSED:
        problems.append(Problem("consequence", f"is {standing} already", "a decision stands"))
    if not reason.strip():
        problems.append(Problem("reason", "is not given", "say why it follows or not"))
    return problems
