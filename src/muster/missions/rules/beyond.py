"""What goes on beyond the mandate that is known: one answer for tours, assignments, memoranda, cases and stays. Pure.

Source: section 8.2 of the dossier: a tour must not outlive the mandate without a flag (recalled). A mission of which
no mandate is on record is not spoken of: that is said once, on the mission.
"""

from datetime import date

from muster.kit.day_text import long_day
from muster.missions.rules.mandates import MandateCover

BEYOND = "beyond"
"""The code of the flag; without it the code is empty."""


def is_beyond(cover: MandateCover | None, until: date | None, day: date) -> bool:
    """Return whether what ends on `until` (excluded; None: no end) outlasts the cover from `day` on.

    False for what is over by `day`, and where no mandate is on record.
    """
    return cover is not None and (until is None or until > day) and cover.is_beyond(until)


def known_end(cover: MandateCover | None, day: date) -> date | None:
    """Return the first day without a known mandate, from `day` on: `day` itself where none holds on it.

    None where the mandate has no end, and where none is on record.
    """
    if cover is None:
        return None
    return cover.until if cover.is_covered else day


def days_beyond(cover: MandateCover, until: date | None, day: date) -> int | None:
    """Return the days for which something goes on beyond the cover; None where it has no end, 0 where it does not."""
    if not cover.is_beyond(until):
        return 0
    end = known_end(cover, day)
    return None if until is None or end is None else (until - end).days


def beyond_words(cover: MandateCover, until: date | None, day: date) -> str:
    """Return in one clause how something goes on beyond the mandate; empty where it does not."""
    if not cover.is_beyond(until):
        return ""
    end = known_end(cover, day)
    if not cover.is_covered or end is None:
        return f"goes on though no mandate is known to hold on {long_day(day)}"
    days = days_beyond(cover, until, day)
    length = "with no end" if days is None else "1 day" if days == 1 else f"{days} days"
    return f"goes on {length} beyond the mandate, which ends on {long_day(end)}"
