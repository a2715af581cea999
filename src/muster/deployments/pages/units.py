"""What the pages of a deployed unit and its tours show, as the kit's plain values."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.deployments.actions.tours import may_plan
from muster.deployments.models import DeployedUnit, LiftWay, Tour, TourStage
from muster.deployments.pages.unit_presence import presence_doors
from muster.deployments.queries.units import RotationPlan
from muster.deployments.rules.findings import Finding
from muster.deployments.rules.rotation import PlannedTour, tour_findings
from muster.deployments.rules.tour_stages import AHEAD, FOLLOWING
from muster.deployments.tables.units import tour_badge, unit_address
from muster.kit.days import day_words
from muster.kit.pages import Action, Badge, Crumb, Fact, PageHead
from muster.missions.mandate_flags import BEYOND_WORDS
from muster.parties.viewer import Viewer
from muster.pledges.models import NationalUnit

STEP_WORDS = {
    TourStage.AGREED: "Agree",
    TourStage.IN_THEATRE: "Record the arrival",
    TourStage.HOME: "Record the return",
    TourStage.CANCELLED: "Give up",
}


def crumbs(*more: Crumb) -> list[Crumb]:
    """Return the path to a page of units."""
    return [Crumb(_("Deployments"), reverse("deployments")), Crumb(_("Units"), reverse("deployed-units")), *more]


def unit_head(unit: DeployedUnit, viewer: Viewer) -> PageHead:
    """Return the head of a unit's page."""
    doors = [Action(_("Rotation board"), reverse("rotation-board"))]
    if may_plan(viewer, unit):
        doors.insert(0, Action(_("Plan tours"), reverse("plan-tours", args=[unit.reference]), primary=True))
    if viewer.is_secretariat or viewer.organisation_id == unit.state_id:
        doors.append(Action(_("People abroad"), reverse("abroad", args=[unit.state.code])))
    doors += presence_doors(unit, viewer)
    words = {"state": unit.state.name, "mission": unit.post.requirement.mission.acronym}
    return PageHead(
        title=unit.title,
        crumbs=crumbs(Crumb(unit.reference)),
        lead=_("%(state)s in %(mission)s") % words,
        actions=doors,
        illustrative=unit.illustrative,
    )


def unit_facts(unit: DeployedUnit, plan: RotationPlan) -> list[Fact]:
    """Return what is on record of a unit, and what holds for its tours."""
    agreement = plan.agreement
    requirement = unit.post.requirement
    facts = [
        Fact(_("Post"), unit.post.reference, href=reverse("requirement", args=[requirement.reference])),
        Fact(_("Agreed strength"), unit.strength, unit=_("people")),
        Fact(_("Present from"), unit.present_from),
        Fact(_("Present until (excluded)"), unit.present_until or _("no end agreed")),
        Fact(_("Tour"), agreement.tour_months, unit=_("months"), source=_source(unit.tour_months)),
        Fact(_("Overlap"), agreement.overlap_days, unit=_("days"), source=_source(unit.overlap_days)),
        Fact(_("Training before a tour"), agreement.training_days, unit=_("days"), source=_source(unit.training_days)),
        Fact(
            _("Mandate until (excluded)"),
            plan.presence.mandate_until or _("no end known"),
            source=_outlasts(unit, plan),
        ),
        Fact(_("Source"), unit.source or "—", standing=unit.standing),
    ]
    if unit.inside is not None:
        facts.insert(1, Fact(_("Serves inside"), unit.inside.title, href=unit_address(unit.inside)))
    return facts


def _outlasts(unit: DeployedUnit, plan: RotationPlan) -> str:
    """Return that a unit's presence goes on beyond the mandate known, in words; nothing where it does not."""
    end, until = plan.presence.mandate_until, unit.present_until
    return _("its presence goes on beyond the mandate") if end and (until is None or until > end) else ""


def _source(agreed: int | None) -> str:
    return _("parameter of the field") if agreed is None else _("agreed for this unit")


def findings_by_tour(findings: Sequence[Finding]) -> dict[str, str]:
    """Return what is to be seen to, in words by tour."""
    found: dict[str, list[str]] = {}
    for one in findings:
        found.setdefault(one.place, []).append(f"{one.words}: {one.remedy}")
    return {place: "; ".join(words) for place, words in found.items()}


def tour_flag(tour: PlannedTour, plan: RotationPlan) -> Badge | None:
    """Return the flag of a tour that goes on beyond the mandate known; None where it does not."""
    end = plan.presence.mandate_until
    if end is None or tour.leaves_on <= end:
        return None
    return Badge(BEYOND_WORDS, "due", _("The known mandate ends on %(day)s.") % {"day": day_words(end)})


def tour_rows(unit: DeployedUnit, plan: RotationPlan, tours: Sequence[Tour], day: Any) -> list[dict[str, Any]]:
    """Return the tours on record with what they do not keep."""
    words = findings_by_tour(tour_findings(plan.tours, plan.presence, plan.agreement, day))
    rows = []
    for place, (one, row) in enumerate(zip(plan.tours, tours, strict=True)):
        before = plan.tours[place - 1] if place else None
        rows.append(
            {
                "rotation": row.rotation,
                "href": reverse("tour", args=[unit.reference, row.rotation]),
                "stage": tour_badge(row.stage),
                "people": row.strength,
                "request_by": one.request_by if row.stage in AHEAD and place else None,
                "training_from": one.training_from if row.stage in AHEAD else None,
                "arrives_on": one.arrives_on,
                "leaves_on": one.leaves_on,
                "overlap_days": (before.leaves_on - one.arrives_on).days if before else None,
                "mandate": tour_flag(one, plan),
                "findings": words.get(one.name, ""),
                "illustrative": row.illustrative,
            }
        )
    return rows


def proposed_rows(plan: RotationPlan, day: Any) -> list[dict[str, Any]]:
    """Return tours that are proposed, with what they do not keep."""
    words = findings_by_tour(tour_findings(plan.tours, plan.presence, plan.agreement, day))
    return [
        {
            "rotation": one.name,
            "href": "",
            "stage": tour_badge(TourStage.PLANNED),
            "people": None,
            "request_by": one.request_by,
            "training_from": one.training_from,
            "arrives_on": one.arrives_on,
            "leaves_on": one.leaves_on,
            "overlap_days": (plan.tours[place - 1].leaves_on - one.arrives_on).days if place else None,
            "mandate": tour_flag(one, plan),
            "findings": words.get(one.name, ""),
        }
        for place, one in enumerate(plan.tours)
    ]


def move_rows(before: RotationPlan, after: RotationPlan, day: Any) -> list[dict[str, Any]]:
    """Return every tour that a change moves, before and now."""
    words = findings_by_tour(tour_findings(after.tours, after.presence, after.agreement, day))
    following = {one.number: one for one in after.tours}
    rows = []
    for was in before.tours:
        now = following.get(was.number)
        if was == now:
            continue
        rows.append(
            {
                "rotation": was.name,
                "arrives_before": was.arrives_on,
                "arrives_now": now.arrives_on if now else None,
                "leaves_before": was.leaves_on,
                "leaves_now": now.leaves_on if now else None,
                "findings": words.get(was.name, "") if now else _("falls away: the unit is not wanted by then"),
            }
        )
    return rows


def tour_head(unit: DeployedUnit, tour: Tour, viewer: Viewer) -> PageHead:
    """Return the head of a tour's page, with the steps that the viewer may take."""
    doors = []
    mission = unit.post.requirement.mission
    if viewer.organisation_id in (unit.state_id, mission.organisation_id, mission.mandated_by_id):
        doors.append(Action(_("Training"), reverse("rotation-training", args=[unit.reference, tour.rotation])))
    if may_plan(viewer, unit):
        place = [unit.reference, tour.rotation]
        if tour.stage in AHEAD:
            doors.append(Action(_("Change its days"), reverse("change-tour", args=place), icon="edit"))
            doors.append(Action(_("Lifts in"), reverse("tour-lifts", args=[*place, LiftWay.IN])))
        if tour.stage in (*AHEAD, TourStage.IN_THEATRE):
            doors.append(Action(_("Lifts out"), reverse("tour-lifts", args=[*place, LiftWay.OUT])))
            doors.append(Action(_("Name the company"), reverse("tour-company", args=place)))
        for stage in FOLLOWING[tour.stage]:
            address = reverse("step-tour", args=[*place, stage])
            doors.append(Action(_(STEP_WORDS[TourStage(stage)]), address, primary=stage != TourStage.CANCELLED))
    return PageHead(
        title=_("%(rotation)s of %(unit)s") % {"rotation": tour.rotation, "unit": unit.title},
        crumbs=crumbs(Crumb(unit.reference, unit_address(unit)), Crumb(tour.rotation)),
        status=tour_badge(tour.stage),
        actions=doors,
        illustrative=tour.illustrative,
    )


def tour_facts(tour: Tour, company: NationalUnit | None) -> list[Fact]:
    """Return what is on record of a tour; its company, as far as the viewer may see it."""
    return [
        Fact(_("People"), tour.strength, unit=_("people")),
        Fact(_("Of whom women"), "—" if tour.women is None else tour.women),
        Fact(_("Training from"), tour.training_from or "—"),
        Fact(_("Arrives on"), tour.arrives_on),
        Fact(_("Leaves on"), tour.leaves_on),
        Fact(_("Arrived on"), tour.arrived_on or "—"),
        Fact(_("Left on"), tour.left_on or "—"),
        Fact(
            _("Company"),
            company.name if company else "—",
            href=reverse("national-unit", args=[company.code]) if company else "",
        ),
        Fact(_("Source"), tour.source or "—", standing=tour.standing),
    ]
