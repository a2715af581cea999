"""The lines of a fit, and the candidates of a post by their fit, as tables."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.kit.pages import Badge, Tone
from muster.kit.tables import Column, Table
from muster.matching.fit.facts import FitLine, LineKind, LineStanding
from muster.matching.models.deviation import LINE_KINDS
from muster.matching.queries import CandidateFit
from muster.missions.statement_words import category_words
from muster.pledges.levels import Level

KIND_WORDS = dict(LINE_KINDS)
STANDING_WORDS = {
    LineStanding.MET: gettext_lazy("met"),
    LineStanding.SUBSTITUTE: gettext_lazy("met by a substitute"),
    LineStanding.SHOWN: gettext_lazy("shown"),
    LineStanding.DEVIATION: gettext_lazy("met by agreed deviation"),
    LineStanding.TO_BE_SHOWN: gettext_lazy("to be shown on a visit"),
    LineStanding.SHORT: gettext_lazy("short"),
    LineStanding.MISSING: gettext_lazy("missing"),
}
TONES: dict[LineStanding, Tone] = {
    LineStanding.MET: "met",
    LineStanding.SUBSTITUTE: "met",
    LineStanding.SHOWN: "met",
    LineStanding.DEVIATION: "accent",
    LineStanding.TO_BE_SHOWN: "due",
    LineStanding.SHORT: "short",
    LineStanding.MISSING: "short",
}
CENTS = 100
MOST_GAPS_TOLD = 4


def standing_words(line: FitLine) -> str:
    """Return how a line is met in words, a short one with by how much."""
    if line.standing == LineStanding.SHORT:
        return _("short by %(n)s") % {"n": line.short}
    return str(STANDING_WORDS[line.standing])


def brought_words(line: FitLine) -> str:
    """Return who brings what to a line, in words; of several pledges, which."""
    summed: dict[tuple[str, str, str], int] = {}
    for one in line.brought:
        key = (one.pledge, one.state, one.item)
        summed[key] = summed.get(key, 0) + one.quantity
    several = len({pledge for pledge, _, _ in summed}) > 1
    return "; ".join(
        f"{state} {quantity} {item}" + (f" ({pledge})" if several else "")
        for (pledge, state, item), quantity in summed.items()
    )


def dollars(cents: int) -> str:
    """Return an amount in dollars and cents, empty where there is none."""
    return f"{cents // CENTS:,}.{cents % CENTS:02d}" if cents else ""


@dataclass(frozen=True)
class ShownLine:
    """A line of a fit with the way to what can be done about it."""

    line: FitLine
    href: str = ""


def lines_table(shows_doors: bool) -> Table:
    """Return the table of the lines of a fit; with doors, a column leads to a proposed deviation."""
    doors = Column(
        "propose",
        gettext_lazy("Deviation"),
        lambda row: _("propose") if row.href else "",
        href=lambda row: row.href or None,
        filter="none",
        sortable=False,
    )
    place = next(at for at, column in enumerate(LINE_COLUMNS) if column.key == "brought")
    return Table(
        name="fit",
        caption=gettext_lazy("Line by line"),
        page_size=500,
        illustrative=lambda row: False,
        columns=[*LINE_COLUMNS[:place], *([doors] if shows_doors else []), *LINE_COLUMNS[place:]],
    )


LINE_COLUMNS: Sequence[Column] = (
    Column("kind", gettext_lazy("Kind"), lambda row: str(KIND_WORDS[row.line.kind.value]), filter="choice"),
    Column("category", gettext_lazy("Category"), "line.category", filter="choice"),
    Column("line", gettext_lazy("Line"), lambda row: line_words(row.line)),
    Column(
        "mandatory",
        gettext_lazy("Mandatory"),
        lambda row: _("yes") if row.line.is_mandatory else _("no"),
        filter="choice",
    ),
    Column("wanted", gettext_lazy("Wanted"), "line.wanted", kind="integer", filter="none"),
    Column("have", gettext_lazy("Counted"), "line.have", kind="integer", filter="none"),
    Column(
        "standing",
        gettext_lazy("Standing"),
        lambda row: Badge(standing_words(row.line), TONES[row.line.standing]),
        kind="badge",
        export=lambda row: str(STANDING_WORDS[row.line.standing]),
    ),
    Column("short", gettext_lazy("Short by"), "line.short", kind="integer", filter="none", hidden=True),
    Column("brought", gettext_lazy("Brought by"), lambda row: brought_words(row.line)),
    Column(
        "cost",
        gettext_lazy("Costs more"),
        lambda row: dollars(row.line.cost_cents),
        unit=gettext_lazy("USD a month"),
        filter="none",
        export=lambda row: row.line.cost_cents / CENTS if row.line.cost_cents else None,
    ),
    Column("words", gettext_lazy("In words"), "line.words"),
)


def fit_address(statement: str, pledge: str) -> str:
    """Return the address of the fit of one pledge."""
    return reverse("statement-fit", args=[statement, pledge])


CANDIDATES = Table(
    name="fits",
    caption=gettext_lazy("Candidates by fit"),
    empty=gettext_lazy(
        "No pledge of the unit type that you may see stands as of this day, or the post means no statement in force."
    ),
    illustrative="pledge.illustrative",
    columns=[
        Column(
            "pledge",
            gettext_lazy("Pledge"),
            "pledge.reference",
            kind="link",
            href=lambda row: reverse("pledge", args=[row.pledge.reference]),
        ),
        Column("state", gettext_lazy("State"), "pledge.state.name", filter="choice"),
        Column("level", gettext_lazy("Level"), lambda row: str(Level(row.pledge.current_level).label), filter="choice"),
        Column("strength", gettext_lazy("Strength"), "pledge.strength", kind="integer", unit=gettext_lazy("people")),
        Column(
            "fit",
            gettext_lazy("Fit"),
            "fit.percent",
            kind="integer",
            unit=gettext_lazy("%"),
            href=lambda row: fit_address(row.fit.statement, row.pledge.reference),
        ),
        Column(
            "gaps",
            gettext_lazy("Blocking gaps"),
            lambda row: len(row.fit.blocking),
            kind="integer",
            unit=gettext_lazy("lines"),
        ),
        Column("names", gettext_lazy("What is short or missing"), lambda row: blocking_words(row)),
        Column(
            "open",
            gettext_lazy("To be shown"),
            lambda row: len(row.fit.to_be_shown),
            kind="integer",
            unit=gettext_lazy("lines"),
        ),
        Column(
            "cost",
            gettext_lazy("Substitutes cost"),
            lambda row: dollars(row.fit.cost_cents),
            unit=gettext_lazy("USD a month"),
            filter="none",
            export=lambda row: row.fit.cost_cents / CENTS if row.fit.cost_cents else None,
        ),
    ],
)


def blocking_words(row: CandidateFit) -> str:
    """Return the first blocking gaps of a candidate in words, and how many more there are."""
    told = [f"{line_words(line)}: {standing_words(line)}" for line in row.fit.blocking[:MOST_GAPS_TOLD]]
    more = len(row.fit.blocking) - len(told)
    return "; ".join([*told, *([_("and %(n)s more") % {"n": more}] if more else [])])


def line_words(line: FitLine) -> str:
    """Return the name of a line; a category of self-sustainment by its words."""
    if line.kind == LineKind.SELF_SUSTAINMENT:
        return category_words("self_sustainment_categories", line.category)
    return line.name
