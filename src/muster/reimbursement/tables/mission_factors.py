"""Mission factors as tables."""

from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from muster.kit.tables import Column, Table

PERCENT = gettext_lazy("percent")


def _percent(key: str, label: Any) -> Column:
    return Column(key, label, kind="decimal", decimals=4, unit=PERCENT, lookup=key)


FACTORS = Table(
    name="mission_factors",
    caption=gettext_lazy("Mission factors"),
    empty=gettext_lazy(
        "No mission factors are on record as of this day. Officers of the mission, or of the secretariat that mandates "
        "it, enter them on the mission's page of factors."
    ),
    order="mission",
    columns=[
        Column("mission", gettext_lazy("Mission"), "mission.acronym", kind="link", lookup="mission__acronym",
               filter="choice", href=lambda row: reverse("factors-of-mission", args=[row.mission.acronym])),
        Column("region", gettext_lazy("Region"), lambda row: row.region or gettext_lazy("whole mission"),
               lookup="region", export=lambda row: row.region),
        Column("holds_from", gettext_lazy("From"), kind="date", lookup="holds_from"),
        Column("holds_until", gettext_lazy("Until (excluded)"), kind="date", lookup="holds_until"),
        _percent("environment_percent", gettext_lazy("Extreme environment")),
        _percent("intensified_percent", gettext_lazy("Intensified operations")),
        _percent("hostile_percent", gettext_lazy("Hostile action")),
        Column("hostile_points", gettext_lazy("Points"), kind="integer", lookup="hostile_points"),
        Column("known_from", gettext_lazy("Known from"), kind="date", lookup="known_from", hidden=True),
    ],
)  # fmt: skip

CORRECT = Column(
    "correct", gettext_lazy("Correct"), lambda row: gettext_lazy("correct"), kind="link", sortable=False,
    filter="none", href=lambda row: reverse("correct-factors", args=[row.mission.acronym, row.pk]),
)  # fmt: skip
SHEET = Column(
    "sheet", gettext_lazy("Decision sheet"), lambda row: row.sheet_seen and row.sheet_seen.title, kind="link",
    sortable=False, filter="none",
    href=lambda row: reverse("document", args=[row.sheet_seen.pk]) if row.sheet_seen else None,
)  # fmt: skip


def of_mission(table: Table, name: str, caption: Any, *, correctable: bool) -> Table:
    """Return the table as it stands on the page of one mission, small, with the decision sheets."""
    columns = [one for one in table.columns if one.key != "mission"]
    columns = [replace(one, hidden=False) if one.key == "known_from" else one for one in columns]
    columns += [SHEET, *([CORRECT] if correctable else [])]
    return replace(table, name=name, caption=caption, columns=columns, filters=False, order="-holds_from")
