"""What the page and the paper of a statement of force requirement show."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.kit.day_text import long_day
from muster.kit.pages import Action, Badge, Crumb, ExplainInput, Explanation, KeyFigure, PageHead, Tone
from muster.kit.papers import Block, Grid, Heading, Paper, Text
from muster.kit.tables import Column, Table
from muster.missions.rules.force import ForceLine, ForcePost, LineStatus
from muster.plans.force import ForceRequirement
from muster.reference.unit_types import unit_types

PRINTS = (("pdf", "PDF"), ("docx", "Word"))
TONES: dict[LineStatus, Tone] = {
    LineStatus.OPEN: "short",
    LineStatus.FILLED: "met",
    LineStatus.SURPLUS: "accent",
    LineStatus.CLOSING: "due",
}
STATUS_WORDS = {
    LineStatus.OPEN: gettext_lazy("open"),
    LineStatus.FILLED: gettext_lazy("filled"),
    LineStatus.SURPLUS: gettext_lazy("surplus"),
    LineStatus.CLOSING: gettext_lazy("closing"),
}


def status_badge(line: ForceLine) -> Badge:
    """Return how a line stands as a badge."""
    return Badge(STATUS_WORDS[line.status], TONES[line.status])


def type_name(line: ForceLine | ForcePost) -> str:
    """Return the name of the unit type with its code."""
    names = {kind.code: kind.name for kind in unit_types()}
    return f"{line.unit_type} · {names.get(line.unit_type, '')}"


def per_unit(line: ForceLine) -> str:
    """Return the strength of one unit: a figure, or from the smallest to the largest."""
    if line.strength_least == line.strength_most:
        return str(line.strength_most)
    return f"{line.strength_least}–{line.strength_most}"


def _statement_address(line: ForceLine | ForcePost) -> str:
    """Return the address of the one statement that is meant, nothing where there is none or several."""
    named = line.statements if isinstance(line, ForceLine) else tuple(filter(None, (line.statement,)))
    return reverse("statement", args=[named[0]]) if len(named) == 1 else ""


def _posts_address(line: ForceLine) -> str:
    """Return where the posts of a line stand on the page."""
    return "#posts"


LINES = Table(
    name="force-lines",
    caption=gettext_lazy("Lines by sector and unit type"),
    empty=gettext_lazy(
        "No post of this mission that you may see is wanted as of this day. The Secretariat enters requirements with "
        "their posts by form or workbook; a line is the posts of one sector and unit type."
    ),
    columns=[
        Column("sector", gettext_lazy("Sector"), filter="choice"),
        Column("unit_type", gettext_lazy("Unit type"), type_name, filter="choice"),
        Column("units", gettext_lazy("Units"), kind="integer", total=True, href=_posts_address),
        Column("held", gettext_lazy("Held"), kind="integer", total=True),
        Column("status", gettext_lazy("Status"), status_badge, kind="badge"),
        Column("per_unit", gettext_lazy("Strength each"), per_unit, unit=gettext_lazy("people"), sortable=False),
        Column("strength", gettext_lazy("Strength in all"), kind="integer", unit=gettext_lazy("people"), total=True),
        Column("needed_by", gettext_lazy("Needed by"), kind="date"),
        Column("priority", gettext_lazy("Priority"), kind="integer"),
        Column("authority", gettext_lazy("Authority"), lambda line: "; ".join(line.authorities)),
        Column(
            "statement",
            gettext_lazy("Statement"),
            lambda line: ", ".join(line.statements),
            kind="link",
            href=_statement_address,
        ),
    ],
)

FORCE_POSTS = Table(
    name="posts",
    caption=gettext_lazy("The posts of the lines"),
    filters=False,
    tools=False,
    columns=[
        Column(
            "reference",
            gettext_lazy("Post"),
            kind="link",
            href=lambda post: f"{reverse('requirement', args=[post.requirement])}#{post.reference}",
        ),
        Column("sector", gettext_lazy("Sector")),
        Column("unit_type", gettext_lazy("Unit type"), type_name),
        Column("strength", gettext_lazy("Strength"), kind="integer", unit=gettext_lazy("people"), total=True),
        Column("needed_from", gettext_lazy("Needed from"), kind="date"),
        Column("needed_until", gettext_lazy("Needed until"), kind="date"),
        Column("statement", gettext_lazy("Statement"), kind="link", href=_statement_address),
    ],
)


def force_head(found: ForceRequirement) -> PageHead:
    """Return the head of the page."""
    mission = found.mission
    prints = [
        Action(words, reverse("print-force-requirement", args=[mission.acronym, kind]), icon="download")
        for kind, words in PRINTS
    ]
    return PageHead(
        title=_("Statement of force requirement: %(mission)s") % {"mission": mission.acronym},
        crumbs=[
            Crumb(_("Missions"), reverse("missions")),
            Crumb(mission.acronym, reverse("mission", args=[mission.acronym])),
            Crumb(_("Force requirement")),
        ],
        lead=_("What %(mission)s needs by sector and unit type, from its requirements that are not closed.")
        % {"mission": mission.name},
        actions=prints,
        illustrative=found.illustrative,
    )


def force_figures(found: ForceRequirement) -> list[KeyFigure]:
    """Return the figures on top: units, people, held, and how each status comes about."""
    open_lines = sum(line.status == LineStatus.OPEN for line in found.lines)
    explanation = Explanation(
        formula=_(
            "The first that holds: surplus where a post is held in which nobody is wanted any longer; closing where "
            "every post ends within the days below; filled where a stay is under way in every post; open otherwise."
        ),
        parameters=(
            ExplainInput(
                _("closing within"),
                _("%(days)s days") % {"days": found.closing.integer},
                source=found.closing.source,
                standing=found.closing.standing,
            ),
        ),
    )
    share = found.units_held / found.units if found.units else None
    return [
        KeyFigure(_("Units"), found.units, href="#posts"),
        KeyFigure(_("Units held"), found.units_held, share=share),
        KeyFigure(_("Strength"), found.strength, unit=_("people")),
        KeyFigure(_("Open lines"), open_lines, tone="short" if open_lines else "met", explanation=explanation),
    ]


def force_paper(found: ForceRequirement) -> Paper:
    """Return the statement of force requirement as a paper."""
    mission = found.mission
    return Paper(
        title=_("Statement of force requirement: %(mission)s") % {"mission": mission.name},
        subtitle=_("as of %(day)s") % {"day": long_day(found.day)},
        made_on=found.day,
        issuer=mission.mandated_by.name,
        reference=mission.acronym,
        illustrative=found.illustrative,
        is_landscape=True,
        blocks=_blocks(found.lines, found),
    )


def _blocks(lines: Sequence[ForceLine], found: ForceRequirement) -> list[Block]:
    """Return a table a sector, and how the statuses come about."""
    if not lines:
        return [Text(_("No post of this mission is wanted as of this day."))]
    blocks: list[Block] = []
    for sector in sorted({line.sector for line in lines}):
        blocks += [Heading(sector or _("No sector named")), _grid([line for line in lines if line.sector == sector])]
    note = _(
        "Open: not every post is held. Filled: every post is held. Surplus: a post is held in which nobody is wanted "
        "any longer. Closing: every post ends within %(days)s days (%(standing)s)."
    ) % {"days": found.closing.integer, "standing": found.closing.standing}
    return [*blocks, Text(note, is_note=True)]


def _grid(lines: Sequence[ForceLine]) -> Grid:
    headings = [
        _("Unit type"), _("Units"), _("Held"), _("Strength each"), _("In all"), _("Needed by"), _("Priority"),
        _("Authority"), _("Statement"), _("Status"),
    ]  # fmt: skip
    rows = [
        (
            type_name(line),
            str(line.units),
            str(line.held),
            per_unit(line),
            str(line.strength),
            line.needed_by.isoformat(),
            str(line.priority),
            "; ".join(line.authorities),
            ", ".join(line.statements),
            str(STATUS_WORDS[line.status]),
        )
        for line in lines
    ]
    units, held = str(sum(line.units for line in lines)), str(sum(line.held for line in lines))
    totals = (_("Together"), units, held, "", str(sum(line.strength for line in lines)), "", "", "", "", "")
    return Grid(headings, rows, figures=frozenset({1, 2, 3, 4, 6}), totals=totals)
