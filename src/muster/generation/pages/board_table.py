"""Open cases as a table: the same rows, filters and exports for the board and for its dense form."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from muster.generation.models import CaseVariant
from muster.generation.queries.board import OpenCase
from muster.generation.rules.stations import NOWHERE, STATIONS
from muster.generation.tables import VERDICTS, phase_name, verdict_badge
from muster.kit.pages import Badge
from muster.kit.tables import Column, Table
from muster.reference.phases import schedulable_phases

BOARD_FILTERS = ("mission", "state", "station", "phase", "variant", "lateness", "owed_by", "overdue", "drill")
"""The columns by which the board is narrowed."""


def case_address(row: OpenCase) -> str:
    """Return the address of a case's page."""
    return reverse("case", args=[row.reference])


def yes_or_no(is_so: bool) -> str:
    """Return the word for files and filters."""
    return _now("yes") if is_so else _now("no")


def words_of(*words: str) -> Callable[[], list[tuple[str, str]]]:
    """Return the choices of a filter by words that are known without looking at the rows."""
    return lambda: [(_now(word), _now(word)) for word in words]


YES_OR_NO = words_of("yes", "no")


def _overdue_badge(row: OpenCase) -> Badge | None:
    return Badge(_now("overdue"), "short") if row.is_overdue else None


BOARD = Table(
    name="open-cases",
    caption=_("Open cases"),
    empty=_("No open case that you may see is on record as of this day. A case is opened from a selection."),
    order="-days_late,reference",
    columns=[
        Column("reference", _("Case"), kind="link", href=case_address),
        Column("mission", _("Mission"), filter="choice"),
        Column("state", _("State"), filter="choice"),
        Column("unit_type", _("Unit type"), filter="choice"),
        Column("strength", _("Strength"), kind="integer", unit=_("people"), total=True),
        Column(
            "station",
            _("Where it stands"),
            lambda row: _now(row.station.name),
            filter="choice",
            choices=words_of(*(one.name for one in (*STATIONS, NOWHERE))),
        ),
        Column(
            "phase",
            _("Phase"),
            lambda row: phase_name(row.phase),
            filter="choice",
            choices=words_of(*(one.name for one in schedulable_phases())),
        ),
        Column("wanted_on", _("Wanted on"), kind="date"),
        Column("arrival_p50", _("Arrival, even chance"), kind="date"),
        Column("arrival_p90", _("Arrival, nine in ten"), kind="date"),
        Column("days_late", _("Late by"), kind="integer", unit=_("days")),
        Column(
            "lateness",
            _("Lateness"),
            lambda row: verdict_badge(row.verdict),
            kind="badge",
            choices=lambda: [(str(word), word) for word in VERDICTS.values()],
        ),
        Column("owed_by", _("Who owes now"), filter="choice"),
        Column("owed_on", _("Due on"), kind="date"),
        Column(
            "overdue",
            _("Overdue"),
            _overdue_badge,
            kind="badge",
            choices=YES_OR_NO,
            export=lambda row: yes_or_no(row.is_overdue),
        ),
        Column(
            "variant",
            _("Variant"),
            lambda row: str(CaseVariant(row.variant).label),
            filter="choice",
            choices=lambda: [(str(one.label), one.label) for one in CaseVariant],
        ),
        Column("drill", _("Drill"), lambda row: yes_or_no(row.is_drill), filter="choice", choices=YES_OR_NO),
        Column("title", _("Title"), hidden=True),
        Column("desk_officer", _("Desk officer"), filter="choice", hidden=True),
        Column("post", _("Post"), hidden=True),
        Column("requested_on", _("Requested on"), kind="date", hidden=True),
        Column("forecast_on", _("Forecast of"), kind="date", hidden=True),
        Column("source", _("Source"), hidden=True),
    ],
)
