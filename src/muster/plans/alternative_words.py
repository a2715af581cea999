"""The rule that keeps a pledge out of a post, in words and months. Pure.

The command line speaks of periods (`muster.cli.obstacle_words`); here a period is a month of the plan's calendar.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from muster.planning.alternatives import Alternative
from muster.planning.obstacles import Obstacle, Rule
from muster.plans.month_words import month_words, periods_words
from muster.plans.periods import Calendar

Names = Callable[[str], str]
"""From the code of a State to its name."""

OF_STATES = frozenset({Rule.CEILING, Rule.NUMBER_OF_STATES, Rule.INCOMPATIBLE})
"""Rules whose names are codes of States."""

PHRASES: Mapping[Rule, str] = MappingProxyType(
    {
        Rule.NOT_READY: "not ready before {until}",
        Rule.WINDOW: "outside the months for which it is offered",
        Rule.POST_HELD: "the post is held by {names}",
        Rule.BUSY: "stands in {names}, free again from {until}{agreed}",
        Rule.DWELL: "rests before or after its stay in {names}, free again from {until}{agreed}",
        Rule.CEILING: "the ceiling of {names} is short by {short} persons",
        Rule.MISSION_ARRIVALS: "arrivals in {names} are short by {short} persons",
        Rule.ALL_ARRIVALS: "arrivals in all missions together are short by {short} persons",
        Rule.NUMBER_OF_STATES: "no further State may stand beside {names}",
        Rule.INCOMPATIBLE: "its State does not stand beside {names}",
        Rule.LEAD: "the lead {names} is not covered",
        Rule.SHORTEST_STAY: "what is free is shorter than its shortest stay",
        Rule.START_COST: "coming costs more than the months that are free would earn",
    }
)


def obstacle_words(obstacle: Obstacle, calendar: Calendar, state_name: Names = str) -> str:
    """Return one rule that says no as a phrase, with the months in which it does."""
    names = (state_name(name) for name in obstacle.names) if obstacle.rule in OF_STATES else obstacle.names
    phrase = PHRASES[obstacle.rule].format(
        names=", ".join(names),
        until="" if obstacle.until is None else month_words(calendar.day(obstacle.until)),
        short=f"{obstacle.short_by:,}",
        agreed=" (agreed before, no plan can move it)" if obstacle.committed else "",
    )
    where = periods_words(calendar, obstacle.runs)
    return f"{phrase}: {where}" if where else phrase


def without_words(obstacle: Obstacle) -> str:
    """Return what the pledge would be worth without the rule; empty where that is no more than now."""
    return "" if obstacle.worth_without is None else f"worth {obstacle.worth_without:,} points without this rule"


def stays_words(alternative: Alternative, calendar: Calendar) -> str:
    """Return the months in which the pledge fits; empty where it does not."""
    return periods_words(calendar, ((stay.start, stay.end) for stay in alternative.stays))


def against_words(alternative: Alternative, calendar: Calendar, state_name: Names = str) -> str:
    """Return everything that stands against the pledge, what alone keeps it out first."""
    phrases = []
    for obstacle in alternative.obstacles:
        without = without_words(obstacle)
        words = obstacle_words(obstacle, calendar, state_name)
        phrases.append(f"{words} ({without})" if without else words)
    return "; ".join(phrases)
