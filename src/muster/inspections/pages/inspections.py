"""What the pages of inspections show, as the kit's plain values."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.deployments.models import DeployedUnit
from muster.inspections.actions.discrepancies import may_accept
from muster.inspections.actions.inspection_access import is_mission_side, is_state_side, takes_steps
from muster.inspections.models import Inspection
from muster.inspections.parameters import THRESHOLD_KEY
from muster.inspections.queries.due import DueRow
from muster.inspections.queries.inspections import stage_on
from muster.inspections.rules.due_facts import DueState
from muster.inspections.rules.inspection_stages import WRITTEN_IN, is_report, legal_next, may_be_corrected
from muster.inspections.rules.serviceability import Serviceability, by_category, whole
from muster.inspections.rules.worksheet import EquipmentTerms, Worksheet
from muster.inspections.stages import InspectionKind, InspectionStage, Readiness
from muster.inspections.tables.inspections import inspection_address, stage_badge
from muster.kit.days import day_words
from muster.kit.pages import Action, Badge, Crumb, ExplainInput, Explanation, Fact, KeyFigure, PageHead, TimelineEntry
from muster.parties.viewer import Viewer
from muster.reference.parameters import parameter

ONE_DAY = timedelta(days=1)
ALL_LINES = "All lines"


def step_words(stage: str, following: str, kind: str) -> str:
    """Return what a step is called on its button."""
    if following == InspectionStage.SIGNED and is_report(kind):
        return _("Hand in")
    if (stage, following) == (InspectionStage.SHARED, InspectionStage.UNDER_WAY):
        return _("Take back")
    words = {
        InspectionStage.UNDER_WAY: _("Begin"),
        InspectionStage.SHARED: _("Share with the contingent"),
        InspectionStage.SIGNED: _("Sign"),
        InspectionStage.CANCELLED: _("Cancel"),
    }
    return words[InspectionStage(following)]


def crumbs(*more: Crumb) -> list[Crumb]:
    """Return the path to a page of inspections."""
    return [Crumb(_("Inspections"), reverse("inspections")), *more]


def unit_crumb(unit: DeployedUnit) -> Crumb:
    """Return the step of a path that is a unit's inspections."""
    return Crumb(unit.reference, reverse("unit-inspections", args=[unit.reference]))


def inspection_crumbs(inspection: Inspection, *more: Crumb) -> list[Crumb]:
    """Return the path to a page that belongs to an inspection."""
    address = inspection_address(inspection.reference)
    return crumbs(unit_crumb(inspection.unit), Crumb(inspection.reference, address), *more)


def explained(keys: Sequence[str], day: date) -> tuple[ExplainInput, ...]:
    """Return parameters as a page shows them beside what they led to."""
    rows = [parameter(key, day) for key in keys]
    return tuple(
        ExplainInput(row.key.replace("_", " "), f"{row.value} {row.unit}", source=row.source, standing=row.standing)
        for row in rows
    )


def inspection_head(inspection: Inspection, viewer: Viewer, *, reads_sheet: bool) -> PageHead:
    """Return the head of an inspection's page, with what the viewer may do."""
    unit, stage = inspection.unit, stage_on(inspection)
    words = {"unit": unit.title, "state": unit.state.name, "mission": unit.post.requirement.mission.acronym}
    return PageHead(
        title=_kind_words(inspection),
        crumbs=crumbs(unit_crumb(unit), Crumb(inspection.reference)),
        lead=_("%(unit)s, %(state)s in %(mission)s") % words,
        status=stage_badge(stage, inspection.kind),
        actions=_doors(inspection, viewer, reads_sheet=reads_sheet),
        illustrative=inspection.illustrative,
    )


def _kind_words(inspection: Inspection) -> str:
    label = InspectionKind(inspection.kind).label
    return f"{label}, {inspection.covers_from:%B %Y}" if inspection.covers_from else label


def _doors(inspection: Inspection, viewer: Viewer, *, reads_sheet: bool) -> list[Action]:
    """Return what the viewer may do with an inspection as it stands today."""
    place = [inspection.reference]
    doors = []
    if takes_steps(viewer, inspection):
        if inspection.stage in WRITTEN_IN:
            doors.append(Action(_("Write the worksheet"), reverse("inspection-worksheet", args=place), primary=True))
            doors.append(Action(_("Import"), reverse("inspection-import", args=place)))
        for following in legal_next(inspection.kind, inspection.stage):
            label = step_words(inspection.stage, following, inspection.kind)
            doors.append(Action(label, reverse("step-inspection", args=[*place, following.value])))
    if inspection.stage == InspectionStage.SHARED and inspection.contingent_signed_on is None:
        if is_state_side(viewer, inspection.unit):
            sign = reverse("sign-for-contingent", args=place)
            doors.append(Action(_("Sign for the contingent"), sign, primary=True))
        if is_state_side(viewer, inspection.unit) or is_mission_side(viewer, inspection.unit):
            doors.append(Action(_("The contingent does not sign"), reverse("refuse-signature", args=place)))
    if may_be_corrected(inspection.kind, inspection.stage) and takes_steps(viewer, inspection):
        doors.append(Action(_("Correct"), reverse("correct-report", args=place)))
    if may_accept(viewer, inspection):
        doors.append(Action(_("Accept discrepancies"), reverse("accept-discrepancies", args=place)))
    if reads_sheet:
        doors.append(Action(_("Workbook"), reverse("inspection-workbook", args=place)))
        doors.append(Action(_("Verification report (PDF)"), reverse("inspection-paper", args=[*place, "report"])))
        if not is_report(inspection.kind):
            address = reverse("inspection-paper", args=[*place, "discrepancies"])
            doors.append(Action(_("Discrepancy list (PDF)"), address))
    return doors


def inspection_facts(inspection: Inspection, *, reads_sheet: bool, correction: Inspection | None) -> list[Fact]:
    """Return what is on record of an inspection; what the worksheet leads to only to those who read it."""
    facts = [
        Fact(_("Unit"), inspection.unit.title, href=reverse("unit-inspections", args=[inspection.unit.reference])),
        Fact(_("Planned for"), inspection.planned_for),
        Fact(_("Due on"), inspection.due_on or _("not due by rule")),
        Fact(_("Carried out"), _span(inspection.carried_from, inspection.carried_until)),
        Fact(_("Reason"), inspection.reason or "—"),
    ]
    if is_report(inspection.kind):
        facts[3] = Fact(_("Covers"), _span(inspection.covers_from, inspection.covers_until))
    if inspection.corrects is not None:
        address = inspection_address(inspection.corrects.reference)
        facts.append(Fact(_("Corrects"), inspection.corrects.reference, href=address))
    if correction is not None:
        facts.append(Fact(_("Corrected by"), correction.reference, href=inspection_address(correction.reference)))
    if reads_sheet:
        facts += [
            Fact(_("Agreed in"), str(inspection.basis) if inspection.basis else _("pledge, or by hand")),
            Fact(_("Readiness"), Readiness(inspection.readiness).label if inspection.readiness else "—"),
            Fact(_("Summary"), inspection.summary or "—"),
            Fact(_("Remarks of the contingent"), inspection.remarks or "—"),
            Fact(_("Signed by the contingent on"), inspection.contingent_signed_on or inspection.refusal or "—"),
        ]
    return [*facts, Fact(_("Source"), inspection.source or "—", standing=inspection.standing)]


def _span(start: date | None, until: date | None) -> str:
    if start is None:
        return "—"
    if until is None:
        return _("from %(day)s") % {"day": day_words(start)}
    last = until - ONE_DAY
    return day_words(start) if last == start else f"{day_words(start)} – {day_words(last)}"


def timeline(inspection: Inspection) -> list[TimelineEntry]:
    """Return the stages of an inspection with their days."""
    return [
        TimelineEntry(one.held_from, stage_badge(one.stage, inspection.kind).label, one.reason)
        for one in inspection.known_events  # type: ignore[attr-defined]
    ]


def threshold_badge(share: Serviceability, threshold: int) -> Badge:
    """Return whether a share reaches the threshold as a badge."""
    meets = share.meets(threshold)
    if meets is None:
        return Badge(_("not counted"), "neutral")
    return Badge(_("reached"), "met") if meets else Badge(_("below %(least)s %%") % {"least": threshold}, "short")


def share_rows(lines: Sequence[EquipmentTerms], threshold: int) -> list[dict[str, Any]]:
    """Return what is serviceable by category and as a whole, a row each; nothing for a worksheet without lines."""
    shares: Mapping[str, Serviceability] = {**by_category(lines), ALL_LINES: whole(lines)} if lines else {}
    return [
        {
            "category": name,
            "agreed": share.agreed,
            "serviceable": share.serviceable,
            "percent": share.tenths,
            "standing": threshold_badge(share, threshold),
            "overstock": share.overstock,
            "excused": share.excused,
            "uncounted": share.uncounted,
        }
        for name, share in shares.items()
    ]


def figures(sheet: Worksheet, threshold: int, day: date) -> list[KeyFigure]:
    """Return the figures of a worksheet, the share with the rule behind it."""
    share = whole(sheet.equipment)
    rule = Explanation(
        _("Operational items, each line capped at its agreed number, divided by the agreed items of the lines that "
          "are counted. Exactly the threshold is enough."),
        parameters=explained([THRESHOLD_KEY], day),
    )  # fmt: skip
    below = share.meets(threshold) is False
    unjudged = len(sheet.unjudged)
    return [
        KeyFigure(
            _("Serviceable"),
            "—" if share.tenths is None else f"{share.tenths} %",
            note=_("%(these)s of %(all)s agreed items") % {"these": share.serviceable, "all": share.agreed},
            tone="short" if below else "met" if share.is_known else "neutral",
            explanation=rule,
        ),
        KeyFigure(_("Lines not counted"), share.uncounted, tone="due" if share.uncounted else "met"),
        KeyFigure(_("Over the agreed number"), share.overstock, _("items")),
        KeyFigure(_("Self-sustainment not looked at"), unjudged, tone="due" if unjudged else "met"),
    ]


def due_figures(rows: Sequence[DueRow]) -> list[KeyFigure]:
    """Return how many things are overdue, soon due, planned and later."""
    counts = {state: sum(row.line.state == state for row in rows) for state in DueState}
    return [
        KeyFigure(_("Overdue"), counts[DueState.OVERDUE], tone="short" if counts[DueState.OVERDUE] else "met"),
        KeyFigure(_("Soon due"), counts[DueState.SOON], tone="due" if counts[DueState.SOON] else "met"),
        KeyFigure(_("Planned in time"), counts[DueState.PLANNED], tone="accent"),
        KeyFigure(_("Later"), counts[DueState.LATER]),
    ]


def unit_doors(unit: DeployedUnit, viewer: Viewer) -> list[Action]:
    """Return what the viewer may begin about a unit."""
    place, doors = [unit.reference], []
    if is_mission_side(viewer, unit):
        doors.append(Action(_("Plan an inspection"), reverse("plan-inspection", args=place), primary=True))
        doors.append(Action(_("Evaluate"), f"{reverse('new-evaluation')}?unit={unit.reference}"))
        doors.append(Action(_("Plan to do better"), f"{reverse('new-performance-plan')}?unit={unit.reference}"))
    if is_state_side(viewer, unit):
        doors.append(Action(_("Write a monthly report"), reverse("open-report", args=place), primary=True))
    return [*doors, Action(_("The unit"), reverse("deployed-unit", args=place))]
