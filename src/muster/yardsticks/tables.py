"""The tables of the capability requirements paper, and the list of papers."""

from functools import cache
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.kit.pages import Badge
from muster.kit.tables import Column, Table
from muster.yardsticks.models import CapabilityPaper, PaperStage
from muster.yardsticks.paper import TypeLine

UNITS = gettext_lazy("units")
LEVEL_KEYS = ("level_1", "level_2", "level_3", "rapid")
LEVEL_HEADINGS = ("L1", "L2", "L3", "RDL")


def _ahead_columns(months_ahead: tuple[int, ...]) -> list[Column]:
    """Return a column for what is wanted after each of the months ahead."""

    def reader(place: int) -> Any:
        return lambda line: line.ahead[place]

    return [
        Column(f"in_{months}", _("In %(months)s months") % {"months": months}, reader(place), kind="integer",
               unit=UNITS, total=True)
        for place, months in enumerate(months_ahead)
    ]  # fmt: skip


def _level_columns() -> list[Column]:
    """Return a column for the pool at each level."""

    def reader(place: int) -> Any:
        return lambda line: line.by_level[place]

    return [
        Column(key, heading, reader(place), kind="integer", unit=UNITS, total=True)
        for place, (key, heading) in enumerate(zip(LEVEL_KEYS, LEVEL_HEADINGS, strict=True))
    ]


def _gap(line: TypeLine) -> Badge:
    """Return the gap as a badge: short, met, or to spare."""
    if line.gap > 0:
        return Badge(_("%(units)s short") % {"units": line.gap}, "short")
    return Badge(_("met") if line.gap == 0 else _("%(units)s to spare") % {"units": -line.gap}, "met")


@cache
def types_table(months_ahead: tuple[int, ...]) -> Table:
    """Return the table by unit type."""
    return Table(
        name="capabilities-by-unit-type",
        caption=_("Capability requirements by unit type"),
        empty=_("Nothing is wanted, deployed or pledged on the register as of this day."),
        page_size=100,
        filters=False,
        columns=[
            Column(
                "code",
                _("Unit type"),
                kind="link",
                href=lambda line: reverse("fact", args=["unit_types", line.code]),
            ),
            Column("name", _("Name")),
            Column("gap", _("Net gap"), _gap, kind="badge", filter="none", export=lambda line: line.gap),
            Column("now", _("Required now"), kind="integer", unit=UNITS, total=True),
            *_ahead_columns(months_ahead),
            Column("deployed", _("Deployed"), kind="integer", unit=UNITS, total=True),
            *_level_columns(),
            Column("states", _("States offering"), kind="integer"),
            Column("median_notice_days", _("Median notice"), kind="decimal", unit=_("days"), decimals=0),
            Column(
                "caveat_free_percent",
                _("Without hard caveats"),
                lambda line: None if line.caveat_free_percent is None else line.caveat_free_percent / 100,
                kind="percent",
                decimals=0,
            ),
            Column("short_in", _("Published as short in"), lambda line: ", ".join(line.short_in), hidden=True),
        ],
    )


@cache
def missions_table(months_ahead: tuple[int, ...]) -> Table:
    """Return the table by mission."""
    return Table(
        name="capabilities-by-mission",
        caption=_("Capability requirements by mission"),
        empty=_("No mission wants a unit as of this day."),
        page_size=100,
        filters=False,
        columns=[
            Column("acronym", _("Mission"), kind="link", href=lambda line: reverse("mission", args=[line.acronym])),
            Column("now", _("Required now"), kind="integer", unit=UNITS, total=True),
            *_ahead_columns(months_ahead),
            Column("deployed", _("Deployed"), kind="integer", unit=UNITS, total=True),
            Column("open_now", _("Open now"), kind="integer", unit=UNITS, total=True),
            Column("open_at_most", _("Open at most"), kind="integer", unit=UNITS, total=True),
        ],
    )


def paper_address(paper: CapabilityPaper) -> str:
    """Return the address of a paper's page."""
    return reverse("paper", args=[paper.reference])


def stage_badge(paper: CapabilityPaper) -> Badge:
    """Return the stage of a paper as a badge."""
    return Badge(paper.get_stage_display(), "met" if paper.stage == PaperStage.ISSUED else "neutral")


PAPERS = Table(
    name="papers",
    caption=gettext_lazy("Capability requirements papers"),
    empty=gettext_lazy("No paper is issued yet. The Secretariat drafts one from the record and issues it."),
    order="-as_of",
    columns=[
        Column("reference", gettext_lazy("Paper"), kind="link", href=paper_address, lookup="reference"),
        Column("register", gettext_lazy("Register"), "register.name", lookup="register__name"),
        Column("as_of", gettext_lazy("As of"), kind="date", lookup="as_of"),
        Column(
            "stage",
            gettext_lazy("Stage"),
            stage_badge,
            kind="badge",
            lookup="stage",
            filter="choice",
            choices=PaperStage.choices,
        ),
        Column("issued_on", gettext_lazy("Issued on"), kind="date", lookup="issued_on"),
    ],
)
