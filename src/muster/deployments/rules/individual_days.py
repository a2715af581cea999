"""By when the replacement of an individual is asked for, nominated, on travel and there. Pure.

Source: section 6.2 of the dossier: the replacement arrives 4 days before the holder leaves, and is named by one month
before that day (S37). A month before the 31st of a month is the last day of the month before where it is shorter.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from muster.kit.intervals import add_months

KEPT = 8_192
"""Days kept reckoned: ten thousand posts end on a few hundred days."""


@dataclass(frozen=True)
class DayParameters:
    """individual_overlap_days, nomination_lead_months, rotation_request_lead_months, travel_urgent_threshold_days."""

    overlap_days: int
    nomination_months: int
    request_months: int
    urgent_days: int


@dataclass(frozen=True)
class ReplacementDays:
    """The days of one replacement. `leaves_on` is the first day on which the holder is in the post no more."""

    request_by: date
    nominate_by: date
    travel_by: date
    arrives_on: date
    leaves_on: date


def arrival_before(leaves_on: date, parameters: DayParameters) -> date:
    """Return the day on which a replacement arrives at the latest (S37). The mission may waive the overlap."""
    return leaves_on - timedelta(days=parameters.overlap_days)


def nominate_by(arrives_on: date, parameters: DayParameters) -> date:
    """Return the last day on which a State names somebody who is to arrive on a day (S37)."""
    return add_months(arrives_on, -parameters.nomination_months)


def travel_by(arrives_on: date, parameters: DayParameters) -> date:
    """Return the last day on which a request reaches Travel without being urgent (S37)."""
    return arrives_on - timedelta(days=parameters.urgent_days)


@lru_cache(maxsize=KEPT)
def replacement_days(leaves_on: date, parameters: DayParameters) -> ReplacementDays:
    """Return the days of the replacement of whoever leaves on a day; the request goes out months ahead (recalled)."""
    arrives_on = arrival_before(leaves_on, parameters)
    return ReplacementDays(
        request_by=add_months(leaves_on, -parameters.request_months),
        nominate_by=nominate_by(arrives_on, parameters),
        travel_by=travel_by(arrives_on, parameters),
        arrives_on=arrives_on,
        leaves_on=leaves_on,
    )


def travel_is_urgent(reached_travel_on: date, arrives_on: date, parameters: DayParameters) -> bool:
    """Return whether a request reaches Travel with fewer days left than the threshold, so that it is flagged (S37)."""
    return (arrives_on - reached_travel_on).days < parameters.urgent_days
