"""Who is told when a visit or a finding moves on: the organisations concerned, but for the one that acts."""

from datetime import date

from django.urls import reverse

from muster.notices.actions import notify
from muster.notices.terms import Subject
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer
from muster.visits.models import Finding, Visit
from muster.visits.stages import BEFORE_APPROVAL, BEFORE_THE_DRAFT_IS_SENT, FindingStanding, Severity, VisitStage


def tell_stage(actor: Viewer, visit: Visit, stage: VisitStage, day: date, reason: str = "") -> None:
    """Tell both sides, the institution visited and the mission that a visit moved on; nothing that the team wrote."""
    for organisation in _concerned(visit):
        if organisation.pk != actor.organisation_id:
            notify(
                topic="visit-stage",
                to=organisation,
                title=f"Visit {visit.reference}, {visit.state.name}: {stage.label}",
                day=day,
                subject=_subject(visit),
                body=reason,
                href=reverse("visit", args=[visit.reference]),
            )


def tell_finding(actor: Viewer, finding: Finding, day: date, note: str = "") -> None:
    """Tell the owner of a finding and the side that leads its visit that it was recorded or has moved on.

    An owner is told of nothing that it may not see yet: findings of a draft come to it with the draft.
    """
    visit = finding.visit
    severity = Severity(finding.severity).label.lower()
    standing = FindingStanding(finding.standing).label.lower()
    for organisation in {finding.owner_id: finding.owner, visit.lead_id: visit.lead}.values():
        if organisation.pk == actor.organisation_id or _is_withheld(visit, organisation):
            continue
        notify(
            topic="finding-raised",
            to=organisation,
            title=f"Finding {finding.reference}, {severity}: {standing}",
            day=day,
            subject=_subject(visit),
            body=note or finding.text,
            href=reverse("finding", args=[finding.reference]),
        )


def _is_withheld(visit: Visit, organisation: Organisation) -> bool:
    """Return whether the organisation may not see yet what the team wrote."""
    if organisation.pk == visit.lead_id:
        return False
    is_mission = organisation.pk == visit.mission_id
    return visit.stage in (BEFORE_APPROVAL if is_mission else BEFORE_THE_DRAFT_IS_SENT)


def _concerned(visit: Visit) -> list[Organisation]:
    return [visit.lead, visit.counterpart, *(one for one in (visit.host, visit.mission) if one is not None)]


def _subject(visit: Visit) -> Subject:
    mission = visit.mission.code if visit.mission else ""
    return Subject("visit", visit.reference, state=visit.state.code, mission=mission)
