"""Shares of the assessment beside shares of the people in uniform."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.kit.tables import Column, Table
from muster.statistics.charts.words import state_words
from muster.statistics.figures.burden import Burden
from muster.statistics.pages.addresses import state_address, year_address

EMPTY = gettext_lazy(
    "No year has both on record. No open file of assessed shares is known: keep one of your own, a CSV with the "
    "columns state, year and share (per cent), and bring it in with “muster import assessments PATH”."
)


def payers_table(found: Burden | None) -> Table:
    """Who pays and who sends; shares lead to the rows of the file, people to theirs."""
    year = found.year if found else 0
    return Table(
        name="statistics-payers",
        caption=_("Who pays and who sent in %(year)d") % {"year": year} if found else _("Shares of the assessment"),
        empty=EMPTY,
        source=str(found.source) if found else "",
        order="-pays",
        columns=[
            Column("state", gettext_lazy("State"), lambda row: state_words(row.state), kind="link",
                   href=lambda row: state_address(row.state)),
            Column("pays", gettext_lazy("Pays"), kind="percent", decimals=2, unit=gettext_lazy("of the assessment"),
                   href=lambda row: year_address("assessments", year, state=row.state)),
            Column("sends", gettext_lazy("Sends"), kind="percent", decimals=2, unit=gettext_lazy("of the people")),
            Column("people", gettext_lazy("People"), kind="decimal", decimals=0, unit=gettext_lazy("mean"), total=True,
                   href=lambda row: year_address("contributions", year, state=row.state)),
        ],
    )  # fmt: skip
