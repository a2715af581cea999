"""Inspections, what is due, and worksheets as tables."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from muster.inspections.queries.due import DueRow
from muster.inspections.rules.due_facts import DueState
from muster.inspections.rules.inspection_stages import is_report
from muster.inspections.stages import InspectionKind, InspectionStage, ServiceVerdict
from muster.kit.pages import Badge, Tone
from muster.kit.tables import Column, Table

STAGE_TONES: dict[str, Tone] = {
    InspectionStage.PLANNED: "neutral",
    InspectionStage.UNDER_WAY: "accent",
    InspectionStage.SHARED: "due",
    InspectionStage.SIGNED: "met",
    InspectionStage.CANCELLED: "neutral",
    InspectionStage.SUPERSEDED: "neutral",
}
DUE_TONES: dict[str, Tone] = {
    DueState.OVERDUE: "short",
    DueState.SOON: "due",
    DueState.PLANNED: "accent",
    DueState.LATER: "neutral",
    DueState.DONE_LATE: "due",
    DueState.DONE: "met",
}
STAGE_CHOICES = [(one.value, one.label) for one in InspectionStage]
KIND_CHOICES = [(one.value, one.label) for one in InspectionKind]


def stage_badge(stage: str, kind: str = "") -> Badge:
    """Return a stage as a badge; a monthly report that is signed was handed in."""
    label = InspectionStage(stage).label
    if stage == InspectionStage.SIGNED and kind and is_report(kind):
        return Badge(_("Handed in"), STAGE_TONES[stage])
    return Badge(label, STAGE_TONES[stage])


def due_badge(state: DueState) -> Badge:
    """Return how it stands with what is due as a badge."""
    return Badge(state.value.capitalize(), DUE_TONES[state])


def inspection_address(reference: str) -> str:
    """Return the address of an inspection's page."""
    return reverse("inspection", args=[reference])


def _stage_of(row: Any) -> Badge:
    return stage_badge(row.stage_then, row.kind)


INSPECTIONS = Table(
    name="inspections",
    caption=_("Inspections and monthly reports"),
    empty=_("No inspection that you may see is on record. The mission plans them from what is due."),
    order="-planned_for",
    columns=[
        Column("reference", _("Inspection"), kind="link", href=lambda row: inspection_address(row.reference),
               lookup="reference"),
        Column("kind", _("Kind"), lambda row: InspectionKind(row.kind).label, lookup="kind", filter="choice",
               choices=KIND_CHOICES),
        Column("unit", _("Unit"), "unit.title", lookup="unit__title"),
        Column("state", _("State"), "unit.state.name", lookup="unit__state__name", filter="choice"),
        Column("mission", _("Mission"), "unit.post.requirement.mission.acronym",
               lookup="unit__post__requirement__mission__acronym", filter="choice"),
        Column("stage", _("Stage"), _stage_of, kind="badge", lookup="stage_then", filter="choice",
               choices=STAGE_CHOICES),
        Column("planned_for", _("Planned for"), kind="date", lookup="planned_for"),
        Column("due_on", _("Due on"), kind="date", lookup="due_on"),
        Column("carried_until", _("Ended before"), kind="date", lookup="carried_until", hidden=True),
    ],
)  # fmt: skip


def _unit_address(row: DueRow) -> str:
    return reverse("unit-inspections", args=[row.unit.reference])


def _made(row: DueRow) -> str | None:
    return inspection_address(row.line.reference) if row.line.reference else None


def _kind(row: DueRow) -> str:
    line = row.line
    return f"{line.kind.label}, {line.month:%B %Y}" if line.month and is_report(line.kind) else line.kind.label


DUE_COLUMNS = [
    Column("state_of_it", _("Standing"), lambda row: due_badge(row.line.state), kind="badge"),
    Column("due_on", _("Due on"), "line.due_on", kind="date"),
    Column("kind", _("What"), _kind, filter="text"),
    Column("planned", _("Planned or done"), lambda row: row.line.reference, kind="link", href=_made),
    Column("words", _("Why, and how far"), "line.words"),
]
DUE = Table(
    name="inspections-due",
    caption=_("Inspections due"),
    empty=_("Nothing is due of a unit of which you are a side. Units are entered under Deployments."),
    columns=[
        *DUE_COLUMNS[:2],
        Column("unit", _("Unit"), "unit.title", kind="link", href=_unit_address),
        Column("state", _("State"), "unit.state_name", filter="choice"),
        Column("mission", _("Mission"), "unit.mission", filter="choice"),
        *DUE_COLUMNS[2:],
    ],
)
DUE_OF_UNIT = Table(
    name="due-of-unit",
    caption=_("Due, and done"),
    empty=_("Nothing is due of the unit: it has left, or is still to come."),
    columns=DUE_COLUMNS,
    page_size=20,
    filters=False,
    tools=False,
)


def _counts(value: Any) -> Any:
    return _("not counted") if value is None else value


EQUIPMENT = Table(
    name="equipment",
    caption=_("Major equipment"),
    empty=_("No line of major equipment is on the worksheet."),
    columns=[
        Column("number", _("Line"), kind="integer"),
        Column("category", _("Category"), filter="choice"),
        Column("item", _("Item")),
        Column("lease", _("Lease"), filter="choice"),
        Column("agreed", _("Agreed"), kind="integer", total=True),
        Column("present", _("Present"), kind="integer", total=True),
        Column("operational", _("Operational"), kind="integer", total=True),
        Column("painted", _("In colours"), kind="integer"),
        Column("beyond_control", _("Beyond control"), lambda row: _("yes") if row.beyond_control else ""),
        Column("remark", _("Remark")),
        Column("by_hand", _("Added by hand"), lambda row: _("yes") if row.by_hand else "", hidden=True),
    ],
)
SERVICES = Table(
    name="services",
    caption=_("Self-sustainment"),
    empty=_("No category of self-sustainment is on the worksheet."),
    tools=False,
    filters=False,
    page_size=100,
    columns=[
        Column("number", _("Line"), kind="integer"),
        Column("category", _("Category")),
        Column("ceiling", _("People agreed"), kind="integer"),
        Column("served", _("People served"), kind="integer"),
        Column(
            "verdict", _("Found"), lambda row: ServiceVerdict(row.verdict).label if row.verdict else _("not looked at")
        ),
        Column("stock_days", _("Stock"), kind="integer", unit=_("days")),
        Column("remark", _("Remark")),
    ],
)
SHARES = Table(
    name="shares",
    caption=_("Serviceable, by category"),
    empty=_("Nothing is counted yet."),
    tools=False,
    filters=False,
    columns=[
        Column("category", _("Category")),
        Column("agreed", _("Agreed"), kind="integer"),
        Column("serviceable", _("Serviceable of these"), kind="integer"),
        Column("percent", _("Share"), kind="decimal", unit=_("%")),
        Column("standing", _("Threshold"), kind="badge"),
        Column("overstock", _("Over the agreed"), kind="integer"),
        Column("excused", _("Lacking beyond control"), kind="integer"),
        Column("uncounted", _("Lines not counted"), kind="integer"),
    ],
)
VERIFIED = Table(
    name="verified",
    caption=_("Verified"),
    empty=_("Nothing of the unit has been verified: no inspection is signed. The mission plans and signs one."),
    tools=False,
    filters=False,
    page_size=200,
    columns=[
        Column("category", _("Category"), "line.category"),
        Column("item", _("Item"), "line.item"),
        Column("lease", _("Lease"), "line.lease"),
        Column("agreed", _("Agreed"), "line.agreed", kind="integer"),
        Column("present", _("Present"), "line.present", kind="integer"),
        Column("operational", _("Operational"), "line.operational", kind="integer"),
        Column("beyond_control", _("Beyond control"), lambda row: _("yes") if row.line.beyond_control else ""),
        Column("since", _("Since"), kind="date"),
        Column("reference", _("By"), kind="link", href=lambda row: inspection_address(row.reference)),
    ],
)
OF_UNIT = Table(
    name="of-unit",
    caption=_("Inspections and monthly reports"),
    empty=_("No inspection of the unit that you may see is on record."),
    tools=False,
    filters=False,
    page_size=60,
    columns=[one for one in INSPECTIONS.columns if one.key not in ("unit", "state", "mission", "carried_until")],
)
