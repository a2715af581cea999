"""The tables of the page: the ranked States with reasons, and the weights behind them."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.kit.tables import Column, Table
from muster.outreach.answer import Answer, RankedState
from muster.outreach.queries import PledgedUnit
from muster.outreach.rules.reasons import Reason
from muster.outreach.rules.unit_kinds import ANY
from muster.outreach.rules.weights import PREFIX
from muster.reference.parameters import Parameter
from muster.statistics.pages.addresses import rows_address, state_address

PARAMETERS = "parameters"
CONTRIBUTIONS, BASES = "contributions", "base_contributors"
"""Tables of the store in which the rows behind the reasons stand."""


@dataclass(frozen=True)
class StateLine:
    """A ranked State with its reasons and pledges in words."""

    rank: int
    iso3: str
    name: str
    score: Decimal
    reasons: str
    pledges: str
    illustrative: bool
    address: str
    rows: str
    rows_address: str


@dataclass(frozen=True)
class WeightLine:
    """A weight with what it is about, and how far it may be trusted."""

    key: str
    weight: Decimal
    unit: str
    note: str
    source: str
    standing: str


def state_line(answer: Answer, ranked: RankedState, pledged: tuple[PledgedUnit, ...]) -> StateLine:
    """Return a row of the ranking, with the addresses of the State and of the rows that its reasons come from."""
    table = CONTRIBUTIONS if answer.kind == ANY else BASES
    until = answer.on + timedelta(days=1)
    return StateLine(
        address=state_address(ranked.iso3),
        rows=_("bases") if table == BASES else _("contributions"),
        rows_address=rows_address(table, until=until, state=ranked.iso3, mission=answer.line),
        rank=ranked.rank,
        iso3=ranked.iso3,
        name=ranked.name,
        score=two_places(ranked.score),
        reasons="; ".join(reason_words(one) for one in ranked.reasons),
        pledges="; ".join(pledge_words(one) for one in pledged),
        illustrative=any(one.illustrative for one in pledged),
    )


def reason_words(reason: Reason) -> str:
    """Return a reason in the reader's language, with what it adds to the score."""
    words = _(reason.template).format(**reason.figures)
    return f"{words} ({reason.adds:+.2f})" if reason.adds else words


def pledge_words(unit: PledgedUnit) -> str:
    """Return a pledge in a line: reference, unit type, strength, level and how many caveats."""
    words = _("%(reference)s: %(type)s, %(people)s people, %(level)s") % {
        "reference": unit.reference, "type": unit.unit_type, "people": unit.strength, "level": unit.level,
    }  # fmt: skip
    caveats = _("caveats: %(n)s") % {"n": unit.caveats}
    return f"{words}, {caveats}" if unit.caveats else words


def two_places(number: float) -> Decimal:
    """Return a score with two places."""
    return Decimal(f"{number:.2f}")


def weight_line(parameter: Parameter) -> WeightLine:
    """Return a row of the weights."""
    return WeightLine(
        parameter.key, parameter.decimal, parameter.unit, parameter.note, parameter.source, parameter.standing
    )


STATES = Table(
    name="states-to-approach",
    caption=gettext_lazy("States to approach"),
    empty=gettext_lazy("No State is left to be asked."),
    page_size=60,
    filters=False,
    illustrative="illustrative",
    columns=[
        Column("rank", gettext_lazy("Rank"), kind="integer"),
        Column("name", gettext_lazy("State"), kind="link", href=lambda line: line.address),
        Column("iso3", gettext_lazy("Code"), hidden=True),
        Column("score", gettext_lazy("Score"), kind="decimal", decimals=2),
        Column("reasons", gettext_lazy("Reasons, with what each adds to the score"), sortable=False),
        Column("rows", gettext_lazy("Rows there"), kind="link", href=lambda line: line.rows_address, sortable=False),
        Column("pledges", gettext_lazy("Pledged on the register"), sortable=False),
    ],
)
WEIGHTS = Table(
    name="outreach-weights",
    caption=gettext_lazy("Weights"),
    filters=False,
    tools=False,
    illustrative=lambda row: False,
    columns=[
        Column(
            "key", gettext_lazy("Weight"), lambda line: line.key.removeprefix(PREFIX), kind="link",
            href=lambda line: reverse("fact", args=[PARAMETERS, line.key]),
        ),
        Column("weight", gettext_lazy("Value"), kind="decimal", decimals=2),
        Column("unit", gettext_lazy("Unit")),
        Column("note", gettext_lazy("What it is about")),
        Column("standing", gettext_lazy("Standing")),
    ],
)  # fmt: skip
