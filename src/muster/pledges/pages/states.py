"""The page of a State: who it is, and what stands between it and the register."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.kit.day_text import long_day
from muster.kit.pages import Badge, Crumb, Fact, KeyFigure, NextStep, PageHead
from muster.kit.tables import Column, Table
from muster.pledges.levels import LABELS, Level
from muster.pledges.models import PledgeVersion
from muster.pledges.pages.freshness import freshness_badge
from muster.pledges.pages.obligations import SidesColumn, lines_of
from muster.pledges.queries.obligations import Owed
from muster.pledges.queries.states import StateRecord
from muster.pledges.rules.obligations import Side
from muster.pledges.tables import pledge_address, standing_of
from muster.reference.states import states
from muster.visits.rules import is_overdue
from muster.visits.stages import VisitStage
from muster.visits.tables import finding_address, visit_address

SHOWN_LEVELS = (
    Level.LEVEL_1, Level.LEVEL_2, Level.LEVEL_3, Level.RAPID_DEPLOYMENT, Level.LAPSED,
)  # fmt: skip
MOST_LINES = 20
"""Obligations of one side that the page lists; the table gives all."""

PLEDGES_OF_STATE = Table(
    name="pledges-of-state",
    empty=gettext_lazy("No pledge of this State stands between it and you as of this day."),
    tools=False,
    filters=False,
    columns=[
        Column("reference", gettext_lazy("Pledge"), kind="link", href=pledge_address),
        Column("title", gettext_lazy("Title"), lambda row: row.title or row.unit_type),
        Column("unit_type", gettext_lazy("Unit type")),
        Column("strength", gettext_lazy("Strength"), kind="integer", unit=gettext_lazy("people"), total=True),
        Column("level", gettext_lazy("Level"), standing_of, kind="ladder"),
        Column(
            "freshness", gettext_lazy("Freshness"), lambda row: _freshness(row), kind="badge",
        ),
        Column("valid_until", gettext_lazy("Valid until"), kind="date"),
        Column(
            "confidence",
            gettext_lazy("Confidence"),
            lambda row: row.health.confidence.score if _is_dated(row) else None,
            kind="integer",
            unit="%",
        ),
    ],
)  # fmt: skip

VISITS_OF_STATE = Table(
    name="visits-of-state",
    empty=gettext_lazy("No visit of this State that you may see is on record as of this day."),
    tools=False,
    filters=False,
    illustrative="illustrative",
    columns=[
        Column("reference", gettext_lazy("Visit"), kind="link", href=visit_address),
        Column("kind", gettext_lazy("Kind"), "get_kind_display"),
        Column("stage", gettext_lazy("Stage"), lambda row: _stage(row)),
        Column("carried_from", gettext_lazy("From"), kind="date"),
        Column("carried_until", gettext_lazy("Until (excluded)"), kind="date"),
        Column("findings", gettext_lazy("Open findings"), "open_finding_count", kind="integer"),
    ],
)

FINDINGS_OF_STATE = Table(
    name="findings-of-state",
    empty=gettext_lazy("No open finding that you may see is on record as of this day."),
    tools=False,
    filters=False,
    columns=[
        Column("reference", gettext_lazy("Finding"), kind="link", href=finding_address),
        Column("severity", gettext_lazy("Severity"), "get_severity_display"),
        Column("subject", gettext_lazy("On"), lambda row: str(row.subject or row.visit.state)),
        Column("text", gettext_lazy("In words"), lambda row: row.text[:160]),
        Column("owner", gettext_lazy("To be remedied by"), "owner.name"),
        Column("due_on", gettext_lazy("By"), kind="date"),
    ],
)

ANNOUNCEMENTS_OF_STATE = Table(
    name="announcements-of-state",
    empty=gettext_lazy("No announcement of this State is on record as of this day."),
    tools=False,
    filters=False,
    columns=[
        Column("announced_on", gettext_lazy("Day"), kind="date"),
        Column("occasion", gettext_lazy("Occasion")),
        Column("text", gettext_lazy("In words")),
        Column("units", gettext_lazy("Units"), kind="integer"),
        Column("strength", gettext_lazy("People"), kind="integer"),
    ],
)


def _is_dated(row: PledgeVersion) -> bool:
    """Return whether the pledge is with the Secretariat: a draft has nothing to be confirmed."""
    return row.health is not None and row.health.matters.submitted_on is not None


def _freshness(row: PledgeVersion) -> Badge | None:
    return freshness_badge(row.health) if row.health is not None and _is_dated(row) else None


def _stage(row: Any) -> str:
    """Return the stage of the day in words."""
    return VisitStage(row.current_stage).label


def state_head(record: StateRecord, day: date) -> PageHead:
    """Return the head of a State's page; the most urgent obligation is the next step."""
    first = record.owed[0] if record.owed else None
    step = None
    if first is not None:
        about = f" ({first.pledge.reference})" if first.pledge is not None else ""
        step = NextStep(
            first.owed_by.name,
            _("must %(what)s") % {"what": first.obligation.what + about},
            first.obligation.due_on,
            first.days_overdue > 0,
            "#obligations",
        )
    return PageHead(
        title=record.state.name,
        crumbs=[
            Crumb(_("Pledges"), reverse("pledges")),
            Crumb(_("States"), reverse("pledge-states")),
            Crumb(record.state.code),
        ],
        lead=_("What the State has pledged and how it stands between it and the register."),
        next_step=step,
        illustrative=any(one.illustrative for one in record.pledges),
    )


def state_facts(record: StateRecord) -> list[Fact]:
    """Return who the State is, from the reference tables, and how it last wrote."""
    known = next((one for one in states() if one.iso3 == record.state.code), None)
    facts = [Fact(_("Code"), record.state.code, href=reverse("fact", args=["states", record.state.code]))]
    if known is not None:
        facts += [
            Fact(_("Regional group"), known.un_regional_group or "—"),
            Fact(_("Region"), known.region),
            Fact(_("Official languages"), ", ".join(known.official_languages) or "—"),
            Fact(_("Source"), known.source, standing=known.standing),
        ]
    notes = [one for one in record.pledges if one.note_verbale]
    last = max(notes, key=lambda one: one.note_verbale_on or one.known_from, default=None)
    if last is not None:
        day = long_day(last.note_verbale_on) if last.note_verbale_on else ""
        words = "; ".join(filter(None, [last.note_verbale, day, last.signatory]))
        facts.append(Fact(_("Last note verbale"), words, href=pledge_address(last)))
    return facts


def state_figures(pledges: Sequence[PledgeVersion]) -> list[KeyFigure]:
    """Return how many pledges stand at each level, and how many people they are."""
    counted = Counter(one.current_level for one in pledges)
    people = sum(one.strength * one.units_offered for one in pledges if one.current_level != Level.LAPSED)
    figures = [KeyFigure(_("People pledged"), people, note=_("lapsed pledges left out"))]
    return figures + [KeyFigure(LABELS[level], counted[level], unit=_("pledges")) for level in SHOWN_LEVELS]


def sides_of(record: StateRecord, day: date) -> list[SidesColumn]:
    """Return what each side owes, as much as the page lists."""
    columns = []
    for side, owner in ((Side.STATE, record.state.name), (Side.SECRETARIAT, _("the Secretariat"))):
        owed = [one for one in record.owed if one.obligation.owed_by == side]
        columns.append(
            SidesColumn(owner, lines_of(map(_worded, owed[:MOST_LINES]), day), max(0, len(owed) - MOST_LINES))
        )
    return columns


def _worded(one: Owed) -> tuple[Any, str, str]:
    """Return an obligation with the pledge that it is about and the address of its page."""
    if one.pledge is None:
        return one.obligation, "", ""
    return one.obligation, one.pledge.reference, pledge_address(one.pledge)


def overdue_findings(record: StateRecord, day: date) -> int:
    """Return how many open findings are past their day."""
    return sum(is_overdue(one.current_standing, one.due_on, day) for one in record.findings)  # type: ignore[attr-defined]
