"""Gates, scores and their order as tables, from the plain output of a selection; feedback; bars."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.generation.pages.request import selection_badge
from muster.generation.rules.selection_criteria import BY_CODE
from muster.generation.rules.selection_score import points
from muster.kit.pages import Badge, ExplainInput
from muster.kit.tables import Column, Table

Output = Mapping[str, Any]


@dataclass(frozen=True)
class ScoreRow:
    """One offer with what came of it."""

    said: Mapping[str, Any]
    chosen: str
    state_name: str

    @property
    def reference(self) -> str:
        """Return the offer's reference."""
        return str(self.said["offer"])

    @property
    def place(self) -> int | None:
        """Return its place among those that pass every gate."""
        return self.said["place"]  # type: ignore[no-any-return]

    @property
    def score(self) -> str:
        """Return its score in points."""
        hundredths = self.said["score_hundredths"]
        return "—" if hundredths is None else points(hundredths)

    @property
    def known(self) -> str:
        """Return how many points of weight are known of it."""
        return f"{self.said['known_points']} / {self.said['all_points']}"

    @property
    def gates(self) -> Badge:
        """Return whether it passes every gate."""
        shut = [gate["gate"] for gate in self.said["gates"] if not gate["fits"]]
        return (
            Badge(_("kept out: %(gates)s") % {"gates": ", ".join(shut)}, "short") if shut else Badge(_("passes"), "met")
        )

    @property
    def choice(self) -> Badge | None:
        """Return that it is the chosen one."""
        return Badge(_("chosen"), "accent") if self.reference == self.chosen else None


SCORES = Table(
    name="scores",
    caption=gettext_lazy("Offers in their order"),
    empty=gettext_lazy("No offer for this post counts: none was made, or late ones were not admitted."),
    filters=False,
    columns=[
        Column("place", gettext_lazy("Place"), kind="integer"),
        Column(
            "reference", gettext_lazy("Offer"), kind="link",
            href=lambda row: reverse("force-offer", args=[row.reference]),
        ),
        Column("state", gettext_lazy("State"), "state_name"),
        Column("gates", gettext_lazy("Gates"), kind="badge"),
        Column("score", gettext_lazy("Score"), unit=gettext_lazy("of 100 points")),
        Column("known", gettext_lazy("Known"), unit=gettext_lazy("points of weight")),
        Column("choice", gettext_lazy("Choice"), kind="badge"),
    ],
)  # fmt: skip


def score_rows(output: Output, states: Mapping[str, str], chosen: str = "") -> list[ScoreRow]:
    """Return the offers, the best first, those that are kept out last."""
    rows = [ScoreRow(one, chosen, states.get(one["state"], one["state"])) for one in output["offers"]]
    return sorted(rows, key=lambda row: (row.place is None, row.place or 0, row.reference))


def criteria_table(output: Output) -> tuple[Table, list[dict[str, Any]]]:
    """Return criteria as rows: weight, and for each offer the share and the words behind it."""
    columns = [Column("criterion", _("Criterion")), Column("weight", _("Weight"), kind="integer", unit=_("points"))]
    for at, offer in enumerate(output["offers"]):
        columns.append(Column(f"share_{at}", offer["offer"], kind="text"))
        columns.append(Column(f"words_{at}", _("%(offer)s: why") % {"offer": offer["offer"]}, hidden=True))
    rows: list[dict[str, Any]] = []
    for number, first in enumerate(output["offers"][0]["criteria"] if output["offers"] else ()):
        row: dict[str, Any] = {"criterion": BY_CODE[first["criterion"]].name, "weight": first["weight"]}
        for at, offer in enumerate(output["offers"]):
            part = offer["criteria"][number]
            row |= {f"share_{at}": percent(part["share"]), f"words_{at}": part["words"]}
        rows.append(row)
    table = Table(
        name="criteria", caption=_("Criteria with their weights"), columns=columns, filters=False,
        empty=_("There is nothing to weigh."),
    )  # fmt: skip
    return table, rows


def percent(share: str | None) -> str:
    """Return a share of a criterion, a fraction in text, in per cent to one decimal."""
    return _("not known") if share is None else f"{float(100 * Fraction(share)):.1f} %"


@dataclass(frozen=True)
class OfferDetail:
    """An offer's gates and criteria in words, opened on demand."""

    reference: str
    state_name: str
    shut: Sequence[Mapping[str, Any]]
    gates: Sequence[Mapping[str, Any]]
    criteria: Sequence[Mapping[str, Any]]


def details(output: Output, states: Mapping[str, str]) -> list[OfferDetail]:
    """Return the gates and criteria of each offer in words."""
    return [
        OfferDetail(
            one["offer"],
            states.get(one["state"], one["state"]),
            [gate for gate in one["gates"] if not gate["fits"]],
            one["gates"],
            [
                {**part, "name": BY_CODE[part["criterion"]].name, "percent": percent(part["share"])}
                for part in one["criteria"]
            ],
        )
        for one in output["offers"]
    ]


def parameter_inputs(given: Mapping[str, Any]) -> list[ExplainInput]:
    """Return the parameters that a selection rests on, each with source and standing."""
    return [
        ExplainInput(row["key"], f"{row['value']} {row['unit']}", source=row["source"], standing=row["standing"])
        for row in given["parameters"]
    ]


SELECTIONS = Table(
    name="selections",
    caption=gettext_lazy("Selections of the register"),
    empty=gettext_lazy("No unit has been selected as of this day: close a request, compare its offers and choose one."),
    order="-proposed_on,reference",
    columns=[
        Column(
            "reference", gettext_lazy("Selection"), kind="link",
            href=lambda row: reverse("selection", args=[row.reference]),
        ),
        Column("post", gettext_lazy("Post"), "post.reference"),
        Column("mission", gettext_lazy("Mission"), "post.requirement.mission.acronym", filter="choice"),
        Column("state", gettext_lazy("State"), "offer.state.name", filter="choice"),
        Column("offer", gettext_lazy("Offer"), "offer.reference"),
        Column("stage", gettext_lazy("Stage"), selection_badge, kind="badge"),
        Column("proposed_on", gettext_lazy("Proposed"), kind="date"),
        Column("approved_on", gettext_lazy("Approved"), kind="date"),
    ],
)  # fmt: skip

BARS = Table(
    name="selection-bars",
    caption=gettext_lazy("Bars to selection"),
    empty=gettext_lazy("No host objection, vetting block or sanction is on record; an officer enters one."),
    order="state,valid_from",
    columns=[
        Column("state", gettext_lazy("State"), "state.name", filter="choice"),
        Column("kind", gettext_lazy("Kind"), "get_kind_display", filter="choice"),
        Column("mission", gettext_lazy("Mission"), lambda row: row.mission.acronym if row.mission else _("all")),
        Column("unit_type", gettext_lazy("Unit type"), lambda row: row.unit_type or _("all")),
        Column("valid_from", gettext_lazy("From"), kind="date"),
        Column("valid_until", gettext_lazy("Until (excluded)"), kind="date"),
        Column("reason", gettext_lazy("Reason")),
        Column("ask", gettext_lazy("The State may ask")),
        Column(
            "end", gettext_lazy("End it"), lambda row: _("end it"), kind="link", filter="none",
            href=lambda row: reverse("end-selection-bar", args=[row.pk]), sortable=False,
        ),
    ],
)  # fmt: skip
