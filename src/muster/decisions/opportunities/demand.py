"""When a post is to be had: the first time in which nobody holds it. Pure."""

from collections.abc import Iterable
from datetime import date

from muster.kit.intervals import DateInterval, add_months


def first_open_time(
    needed: DateInterval, stays: Iterable[DateInterval], day: date, horizon_months: int
) -> DateInterval | None:
    """Return the first time from `day` on in which the post is wanted and nobody holds it; None for none.

    A time that begins later than `horizon_months` after `day` is left out: nobody decides on it yet. Source: the
    published requirement and the stays on record; the horizon is the parameter opportunity_horizon_months (local
    choice).
    """
    if needed.until is not None and needed.until <= day:
        return None
    ahead = DateInterval(max(day, needed.start), needed.until)
    latest = add_months(day, horizon_months)
    return next((one for one in ahead.difference(*stays) if one.start < latest), None)
