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
        Column("reference", gettext_lazy("Memorandum"), lookup="reference"),
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
