"""Losses and candidate plans of a stress test as tables."""

from django.utils.translation import gettext_lazy as _

from muster.kit.tables import Column, Table

KINDS = {"pledge": _("pledge"), "state": _("State"), "mission": _("mission")}
CANDIDATES = {"base": _("the plan under test"), "expected": _("values times the chance that the pledge holds")}

LOSSES = Table(
    name="losses",
    caption=_("Every withdrawal and closure that costs something"),
    empty=_("No single withdrawal costs anything."),
    illustrative=lambda row: False,
    filters=False,
    tools=False,
    columns=[
        Column("kind", _("What"), lambda row: KINDS[row["kind"]]),
        Column("name", _("Name"), lambda row: row["name"]),
        Column(
            "at_least", _("Lost at least"), lambda row: round(row["loss_at_least"]), kind="integer", unit=_("points")
        ),
        Column("at_most", _("Lost at most"), lambda row: row["loss_at_most"], kind="integer", unit=_("points")),
        Column(
            "months",
            _("Cover lost"),
            lambda row: row["covered_before"][0] - row["covered_after"][0],
            kind="integer",
            unit=_("unit-months"),
        ),
    ],
)

HELD = Table(
    name="held",
    caption=_("Plans carried through the same scenarios, keeping what still stands"),
    illustrative=lambda row: False,
    filters=False,
    tools=False,
    columns=[
        Column(
            "candidate",
            _("Plan"),
            lambda row: CANDIDATES.get(row["candidate"], _("made for another scenario")),
        ),
        Column("untouched", _("If nothing happens"), lambda row: row["untouched"], kind="integer", unit=_("points")),
        Column("mean", _("Mean"), lambda row: round(row["mean"]), kind="integer", unit=_("points")),
        Column("tail", _("Mean of the worst tenth"), lambda row: round(row["tail"]), kind="integer", unit=_("points")),
    ],
)
