"""The handover of a desk: one page, and the same printed."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.generation.pages.handover_tables import SECTIONS
from muster.generation.queries.handover import Desk, Handover
from muster.generation.rules.handover import BROKEN
from muster.generation.rules.lateness import LATE
from muster.kit.day_text import long_day
from muster.kit.pages import Action, Crumb, KeyFigure, PageHead
from muster.kit.papers import Block, Grid, Heading, Paper, Text
from muster.kit.tables import Table
from muster.kit.tables.exports import plain_value

FILES = ("pdf", "docx")


def file_address(desk: Desk, form: str) -> str:
    """Return the address of a handover as a file."""
    return f"{reverse('case-handover-file', args=[form])}?{urlencode({desk.kind: desk.code})}"


def handover_head(desk: Desk) -> PageHead:
    """Return the head of a handover's page."""
    return PageHead(
        title=_("Handover: %(name)s") % {"name": desk.name},
        crumbs=[
            Crumb(_("Generation"), reverse("generation")),
            Crumb(_("Handover"), reverse("case-handover")),
            Crumb(desk.code),
        ],
        lead=_("What is open, what was promised by whom, and what was decided why, as of the day of this page."),
        actions=[Action(form.upper(), file_address(desk, form), icon="download") for form in FILES],
    )


def choice_head() -> PageHead:
    """Return the head of the page on which the desk is chosen."""
    return PageHead(
        title=_("Handover"),
        crumbs=[Crumb(_("Generation"), reverse("generation")), Crumb(_("Handover"))],
        lead=_("Choose the mission or the State whose desk you take over."),
        actions=[
            Action(_("Board"), reverse("case-board")),
            Action(_("Calendar"), reverse("case-calendar"), icon="calendar"),
        ],
    )


def handover_figures(told: Handover) -> list[KeyFigure]:
    """Return the strip of numbers; drills count nowhere."""
    real = [one for one in told.cases if not one.is_drill]
    late = sum(one.verdict == LATE for one in real)
    overdue = sum(one.is_overdue for one in told.owed)
    broken = sum(one.verdict == BROKEN for one in told.promises)
    return [
        KeyFigure(_("Open cases"), len(real)),
        KeyFigure(_("Late"), late, tone="short" if late else "met"),
        KeyFigure(_("Steps overdue"), overdue, tone="short" if overdue else "met"),
        KeyFigure(_("Due this week"), len(told.this_week)),
        KeyFigure(_("Promises broken"), broken, tone="short" if broken else "met"),
        KeyFigure(_("Findings open"), len(told.findings)),
    ]


def handover_paper(told: Handover, issuer: str, made_on: date) -> Paper:
    """Return a handover as a paper: the sections of the page, each as a table."""
    blocks: list[Block] = [
        Text(f"As known on {long_day(told.day)}; no more than {issuer} may see. Promises and decisions: the newest.")
    ]
    is_illustrative = False
    for section in SECTIONS:
        rows = section.rows(told)
        is_illustrative = is_illustrative or any(section.table.is_illustrative(row) for row in rows)
        blocks.append(Heading(str(section.table.caption)))
        blocks.append(_grid(section.table, rows) if rows else Text(str(section.table.empty)))
    return Paper(
        title=f"Handover: {told.desk.name}",
        subtitle=long_day(told.day),
        made_on=made_on,
        blocks=blocks,
        issuer=issuer,
        reference=f"handover {told.desk.code}",
        illustrative=is_illustrative,
        is_landscape=True,
    )


def _grid(table: Table, rows: Any) -> Grid:
    """Return a table of the page as one of the paper; links and badges are their words."""
    columns = [column for column in table.columns if not column.hidden]
    return Grid(
        headings=[f"{one.label} ({one.unit})" if one.unit else str(one.label) for one in columns],
        rows=[[_cell(one.plain(row)) for one in columns] for row in rows],
        figures=frozenset(place for place, one in enumerate(columns) if one.is_number),
    )


def _cell(value: Any) -> str:
    plain = plain_value(value)
    if plain is None:
        return ""
    return long_day(plain) if isinstance(plain, date) else str(plain)
