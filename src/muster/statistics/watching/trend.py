"""Whether the threat where a mission stands grows: deaths in its host States lately, held against the time before."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from muster.reference.parameters import parameter
from muster.statistics.store import Store
from muster.statistics.watching.months import LastMonths, last_months

PERCENT = 100


class Direction(StrEnum):
    """Where the deaths of the last three months stand beside those of the three before."""

    RISING = "rising"
    STEADY = "steady"
    FALLING = "falling"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class ThreatTrend:
    """State-based deaths in some host States as of a day.

    `month` is the last on record, None where there is none; `missing` are hosts of which nothing is on record. The
    direction is reckoned of all hosts together.
    """

    month: date | None
    direction: Direction
    three: int
    earlier_three: int
    twelve: int
    hosts: tuple[LastMonths, ...]
    missing: tuple[str, ...]


def threat_trend(store: Store, hosts: Collection[str], as_of: date) -> ThreatTrend:
    """The trend in these host States (ISO 3166 alpha-3 codes) from the months that were known on `as_of`.

    Rising or falling: by `watch_trend_percent` or more, and by as many deaths as the lower threshold or more, so that
    two deaths after one are no trend.
    """
    thresholds = thresholds_on(as_of)
    wanted = set(hosts)
    found = tuple(one for one in last_months(store, as_of, thresholds) if one.state in wanted)
    three, earlier = sum(one.three for one in found), sum(one.earlier_three for one in found)
    percent = parameter("watch_trend_percent", as_of).integer
    return ThreatTrend(
        month=found[0].month if found else None,
        direction=direction_of(three, earlier, percent, thresholds[0]) if found else Direction.UNKNOWN,
        three=three,
        earlier_three=earlier,
        twelve=sum(one.twelve for one in found),
        hosts=found,
        missing=tuple(sorted(wanted - {one.state for one in found})),
    )


def direction_of(lately: int, earlier: int, percent: int, least: int) -> Direction:
    """Rising, falling or steady; a change counts from `percent` of the earlier number and from `least` deaths on."""
    change = lately - earlier
    if abs(change) < max(least, 1) or abs(change) * PERCENT < percent * earlier:
        return Direction.STEADY
    return Direction.RISING if change > 0 else Direction.FALLING


def thresholds_on(day: date) -> tuple[int, int]:
    """The two thresholds in deaths of one month, the lower first."""
    keys = ("watch_lower_threshold_deaths", "watch_upper_threshold_deaths")
    lower, upper = (parameter(key, day).integer for key in keys)
    return lower, upper
