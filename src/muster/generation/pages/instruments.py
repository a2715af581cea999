"""What the pages of instruments show: lists, facts, annexes line by line, the way through the stages."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.generation.models import Annex, Instrument, InstrumentKind, InstrumentStage, InstrumentVersion, LineOrigin
from muster.generation.queries.instruments import line_terms, stage_on
from muster.generation.rules.instrument_lines import LineTerms
from muster.generation.rules.instruments import Stage
from muster.kit.pages import Badge, Fact, KeyFigure, TimelineEntry, Tone
from muster.kit.tables import Column, Table

TONES: dict[str, Tone] = {
    Stage.DRAFT: "neutral",
    Stage.AGREED: "accent",
    Stage.SIGNED: "accent",
    Stage.RATIFIED: "accent",
    Stage.IN_FORCE: "met",
    Stage.AMENDED: "met",
    Stage.ENDED: "neutral",
}


def stage_badge(stage: str) -> Badge:
    """Return a stage as a badge: met once it binds."""
    return Badge(InstrumentStage(stage).label, TONES[stage])


def instrument_address(instrument: Instrument) -> str:
    """Return the address of an instrument's page."""
    return reverse("instrument", args=[instrument.case.reference, instrument.reference])


INSTRUMENTS = Table(
    name="instruments",
    caption=gettext_lazy("Instruments of the case"),
    empty=gettext_lazy("No instrument that you may see is on record. The register drafts one from the pledge."),
    order="reference",
    columns=[
        Column("reference", gettext_lazy("Instrument"), kind="link", href=instrument_address, lookup="reference"),
        Column("kind", gettext_lazy("Kind"), lambda row: row.get_kind_display(), lookup="kind", filter="choice",
               choices=InstrumentKind.choices),
        Column("number", gettext_lazy("Number"), lookup="number"),
        Column("title", gettext_lazy("Title"), lookup="title"),
        Column("stage", gettext_lazy("Stage"), lambda row: stage_badge(row.stage), kind="badge", lookup="stage",
               choices=InstrumentStage.choices),
        Column("stage_on", gettext_lazy("Since"), kind="date", lookup="stage_on"),
        Column("other_state", gettext_lazy("Co-deploying State"), "other_state.name", lookup="other_state__name"),
        Column("ratified_by", gettext_lazy("Ratified by"), lookup="ratified_by", hidden=True),
        Column("source", gettext_lazy("Source"), lookup="source", hidden=True),
    ],
)  # fmt: skip


def _difference(line: LineTerms) -> Badge | None:
    return Badge(_("differs"), "due") if line.differs else None


def _origin(line: LineTerms) -> str:
    return str(LineOrigin(line.origin).label)


LINES = Table(
    name="lines",
    caption=gettext_lazy("What it says, line by line"),
    empty=gettext_lazy("Nothing is written yet."),
    illustrative=lambda row: False,
    columns=[
        Column("annex", gettext_lazy("Annex"), filter="choice"),
        Column("category", gettext_lazy("Category"), filter="choice"),
        Column("item", gettext_lazy("Item, post or service")),
        Column("quantity", gettext_lazy("Agreed"), kind="integer"),
        Column("lease", gettext_lazy("Lease"), filter="choice"),
        Column("provider", gettext_lazy("Provided by"), filter="choice"),
        Column("words", gettext_lazy("Words")),
        Column("origin", gettext_lazy("From"), _origin, filter="choice"),
        Column("pledged", gettext_lazy("Pledge says")),
        Column("required", gettext_lazy("Statement says")),
        Column("differs", gettext_lazy("Differs"), _difference, kind="badge", filter="choice"),
        Column("rate", gettext_lazy("Rate"), lambda row: None, kind="decimal", filter="none", sortable=False,
               description=gettext_lazy("Empty: rates are entered by reimbursement, none is suggested here.")),
    ],
)  # fmt: skip
CLAUSES = Table(
    name="lines",
    caption=gettext_lazy("Clauses"),
    empty=gettext_lazy("Nothing is written yet."),
    illustrative=lambda row: False,
    filters=False,
    columns=[
        Column("item", gettext_lazy("Clause")),
        Column("words", gettext_lazy("Words")),
    ],
)  # fmt: skip


def lines_table(instrument: Instrument) -> Table:
    """Return how the lines of an instrument are shown."""
    return LINES if instrument.kind == InstrumentKind.MEMORANDUM else CLAUSES


def line_figures(lines: Sequence[LineTerms]) -> list[KeyFigure]:
    """Return how many lines there are in each annex, and how many of them differ."""
    figures = []
    for annex in (Annex.PERSONNEL, Annex.EQUIPMENT, Annex.SELF_SUSTAINMENT):
        rows = [line for line in lines if line.annex == annex]
        odd = sum(line.differs for line in rows)
        note = _("%(odd)s differ between pledge and statement") % {"odd": odd} if odd else ""
        figures.append(
            KeyFigure(
                annex.label, len(rows), _("lines"), note, "due" if odd else "neutral", href=f"?annex={annex.value}"
            )
        )
    return figures


def instrument_facts(instrument: Instrument, versions: Sequence[InstrumentVersion]) -> list[Fact]:
    """Return what the instrument is."""
    other = instrument.other_state
    facts = [
        Fact(_("Number"), instrument.number or _("not numbered yet")),
        Fact(_("Kind"), instrument.get_kind_display()),
        Fact(_("Post"), instrument.case.post.reference,
             href=reverse("requirement", args=[instrument.case.post.requirement.reference])),
        Fact(_("Ratification"), instrument.ratified_by if instrument.needs_ratification else _("not needed")),
        Fact(_("Version"), versions[0].number if versions else 0),
        Fact(_("Source"), instrument.source or "–", source=instrument.source, standing=instrument.standing),
    ]  # fmt: skip
    return [*facts, Fact(_("Co-deploying State"), other.name)] if other else facts


def instrument_timeline(
    instrument: Instrument, versions: Sequence[InstrumentVersion], day: date
) -> list[TimelineEntry]:
    """Return stages and versions, the latest first."""
    stages = [
        TimelineEntry(one.held_from, one.get_stage_display(), one.reason, TONES[one.stage])
        for one in instrument.known_events  # type: ignore[attr-defined]
        if one.held_from <= day
    ]
    written = [
        TimelineEntry(one.known_from, _("Version %(number)s") % {"number": one.number}, "; ".join(one.changes[:6]))
        for one in versions
        if one.number > 1
    ]
    return sorted([*stages, *written], key=lambda one: one.day, reverse=True)


def lines_of(versions: Sequence[InstrumentVersion]) -> tuple[LineTerms, ...]:
    """Return the lines of the latest version known."""
    return line_terms(list(versions[0].lines.all())) if versions else ()


def badge_on(instrument: Instrument, day: date) -> Badge:
    """Return the stage that held on a day as a badge."""
    return stage_badge(stage_on(instrument, day))
