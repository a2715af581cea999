"""Tables of people: the means of years, what overlapping files say, and bases on a map."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.kit.tables import Column, Table
from muster.statistics.charts.words import state_words, unit_words
from muster.statistics.explorer.bases import Base
from muster.statistics.explorer.series import Said, Scope
from muster.statistics.pages.addresses import mission_address, rows_address


def year_rows_address(scope: Scope, year: int, mission: str = "", **more: str) -> str:
    """The rows behind the figure of one year."""
    return rows_address(
        state=scope.state,
        mission=mission or scope.mission,
        start=date(year, 1, 1),
        until=date(year + 1, 1, 1),
        **more,
    )


def years_table(scope: Scope) -> Table:
    """The means of years by mission, each leading to its rows; a partial year says what it is."""
    return Table(
        name="statistics-years",
        caption=gettext_lazy("Means of years, by mission and sex"),
        empty=gettext_lazy("No year's mean is on record. The command “muster import un-yearly PATH” brings them in."),
        order="-year,-count",
        page_size=25,
        columns=[
            Column("year", gettext_lazy("Year"), lambda row: str(row.year), kind="link", filter="choice",
                   href=lambda row: year_rows_address(scope, row.year, row.mission, grain="year")),
            Column("mission", gettext_lazy("Mission"), kind="link",
                   href=lambda row: mission_address(row.mission) if row.mission else None),
            Column("count", gettext_lazy("People"), kind="integer", unit=gettext_lazy("mean"), filter="none"),
            Column("women", gettext_lazy("Women"), kind="integer", filter="none"),
            Column("men", gettext_lazy("Men"), kind="integer", filter="none", hidden=True),
            Column("share", gettext_lazy("Share of women"), kind="percent", filter="none"),
            Column("stored", gettext_lazy("As stored"), kind="decimal", decimals=1, filter="none"),
            Column("months", gettext_lazy("Months"), kind="integer", filter="none"),
            Column("note", gettext_lazy("Note"), filter="none", sortable=False),
        ],
    )  # fmt: skip


def overlaps_table(scope: Scope, found: Sequence[Said]) -> Table:
    """What each file says of the same Decembers, side by side."""
    files = sorted({file for one in found for file in one.by_file})

    def reader(file: str) -> Any:
        return lambda row: row.by_file.get(file)

    columns = [
        Column("year", _("December of"), lambda row: str(row.year), kind="link", filter="none",
               href=lambda row: rows_address(state=scope.state, mission=scope.mission, type="all", sex="all",
                                             start=date(row.year, 12, 1), until=date(row.year + 1, 1, 1))),
        *(Column(f"file_{place}", file, reader(file), kind="integer", filter="none")
          for place, file in enumerate(files)),
        Column("difference", _("Most less least"), kind="integer"),
    ]  # fmt: skip
    return Table(
        name="statistics-overlaps",
        caption=_("What overlapping files say, side by side"),
        empty=_("No two files speak of the same December."),
        order="-year",
        page_size=12,
        filters=False,
        columns=columns,
    )


def _who(one: Base) -> str:
    return ", ".join(state_words(code) for code in one.contributors)


def bases_table(state: str = "") -> Table:
    """Bases of the last map, each leading to its rows: those of a State alone where one is named."""
    table = "base_contributors" if state else "bases"
    return Table(
        name="statistics-bases",
        caption=gettext_lazy("Bases on the last map"),
        empty=gettext_lazy("No base is on record. The command “muster import geopko PATH” brings maps in."),
        page_size=25,
        columns=[
            Column("place", gettext_lazy("Base"), kind="link",
                   href=lambda row: rows_address(table, state=state, mission=row.mission, start=row.date)),
            Column("mission", gettext_lazy("Mission"), kind="link", href=lambda row: mission_address(row.mission)),
            Column("country", gettext_lazy("Country"), filter="choice"),
            Column("troops", gettext_lazy("People"), kind="integer", unit=gettext_lazy("estimate"), filter="none"),
            Column("unit_types", gettext_lazy("Kinds of unit"), lambda row: unit_words(row.unit_types)),
            Column("contributors", gettext_lazy("Contributors"), _who),
            Column("date", gettext_lazy("Map of"), kind="date", filter="none"),
            Column("latitude", gettext_lazy("Latitude"), kind="decimal", decimals=4, hidden=True),
            Column("longitude", gettext_lazy("Longitude"), kind="decimal", decimals=4, hidden=True),
        ],
    )  # fmt: skip
