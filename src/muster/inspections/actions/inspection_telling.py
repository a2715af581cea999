"""Tells the sides of a unit what was done about its inspections, but never who did it."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from muster.deployments.models import DeployedUnit
from muster.inspections.models import Discrepancy, Inspection
from muster.inspections.stages import ActingSide
from muster.notices.actions import bulk_notify
from muster.notices.terms import NoticeTerms, Subject
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer

SHARED, RESULT, DISCREPANCY = "inspection-shared", "inspection-result", "discrepancy"


def subject_of(kind: str, reference: str, unit: DeployedUnit) -> Subject:
    """Return what a notice is about, with the codes by which subscriptions are narrowed."""
    return Subject(kind, reference, unit.state.code, unit.post.unit_type, unit.post.requirement.mission.acronym)


def mission_sides(unit: DeployedUnit) -> tuple[Organisation, Organisation]:
    """Return the mission of a unit and the secretariat that mandates it."""
    mission = unit.post.requirement.mission
    return mission.organisation, mission.mandated_by


def tell_inspection(
    actor: Viewer, inspection: Inspection, topic: str, title: str, *, to: Iterable[Organisation], day: date,
    body: str = "",
) -> None:  # fmt: skip
    """Tell organisations of an inspection, but not the actor's own; what the installation records tells nobody."""
    if actor.is_system:
        return
    subject = subject_of("inspection", inspection.reference, inspection.unit)
    href = reverse("inspection", args=[inspection.reference])
    told = {one.pk: one for one in to if one.pk != actor.organisation_id}
    bulk_notify(NoticeTerms(topic, one, title, day, subject, body, href) for one in told.values())


def acting_side(discrepancy: Discrepancy) -> Organisation:
    """Return the organisation that has to act on a discrepancy."""
    unit = discrepancy.inspection.unit
    mission, secretariat = mission_sides(unit)
    return {
        ActingSide.CONTRIBUTOR.value: unit.state,
        ActingSide.MISSION.value: mission,
        ActingSide.SECRETARIAT.value: secretariat,
    }[discrepancy.side]


def tell_discrepancy(actor: Viewer, discrepancy: Discrepancy, title: str, day: date, body: str = "") -> None:
    """Tell who has to act and the mission of a discrepancy, but not the actor's own organisation."""
    if actor.is_system:
        return
    unit = discrepancy.inspection.unit
    subject = subject_of("discrepancy", discrepancy.reference, unit)
    href = reverse("discrepancy", args=[discrepancy.reference])
    to = {one.pk: one for one in (acting_side(discrepancy), unit.state, mission_sides(unit)[0])}
    bulk_notify(
        NoticeTerms(DISCREPANCY, one, title, day, subject, body, href)
        for one in to.values()
        if one.pk != actor.organisation_id
    )
