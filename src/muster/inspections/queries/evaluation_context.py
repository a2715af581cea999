"""What the record says of a unit beside its ratings: what it had to work with, and what stood in its way.

Pakistan said in 2018 (S55) that performance depends on resources, intelligence and other things that contributors do
not control; so no rating is shown without them. What the record cannot say is named as not on record.
"""

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from muster.deployments.queries.strength import unit_counts
from muster.deployments.queries.units import agreement_of, visible_tours
from muster.deployments.rules.strength import last_report
from muster.generation.queries.cases import visible_blocks
from muster.inspections.models import Discrepancy, EquipmentCheck, Evaluation
from muster.inspections.stages import ActingSide, DiscrepancyStanding, InspectionKind, InspectionStage
from muster.kit.day_text import long_day
from muster.kit.facts import known_on
from muster.kit.intervals import add_months
from muster.parties.viewer import Viewer

NOT_ON_RECORD = "not on record"


@dataclass(frozen=True)
class ContextFact:
    """One thing that stands beside the ratings: what it is about, and what the record says of it."""

    about: str
    says: str


def context_of(viewer: Viewer, evaluation: Evaluation, day: date) -> list[dict[str, str]]:
    """Return the context of an evaluation as known on `day`, as the record keeps it."""
    return [asdict(one) for one in context_facts(viewer, evaluation, day)]


def context_shown(viewer: Viewer, evaluation: Evaluation, day: date) -> list[ContextFact]:
    """Return the context beside the ratings: as it was kept when it was shared, else as the record says on `day`."""
    kept = [ContextFact(**one) for one in evaluation.context]
    return kept or context_facts(viewer, evaluation, day)


def context_facts(viewer: Viewer, evaluation: Evaluation, day: date) -> list[ContextFact]:
    """Return what the record says of the unit over the days that the evaluation covers, as known on `day`."""
    return [
        ContextFact("Strength", _strength(viewer, evaluation, day)),
        ContextFact("Major equipment", _equipment(evaluation, day)),
        ContextFact("Owed by the mission and the Secretariat", _owed(evaluation, day)),
        ContextFact("Tours longer than agreed", _long_tours(viewer, evaluation, day)),
        ContextFact("Blocks of movement and rotation", _blocks(viewer, evaluation, day)),
        ContextFact("Intelligence and threat", NOT_ON_RECORD),
    ]


def _strength(viewer: Viewer, evaluation: Evaluation, day: date) -> str:
    (count,) = unit_counts(viewer, day, [evaluation.unit])
    report = last_report(count, min(day, evaluation.covers_until - timedelta(days=1)))
    if report is None:
        return f"{count.agreed} people agreed; no strength was reported"
    people = report.men + report.women
    return f"{people} of {count.agreed} people agreed, reported on {long_day(report.on)}"


def _equipment(evaluation: Evaluation, day: date) -> str:
    """Return what the last signed inspection before the end of the days found of major equipment."""
    signed: Any = known_on(evaluation.unit.inspections.filter(stage=InspectionStage.SIGNED), day)
    signed = signed.exclude(kind=InspectionKind.MONTHLY).filter(carried_from__lt=evaluation.covers_until)
    last = signed.order_by("-carried_from", "-pk").first()
    if last is None:
        return f"{NOT_ON_RECORD}: no signed inspection before the end of these days"
    lines = list(EquipmentCheck.objects.filter(inspection=last, operational__isnull=False))
    agreed = sum(one.agreed for one in lines)
    works = sum(min(one.agreed, one.operational or 0) for one in lines)
    beyond = sum(1 for one in lines if one.beyond_control)
    words = f"{works} of {agreed} agreed items operational, by {last.reference}"
    return words + (f"; what lacks of {beyond} lines is beyond the contributor's control" if beyond else "")


def _owed(evaluation: Evaluation, day: date) -> str:
    found = known_on(Discrepancy.objects.filter(inspection__unit=evaluation.unit), day).filter(
        side__in=(ActingSide.MISSION, ActingSide.SECRETARIAT),
        standing__in=(DiscrepancyStanding.OPEN, DiscrepancyStanding.REPORTED),
        inspection__stage=InspectionStage.SIGNED,
    )
    words = [one.words for one in found.order_by("pk")[:5]]
    total = found.count()
    if not total:
        return "nothing is on record as owed to the unit"
    more = f" and {total - len(words)} more" if total > len(words) else ""
    return f"{total} open: " + "; ".join(words) + more


def _long_tours(viewer: Viewer, evaluation: Evaluation, day: date) -> str:
    months = agreement_of(evaluation.unit, day).tour_months
    found = []
    for one in visible_tours(viewer, day).filter(unit=evaluation.unit, arrived_on__lt=evaluation.covers_until):
        came = one.arrived_on
        until = one.left_on or max(one.leaves_on, min(day, evaluation.covers_until))
        if came is None or until <= evaluation.covers_from:
            continue
        over = (until - add_months(came, months)).days
        if over > 0:
            found.append(f"{one.rotation} {over} days")
    return ", ".join(found) if found else f"none: no tour of these days lasted longer than {months} months"


def _blocks(viewer: Viewer, evaluation: Evaluation, day: date) -> str:
    mission = evaluation.unit.post.requirement.mission_id
    rows = visible_blocks(viewer, day).filter(mission=mission, held_from__lt=evaluation.covers_until)
    words = [
        f"{one.reference} from {long_day(one.held_from)}"
        for one in rows
        if one.held_until is None or one.held_until > evaluation.covers_from
    ]
    return ", ".join(words) if words else "none in these days"
