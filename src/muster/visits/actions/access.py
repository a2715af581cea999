"""What all writes to visits share: the visit under lock, and whose turn it is."""

from datetime import date

from muster.documents.actions import share_document
from muster.documents.models import Document
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.parties import visibility
from muster.parties.models import Organisation, OrganisationKind, Role
from muster.parties.viewer import Viewer
from muster.visits.models import Visit
from muster.visits.queries import VISIT_FIELDS
from muster.visits.stages import WITH_RESULT, Side, VisitStage


def locked_visit(actor: Viewer, reference: str) -> Visit:
    """Return the visit, locked for this transaction. Raises NotFound if there is none that the actor may see."""
    seen = visibility.rows(actor, VISIT_FIELDS)
    found = Visit.objects.select_for_update().filter(seen, reference=reference).first()
    if found is None:
        raise NotFound(f"There is no visit {reference!r} that you may see.")
    return found


def require_side(actor: Viewer, visit: Visit, side: Side, role: Role = Role.OFFICER) -> None:
    """Raise NotAllowed unless the actor acts for the side with at least `role`."""
    sides = {Side.LEAD: (visit.lead_id,), Side.COUNTERPART: (visit.counterpart_id,)}
    own = sides.get(side, (visit.lead_id, visit.counterpart_id))
    if actor.is_system or (actor.organisation_id in own and actor.has_role(role)):
        return
    names = {Side.LEAD: visit.lead.name, Side.COUNTERPART: visit.counterpart.name}
    whose = names.get(side, f"{visit.lead.name} or {visit.counterpart.name}")
    raise NotAllowed(f"Visit {visit.reference}: this is for {whose}, as {Role(role).label.lower()} or above.")


def require_stage(visit: Visit, stages: tuple[VisitStage, ...], what: str) -> None:
    """Raise Refused unless the visit is at one of `stages`."""
    if visit.stage not in stages:
        when = ", ".join(stage.label.lower() for stage in stages)
        raise Refused(f"Visit {visit.reference} is “{VisitStage(visit.stage).label}”: {what} only while it is {when}.")


def require_day(day: date, today: date, what: str) -> None:
    """Raise Refused for a day that has not come."""
    if day > today:
        raise Refused(f"{what}: {day} has not come yet; give a day up to {today}.")


def require_own_document(actor: Viewer, document: Document | None, owner_id: int, what: str) -> None:
    """Raise Refused unless the document, if there is one, is the organisation's own."""
    if document is not None and document.owner_id != owner_id:
        raise Refused(f"{what}: the file is another organisation's; add one of your own.")


def share_report(actor: Viewer, visit: Visit, following: VisitStage, today: date) -> None:
    """Let the visited read the report's file once the draft is sent, and the mission once the result holds."""
    if visit.report_document is None:
        return
    if following in (VisitStage.SENT, VisitStage.TRACKED):
        for reader in filter(None, (visit.counterpart, visit.host)):
            share_document(actor, visit.report_document, reader, today=today)
    if following in WITH_RESULT and visit.mission is not None:
        share_document(actor, visit.report_document, visit.mission, today=today)


def organisation_of(code: str, kind: OrganisationKind, what: str) -> Organisation:
    """Return the organisation of a code and kind. Raises Refused with the remedy."""
    found = Organisation.objects.filter(kind=kind, code=code).first()
    if found is None:
        raise Refused(f"{what}: {code!r} is no {OrganisationKind(kind).label.lower()} on record; give its code.")
    return found
