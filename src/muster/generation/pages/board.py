"""The board of open cases: a column for each station, a card a case, the latest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from muster.generation.pages.board_table import BOARD_FILTERS, case_address
from muster.generation.queries.board import OpenCase
from muster.generation.rules.lateness import AT_RISK, LATE
from muster.generation.rules.stations import NOWHERE, STATIONS
from muster.generation.tables import phase_name, verdict_badge
from muster.kit.days import day_words
from muster.kit.pages import Action, Badge, Explanation, KeyFigure, PageHead
from muster.kit.tables import BoundTable
from muster.kit.tables.bound import FilterField

MOST_CARDS = 12
"""Cards of a column; what is more stands behind a link, in the dense table."""


@dataclass(frozen=True)
class Card:
    """One case on the board, in a few words."""

    reference: str
    href: str
    title: str
    unit: str
    phase: str
    lateness: Badge
    late_words: str
    wanted_on: date
    arrival_p50: date | None
    arrival_p90: date | None
    owed_by: str
    owed_on: date | None
    is_overdue: bool
    is_drill: bool
    illustrative: bool


@dataclass(frozen=True)
class BoardColumn:
    """The cases at one station: how many in all, the first of them as cards, and where the others stand."""

    label: str
    count: int
    cards: tuple[Card, ...]
    more: int
    more_address: str


def board_head(*, is_table: bool, address: str) -> PageHead:
    """Return the head; `address` leads to the other form with the same filters."""
    other = Action(_("As a board") if is_table else _("As a table"), address)
    return PageHead(
        title=_("Board of cases"),
        kicker=_("From a selection to a unit in theatre"),
        lead=_("Where every open case stands, when its unit is expected, and who owes the next step."),
        actions=[
            other,
            Action(_("Calendar"), reverse("case-calendar"), icon="calendar"),
            Action(_("Handover"), reverse("case-handover")),
        ],
    )


def board_columns(rows: Sequence[OpenCase], table: BoundTable) -> list[BoardColumn]:
    """Return the columns that have a case, in the order of the phases; `rows` come in the order of the cards."""
    by_station: dict[str, list[OpenCase]] = {}
    for row in rows:
        by_station.setdefault(row.station.code, []).append(row)
    columns = []
    for station in (*STATIONS, NOWHERE):
        there = by_station.get(station.code, [])
        if not there:
            continue
        name = _(station.name)
        cards = tuple(_card(row) for row in there[:MOST_CARDS])
        address = table.state.address(view="table", station=name, page=None, format=None)
        columns.append(BoardColumn(name, len(there), cards, len(there) - len(cards), address))
    return columns


def _card(row: OpenCase) -> Card:
    return Card(
        reference=row.reference,
        href=case_address(row),
        title=f"{row.state} → {row.mission}",
        unit=_("%(unit)s, %(strength)s people") % {"unit": row.unit_type, "strength": row.strength},
        phase=phase_name(row.phase),
        lateness=verdict_badge(row.verdict),
        late_words=late_words(row.days_late),
        wanted_on=row.wanted_on,
        arrival_p50=row.arrival_p50,
        arrival_p90=row.arrival_p90,
        owed_by=row.owed_by or "",
        owed_on=row.owed_on,
        is_overdue=row.is_overdue,
        is_drill=row.is_drill,
        illustrative=row.illustrative,
    )


def late_words(days: int | None) -> str:
    """Return by how many days a unit is expected late or early; nothing where no arrival is known or it is the day."""
    if not days:
        return ""
    if days > 0:
        return ngettext("%(n)s day late", "%(n)s days late", days) % {"n": days}
    return ngettext("%(n)s day early", "%(n)s days early", -days) % {"n": -days}


def board_figures(rows: Sequence[OpenCase], table: BoundTable) -> list[KeyFigure]:
    """Return the strip of numbers over what passes the filters; drills count nowhere."""
    real = [row for row in rows if not row.is_drill]
    late = [row for row in real if row.verdict == LATE]
    risky = [row for row in real if row.verdict == AT_RISK]
    overdue = [row for row in real if row.is_overdue]
    late_how = Explanation(
        formula=_(
            "A case is late when its arrival by an even chance comes after the wanted day, and at risk when only the "
            "arrival in nine draws of ten does. Drills count nowhere."
        )
    )

    def narrowed(**filters: str) -> str:
        return table.state.address(drill=_("no"), page=None, format=None, **filters)

    return [
        KeyFigure(_("Open cases"), len(real)),
        KeyFigure(
            _("Late"),
            len(late),
            tone="short" if late else "met",
            href=narrowed(lateness=_("late")),
            explanation=late_how,
        ),
        KeyFigure(_("At risk"), len(risky), tone="due" if risky else "met", href=narrowed(lateness=_("at risk"))),
        KeyFigure(
            _("Next step overdue"),
            len(overdue),
            tone="short" if overdue else "met",
            href=narrowed(overdue=_("yes")),
        ),
        KeyFigure(_("People expected late"), sum(row.strength for row in late), unit=_("people")),
    ]


def forecast_note(rows: Sequence[OpenCase], day: date) -> str:
    """Return a word where what is shown was not worked out on the day of the page, else nothing."""
    others = {row.forecast_on for row in rows if row.forecast_on is not None and row.forecast_on != day}
    if not others:
        return ""
    return _("Forecasts and due steps are those last worked out, on %(day)s; the page of a case reckons them anew.") % {
        "day": day_words(max(others))
    }


def board_filters(table: BoundTable) -> list[FilterField]:
    """Return the filters that the board offers."""
    return [field for field in table.filter_fields if field.column.key in BOARD_FILTERS]
