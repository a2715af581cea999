"""Memoranda, their lines, and their versions, as tables."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from muster.kit.named import choices
from muster.kit.pages import Badge, Tone
from muster.kit.tables import Column, Table
from muster.kit.tables.columns import read
from muster.reimbursement.rules.memorandum_versions import version_in_place
from muster.reimbursement.stages import MemorandumStage

MEMORANDUM_TONES: dict[str, Tone] = {
    MemorandumStage.DRAFT: "due",
    MemorandumStage.IN_FORCE: "met",
    MemorandumStage.ENDED: "neutral",
}
_MISSION = "unit__post__requirement__mission__acronym"


def memorandum_badge(row: Any) -> Badge:
    """Return the stage that held on the day as a badge."""
    return Badge(MemorandumStage(row.stage_then).label, MEMORANDUM_TONES[row.stage_then])


def _of_version(name: str, *, of_a_side: bool = False) -> Any:
    """Return how a column reads the version in place on the day looked at; what only a side sees is left out else."""

    def shown(row: Any) -> Any:
        if of_a_side and not row.seen_whole:
            return None
        return read(row.version_then, name)

    return shown


def place_versions(rows: Any, day: Any) -> None:
    """Give each memorandum of a page `version_then`: the version in place on the day, else the first."""
    for row in rows:
        row.version_then = version_in_place(row.versions_known, day) or next(iter(row.versions_known), None)


MEMORANDA = Table(
    name="memoranda",
    caption=gettext_lazy("Memoranda of understanding"),
    empty=gettext_lazy(
        "No memorandum that you may see is on record as of this day. Its sides are the unit's State, the mission and "
        "the secretariat that mandates it; a State opens one for its unit, or the secretariat does."
    ),
    order="reference",
    columns=[
        Column("reference", gettext_lazy("Memorandum"), kind="link", lookup="reference",
               href=lambda row: reverse("reimbursement-memorandum", args=[row.reference])),
        Column("title", gettext_lazy("Title"), lookup="title"),
        Column("unit", gettext_lazy("Unit"), "unit.reference", kind="link", lookup="unit__reference",
               href=lambda row: reverse("deployed-unit", args=[row.unit.reference])),
        Column("state", gettext_lazy("State"), "unit.state.name", lookup="unit__state__name", filter="choice"),
        Column("mission", gettext_lazy("Mission"), "unit.post.requirement.mission.acronym", lookup=_MISSION,
               filter="choice"),
        Column("stage", gettext_lazy("Stage"), memorandum_badge, kind="badge", lookup="stage_then",
               choices=choices(MemorandumStage)),
        Column("stage_since", gettext_lazy("Since"), kind="date", lookup="stage_since"),
        Column("version", gettext_lazy("Version"), _of_version("number"), kind="integer", sortable=False,
               filter="none"),
        Column("holds_from", gettext_lazy("Holds from"), _of_version("holds_from"), kind="date", sortable=False,
               filter="none"),
        Column("holds_until", gettext_lazy("Until (excluded)"), _of_version("holds_until"), kind="date",
               sortable=False, filter="none"),
        Column("personnel", gettext_lazy("Personnel"), _of_version("personnel_ceiling", of_a_side=True),
               kind="integer", unit=gettext_lazy("people"), sortable=False, filter="none"),
        Column("edition", gettext_lazy("Edition of rates"), _of_version("edition.reference", of_a_side=True),
               sortable=False, filter="none"),
    ],
)  # fmt: skip

DOLLARS = gettext_lazy("US$")


def _dollars(key: str, label: Any, value: Any, **more: Any) -> Column:
    return Column(key, label, value, kind="decimal", decimals=2, unit=DOLLARS, **more)


EQUIPMENT = Table(
    name="agreed_equipment",
    caption=gettext_lazy("Annex B: major equipment"),
    empty=gettext_lazy("No major equipment is agreed on, or none that is yours to see."),
    order="",
    filters=False,
    columns=[
        Column("number", gettext_lazy("Line"), kind="integer"),
        Column("item", gettext_lazy("Item")),
        Column("category", gettext_lazy("Category")),
        Column("group", gettext_lazy("Vehicle group")),
        Column("quantity", gettext_lazy("Quantity"), kind="integer", total=True),
        Column("lease", gettext_lazy("Lease")),
        Column("of_state", gettext_lazy("Other States"),
               description=gettext_lazy("Under a wet lease the owner is paid the dry part, the maintainer the rest.")),
        _dollars("rate", gettext_lazy("Rate a month"), "rate",
                 description=gettext_lazy("Of one item under its lease, before mission factors.")),
        _dollars("together", gettext_lazy("All a month"), "together", total=True,
                 description=gettext_lazy("The agreed quantity, before mission factors and verification.")),
        Column("origin", gettext_lazy("Rates"), kind="badge"),
        _dollars("gfmv", gettext_lazy("Fair market value"), "gfmv", hidden=True),
        Column("life_years", gettext_lazy("Life"), kind="decimal", decimals=2, unit=gettext_lazy("years"), hidden=True),
        Column("no_fault_percent", gettext_lazy("No-fault factor"), kind="decimal", decimals=4,
               unit=gettext_lazy("percent"), hidden=True),
        _dollars("maintenance", gettext_lazy("Maintenance a month"), "maintenance", hidden=True),
        _dollars("paint", gettext_lazy("Painting"), "paint", hidden=True),
        Column("serves", gettext_lazy("Serves self-sustainment"),
               description=gettext_lazy("Paid through the category of self-sustainment alone.")),
    ],
)  # fmt: skip

SERVICES = Table(
    name="agreed_services",
    caption=gettext_lazy("Annex C: self-sustainment"),
    empty=gettext_lazy("No self-sustainment is agreed on, or none that is yours to see."),
    order="",
    filters=False,
    columns=[
        Column("number", gettext_lazy("Line"), kind="integer"),
        Column("category", gettext_lazy("Category")),
        Column("ceiling", gettext_lazy("People, at most"), kind="integer"),
        Column("of_state", gettext_lazy("Provided by")),
        Column("rate", gettext_lazy("Rate a person and month"), kind="decimal", decimals=4, unit=DOLLARS),
        _dollars("together", gettext_lazy("All a month"), "together", total=True,
                 description=gettext_lazy("For the people agreed, before mission factors and verification.")),
        Column("origin", gettext_lazy("Rates"), kind="badge"),
    ],
)  # fmt: skip

MISSING = Table(
    name="not_taken_over",
    caption=gettext_lazy("In the instrument, and not agreed on"),
    empty=gettext_lazy("Everything in annexes B and C of the instrument is agreed on."),
    order="",
    filters=False,
    tools=False,
    columns=[
        Column("annex", gettext_lazy("Annex")),
        Column("item", gettext_lazy("Item")),
        Column("quantity", gettext_lazy("Quantity"), kind="integer"),
        Column("lease", gettext_lazy("Lease")),
        Column("why", gettext_lazy("Why it is not")),
    ],
)

VERSIONS = Table(
    name="memorandum_versions",
    caption=gettext_lazy("Versions"),
    empty=gettext_lazy("No version is known as of this day."),
    order="",
    filters=False,
    tools=False,
    columns=[
        Column("number", gettext_lazy("Version"), kind="link", href=lambda row: row.href),
        Column("holds_from", gettext_lazy("Holds from"), kind="date"),
        Column("until", gettext_lazy("Until (excluded)"), kind="date"),
        Column("known_from", gettext_lazy("Known from"), kind="date"),
        Column("edition", gettext_lazy("Edition of rates")),
        Column("personnel", gettext_lazy("Personnel"), kind="integer", unit=gettext_lazy("people")),
        Column("reason", gettext_lazy("Reason")),
        Column("changes", gettext_lazy("What changed")),
    ],
)
