"""Forecasts of a case against what happened, as a table and in words: for the page, the command and exports."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from muster.generation.queries.hindsight import CaseHistory
from muster.generation.rules.hindsight import EARLIER, LATER, OPEN, UNDECIDED, WITHIN, Hindsight
from muster.generation.tables import phase_name
from muster.kit.day_text import long_day
from muster.kit.pages import Badge, Tone
from muster.kit.tables import Column, Table

VERDICTS = {
    EARLIER: _("arrived before the even chance"),
    WITHIN: _("arrived between even chance and nine in ten"),
    LATER: _("later than nine in ten"),
    OPEN: _("still to come"),
    UNDECIDED: _("day of arrival not recorded"),
}
TONES: dict[str, Tone] = {EARLIER: "met", WITHIN: "met", LATER: "short"}


def verdict_badge(row: Hindsight) -> Badge:
    """Return how the arrival fell against a forecast as a badge."""
    return Badge(str(VERDICTS[row.verdict]), TONES.get(row.verdict, "neutral"))


def steps_in_words(row: Hindsight) -> str:
    """Return what was first known to be over on the day of a forecast."""
    return ", ".join(phase_name(code) for code in row.steps) or _now("the request, or the day that stands for it")


HINDSIGHT = Table(
    name="hindsight",
    caption=_("Forecasts against what happened"),
    empty=_("No step was on record before the unit was known to be in theatre: there is no forecast to hold against."),
    filters=False,
    columns=[
        Column("day", _("Forecast as of"), kind="date", sortable=False),
        Column("arrival_p50", _("Even chance"), kind="date", sortable=False),
        Column("arrival_p90", _("Nine in ten"), kind="date", sortable=False),
        Column("verdict", _("What happened"), verdict_badge, kind="badge", sortable=False),
        Column("days_after_even", _("After the even chance"), kind="integer", unit=_("days"), sortable=False),
        Column("days_after_nine", _("After nine in ten"), kind="integer", unit=_("days"), sortable=False),
        Column("steps", _("What was new on that day"), steps_in_words, sortable=False),
    ],
)


def arrival_in_words(told: CaseHistory, day: date) -> str:
    """Return what is known of the arrival, in one sentence."""
    arrival = told.arrival
    if arrival.on is not None:
        return _now("The unit arrived on %(day)s.") % {"day": long_day(arrival.on)}
    if arrival.until is None:
        return _now("The unit has not arrived as of %(day)s, as far as is recorded.") % {"day": long_day(day)}
    if arrival.not_before >= arrival.until:
        known = _now("The unit was in theatre by %(day)s; nobody recorded when it arrived.")
        return known % {"day": long_day(arrival.until)}
    words: dict[str, Any] = {"first": long_day(arrival.not_before), "last": long_day(arrival.until)}
    return _now("The unit arrived between %(first)s and %(last)s; its day is not recorded.") % words
