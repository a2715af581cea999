"""What a subscription to the crisis watch asks for, and what is wrong with one. Pure."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from muster.kit.errors import Problem

MOST_PERCENT = 100


class Scope(StrEnum):
    """Which States are watched."""

    STATES = "states"
    REGION = "region"
    UNITS = "units"


class Measure(StrEnum):
    """What is held against the threshold."""

    DEATHS = "deaths"
    P25 = "p25"
    P100 = "p100"


@dataclass(frozen=True)
class WatchTerms:
    """A subscription's content. `states` are codes, for the scope of States; `region` a name, for that of a region.

    `threshold` is deaths in the last month on record, or per cent of a chance over `horizon` months (0 for deaths).
    """

    name: str
    scope: Scope
    measure: Measure
    threshold: int
    states: tuple[str, ...] = ()
    region: str = ""
    horizon: int = 0


def problems_of(
    terms: WatchTerms, known_states: Collection[str], known_regions: Collection[str], horizons: Collection[int]
) -> Iterator[Problem]:
    """Yield what is wrong with the terms, each with its remedy."""
    if not terms.name:
        yield Problem("name", "there is none", "say in a few words what it is about")
    if terms.scope is Scope.STATES and not terms.states:
        yield Problem("States", "there is none", "name at least one, or watch a region")
    unknown = sorted(set(terms.states) - set(known_states))
    if unknown:
        yield Problem("States", f"{', '.join(unknown)}: no State has that code", "choose among those given")
    if terms.scope is Scope.REGION and terms.region not in known_regions:
        yield Problem("region", f"{terms.region!r} is none", f"choose among {', '.join(sorted(known_regions))}")
    yield from _threshold_problems(terms, horizons)


def _threshold_problems(terms: WatchTerms, horizons: Collection[int]) -> Iterator[Problem]:
    if terms.threshold < 1:
        yield Problem("threshold", f"{terms.threshold} is always reached", "give 1 or more")
    if terms.measure is Measure.DEATHS:
        if terms.horizon:
            yield Problem("horizon", "deaths on record have none", "leave it empty")
        return
    if terms.horizon not in horizons:
        told = " or ".join(str(one) for one in sorted(horizons))
        yield Problem("horizon", f"nothing is reckoned for {terms.horizon} months", f"choose {told} months")
    if terms.threshold > MOST_PERCENT:
        yield Problem("threshold", f"a chance of {terms.threshold} % does not exist", "give 1 to 100 per cent")
