"""Every person in theatre stands on an instrument, on every day. Pure.

Source: issue 6 and section 3.4 of the dossier: people of a unit are covered by the memorandum of understanding or
another instrument; a national support element only by one that says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from muster.deployments.rules.findings import Code, Finding
from muster.kit.day_text import long_day
from muster.kit.intervals import DateInterval


@dataclass(frozen=True)
class Instrument:
    """An instrument that is in force during `valid`; `covers_support`: for a national support element too."""

    title: str
    valid: DateInterval
    covers_support: bool = False


def basis_findings(
    place: str, present: DateInterval, support: Iterable[DateInterval], instruments: Iterable[Instrument]
) -> tuple[Finding, ...]:
    """Return the days on which people of a unit, and of its support element, stand on no instrument."""
    instruments = tuple(instruments)
    unit_gaps = present.difference(*(one.valid for one in instruments))
    covering = [one.valid for one in instruments if one.covers_support]
    support_gaps = [gap for days in support for gap in days.difference(*covering)]
    return (
        *(_finding("no-basis", place, "no instrument covers the unit", gap) for gap in unit_gaps),
        *(
            _finding("support-without-basis", place, "no instrument covers its national support element", gap)
            for gap in support_gaps
        ),
    )


def _finding(code: Code, place: str, words: str, gap: DateInterval) -> Finding:
    end = f"until {long_day(gap.until)}" if gap.until is not None else "with no end"
    remedy = "enter the instrument that covers these days, or agree one"
    return Finding(code, place, f"{words} from {long_day(gap.start)} {end}", remedy)
