"""Tables of figures: contributors on a day, women against targets, entries and exits, deaths, operations under way."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.kit.pages import Badge, Tone
from muster.kit.tables import Column, Table
from muster.statistics.charts.words import TYPE_WORDS, state_words
from muster.statistics.figures.comings import ENTRY
from muster.statistics.figures.source import Source
from muster.statistics.pages.addresses import mission_address, rows_address, state_address

LIGHTS: dict[str, tuple[Any, Tone]] = {
    "green": (gettext_lazy("green: at the target"), "met"),
    "yellow": (gettext_lazy("yellow: under the target"), "due"),
    "red": (gettext_lazy("red: nobody, or nearly"), "short"),
}


def day_rows(source: Source, state: str = "", mission: str = "") -> str:
    """The rows of a figure of one day, or of the year of a mean."""
    if source.date is None:
        return rows_address(file=source.file, state=state, mission=mission)
    return rows_address(
        file=source.file, start=source.date, until=source.date + timedelta(days=1), state=state, mission=mission
    )


def ranking_table(source: Source | None, mission: str = "") -> Table:
    """Contributors on a day; each count leads to its rows."""

    def rows_of(row: Any) -> str | None:
        return day_rows(source, state=row.state, mission=mission) if source else None

    return Table(
        name="statistics-contributors",
        caption=gettext_lazy("Contributors, the largest first"),
        empty=gettext_lazy("No contributor is on record for this day."),
        source=str(source or ""),
        order="rank",
        page_size=20,
        columns=[
            Column("rank", gettext_lazy("Rank"), kind="integer", filter="none"),
            Column("state", gettext_lazy("State"), lambda row: state_words(row.state), kind="link",
                   href=lambda row: state_address(row.state)),
            Column("code", gettext_lazy("Code"), "state", hidden=True),
            Column("count", gettext_lazy("People"), kind="integer", total=True, href=rows_of),
        ],
    )  # fmt: skip


def lights_table(state: str = "", mission: str = "") -> Table:
    """Women by type against the target of the year, with the traffic light."""

    def rows_of(row: Any) -> str | None:
        if row.on is None:
            return None
        return rows_address(
            state=state, mission=mission, type=row.kind, file=row.file, start=row.on, until=row.on + timedelta(days=1)
        )

    return Table(
        name="statistics-women",
        caption=gettext_lazy("Women by type, against the target of the year"),
        empty=gettext_lazy("No file on record tells women and men for this day."),
        filters=False,
        columns=[
            Column("kind", gettext_lazy("Type"), lambda row: TYPE_WORDS[row.kind], kind="link", href=rows_of),
            Column("women", gettext_lazy("Women"), kind="integer"),
            Column("people", gettext_lazy("All"), kind="integer"),
            Column("share", gettext_lazy("Share of women"), kind="percent"),
            Column("target", gettext_lazy("Target"), kind="percent", decimals=0),
            Column("light", gettext_lazy("Traffic light"), _light, kind="badge"),
            Column("on", gettext_lazy("As counted on"), kind="date"),
        ],
    )


def _light(row: Any) -> Badge | None:
    if row.light is None:
        return Badge(_("no target"), "neutral")
    words, tone = LIGHTS[row.light]
    return Badge(words, tone)


def _crossing(row: Any) -> Badge:
    return Badge(_("entry"), "met") if row.kind == ENTRY else Badge(_("exit"), "neutral")


def crossings_table() -> Table:
    """Entries and exits of contingents; each leads to the rows of the month."""
    return Table(
        name="statistics-crossings",
        caption=gettext_lazy("Entries and exits of contingents (troops)"),
        empty=gettext_lazy("No contingent came or went in the months on record."),
        order="-date",
        page_size=15,
        columns=[
            Column("date", gettext_lazy("Month"), kind="date"),
            Column("state", gettext_lazy("State"), lambda row: state_words(row.state), kind="link",
                   href=lambda row: state_address(row.state)),
            Column("mission", gettext_lazy("Mission"), kind="link", href=lambda row: mission_address(row.mission)),
            Column("kind", gettext_lazy("What"), _crossing, kind="badge"),
            Column("before", gettext_lazy("Before"), kind="integer"),
            Column("count", gettext_lazy("Then"), kind="integer",
                   href=lambda row: rows_address(state=row.state, mission=row.mission, type="troops",
                                                 start=row.date - timedelta(days=31),
                                                 until=row.date + timedelta(days=1))),
        ],
    )  # fmt: skip


def deaths_table(state: str) -> Table:
    """Deaths of a State's people by year and mission."""
    return Table(
        name="statistics-deaths",
        caption=gettext_lazy("Deaths of its people, by year and mission"),
        empty=gettext_lazy("No death of its people is on record; “muster import un-psdata PATH” brings deaths in."),
        order="-year",
        page_size=15,
        columns=[
            Column("year", gettext_lazy("Year"), lambda row: str(row.year), filter="choice", kind="link",
                   href=lambda row: rows_address("fatalities", state=state, mission=row.mission,
                                                 start=date(row.year, 1, 1), until=date(row.year + 1, 1, 1))),
            Column("mission", gettext_lazy("Mission"), kind="link", filter="choice",
                   href=lambda row: mission_address(row.mission) if row.mission else None),
            Column("deaths", gettext_lazy("Deaths"), kind="integer", total=True),
        ],
    )  # fmt: skip


def rates_table(mission: str, level_percent: int) -> Table:
    """Deaths of uniformed people per 1,000 person-years, of all years together and of each."""

    def years(row: Any) -> str:
        return str(row.year) if row.until == row.year + 1 else f"{row.year}–{row.until - 1}"

    return Table(
        name="statistics-death-rates",
        caption=gettext_lazy("Deaths of uniformed people per 1,000 person-years"),
        empty=gettext_lazy("No death in it is on record. “muster import un-psdata PATH” brings deaths in."),
        filters=False,
        page_size=15,
        columns=[
            Column("years", gettext_lazy("Years"), years, kind="link", sortable=False,
                   href=lambda row: rows_address("fatalities", mission=mission, start=date(row.year, 1, 1),
                                                 until=date(row.until, 1, 1))),
            Column("deaths", gettext_lazy("Deaths"), kind="integer"),
            Column("person_years", gettext_lazy("Person-years"), kind="decimal", decimals=0),
            Column("per_1000", gettext_lazy("Per 1,000 person-years"), kind="decimal", decimals=2),
            Column("low", _("%(level)s %% interval from") % {"level": level_percent}, kind="decimal", decimals=2),
            Column("high", gettext_lazy("to"), kind="decimal", decimals=2),
        ],
    )  # fmt: skip


OPERATIONS = Table(
    name="statistics-operations",
    caption=gettext_lazy("Peacekeeping operations under way"),
    empty=gettext_lazy("No register is on record. The command “muster import un-psdata PATH” brings it in."),
    filters=False,
    page_size=50,
    illustrative=lambda row: False,
    columns=[
        Column("mission", gettext_lazy("Mission"), kind="link", href=lambda row: mission_address(row.mission)),
        Column("name", gettext_lazy("Name")),
        Column("start", gettext_lazy("Since"), kind="date",
               href=lambda row: rows_address("operations", mission=row.mission)),
        Column("host", gettext_lazy("Host"), lambda row: state_words(row.host)),
    ],
)  # fmt: skip
