"""The verification report of an inspection, and its list of discrepancies, as papers."""

from collections.abc import Sequence
from datetime import date, timedelta

from muster.inspections.models import Discrepancy, Inspection
from muster.inspections.queries.discrepancies import standing_on
from muster.inspections.queries.inspections import stage_on
from muster.inspections.rules.inspection_stages import is_report
from muster.inspections.rules.serviceability import by_category, whole
from muster.inspections.rules.worksheet import EquipmentTerms, Worksheet
from muster.inspections.stages import (
    ActingSide,
    DiscrepancyStanding,
    InspectionKind,
    InspectionStage,
    Readiness,
    ServiceVerdict,
)
from muster.kit.day_text import long_day
from muster.kit.papers import Block, Facts, Grid, Heading, Paper, Signatures, Text

EQUIPMENT_HEADINGS = (
    "Line", "Category", "Item", "Lease", "Agreed", "Present", "Operational", "In colours", "Remark",
)  # fmt: skip
SERVICE_HEADINGS = ("Line", "Category", "People agreed", "People served", "Found", "Stock (days)", "Remark")
SHARE_HEADINGS = ("Category", "Agreed", "Serviceable", "Share (%)", "Over the agreed", "Lines not counted")
LIST_HEADINGS = ("Discrepancy", "What differs", "Items", "To act", "By", "Standing")
ONE_DAY = timedelta(days=1)


def _said(value: object) -> str:
    return "" if value is None else str(value)


def _days(inspection: Inspection) -> str:
    start, until = inspection.carried_from, inspection.carried_until
    if is_report(inspection.kind):
        start, until = inspection.covers_from, inspection.covers_until
    if start is None:
        return "not carried out yet"
    return long_day(start) if until is None else f"{long_day(start)} to {long_day(until - ONE_DAY)}"


def _head(inspection: Inspection) -> Facts:
    unit = inspection.unit
    return Facts(
        [
            ("Unit", f"{unit.title} ({unit.reference})"),
            ("State", unit.state.name),
            ("Mission", unit.post.requirement.mission.acronym),
            ("Inspection", f"{InspectionKind(inspection.kind).label}, {inspection.reference}"),
            ("Days", _days(inspection)),
            ("Agreed in", str(inspection.basis) if inspection.basis else "pledge, or by hand"),
            ("Stage", InspectionStage(stage_on(inspection)).label),
        ]
    )


def _equipment(line: EquipmentTerms) -> tuple[str, ...]:
    remark = f"Beyond control: {line.remark}" if line.beyond_control else line.remark
    counts = (line.agreed, line.present, line.operational, line.painted)
    return (str(line.number), line.category, line.item, line.lease, *(_said(one) for one in counts), remark)


def _shares(sheet: Worksheet) -> Grid:
    shares = {**by_category(sheet.equipment), "All lines": whole(sheet.equipment)}
    rows = [
        (
            name,
            str(share.agreed),
            str(share.serviceable),
            "not counted" if share.tenths is None else f"{share.tenths}",
            str(share.overstock),
            str(share.uncounted),
        )
        for name, share in shares.items()
    ]
    return Grid(SHARE_HEADINGS, rows, figures=frozenset({1, 2, 3, 4, 5}))


def _answers(inspection: Inspection) -> list[Block]:
    blocks: list[Block] = []
    if inspection.summary:
        blocks += [Heading("Summary"), Text(inspection.summary)]
    if inspection.remarks or inspection.refusal:
        blocks.append(Heading("The contingent"))
    if inspection.remarks:
        blocks.append(Text(inspection.remarks))
    if inspection.refusal:
        blocks.append(Text(f"The contingent does not sign: {inspection.refusal}"))
    return blocks


def verification_report(inspection: Inspection, sheet: Worksheet, threshold: int, made_on: date) -> Paper:
    """Return the worksheet of an inspection, or a contingent's report, as a paper with its shares and signatures."""
    services = [
        (
            str(one.number), one.category, _said(one.ceiling), _said(one.served),
            ServiceVerdict(one.verdict).label if one.verdict else "not looked at", _said(one.stock_days), one.remark,
        )
        for one in sheet.services
    ]  # fmt: skip
    blocks: list[Block] = [_head(inspection)]
    if inspection.readiness:
        blocks.append(Text(f"Readiness: {Readiness(inspection.readiness).label}"))
    blocks += [
        Heading("Major equipment"),
        Grid(EQUIPMENT_HEADINGS, [_equipment(one) for one in sheet.equipment], figures=frozenset({0, 4, 5, 6, 7})),
        Heading("Serviceable, by category"),
        _shares(sheet),
        Text(
            f"Operational items, each line capped at its agreed number. The threshold is {threshold} %.", is_note=True
        ),
        Heading("Self-sustainment"),
        Grid(SERVICE_HEADINGS, services, figures=frozenset({0, 2, 3, 5})),
        *_answers(inspection),
    ]
    places = [("For the contingent", "")] if is_report(inspection.kind) else [
        ("For the mission", ""), ("For the contingent", ""),
    ]  # fmt: skip
    blocks.append(Signatures(places))
    title = "Monthly report of the contingent" if is_report(inspection.kind) else "Verification report"
    return _paper(title, inspection, blocks, made_on)


def discrepancy_list(inspection: Inspection, discrepancies: Sequence[Discrepancy], made_on: date) -> Paper:
    """Return the discrepancies of an inspection as a paper, each with who has to act by when and where it stands."""
    rows = [
        (
            one.reference,
            one.words,
            _said(one.items),
            ActingSide(one.side).label,
            one.due_on.isoformat() if one.due_on else "",
            DiscrepancyStanding(standing_on(one)).label,
        )
        for one in discrepancies
    ]
    blocks: list[Block] = [
        _head(inspection),
        Grid(LIST_HEADINGS, rows, figures=frozenset({2}), empty="No discrepancy has been accepted."),
        Signatures([("For the mission", ""), ("For the contingent", "")]),
    ]
    return _paper("List of discrepancies", inspection, blocks, made_on)


def _paper(title: str, inspection: Inspection, blocks: Sequence[Block], made_on: date) -> Paper:
    return Paper(
        title=title,
        subtitle=inspection.unit.title,
        made_on=made_on,
        blocks=blocks,
        issuer=inspection.unit.post.requirement.mission.name,
        reference=inspection.reference,
        illustrative=inspection.illustrative,
        is_landscape=True,
    )
