"""Who may bring something into a consultation, and who acts for the secretariat that convenes it."""

from datetime import date

from muster.consultations.models import AgendaItem, Consultation
from muster.consultations.queries.consultations import convenes, participants_invited, visible_consultation
from muster.consultations.rules.sharing import takes_input_on
from muster.kit.errors import NotAllowed, Problem, Refused
from muster.parties import visibility
from muster.parties.models import Organisation, OrganisationKind, Role
from muster.parties.viewer import Viewer


def open_consultation(actor: Viewer, reference: str, *, today: date) -> Consultation:
    """Return a consultation that takes input, locked for the numbers that are given. Raises NotFound, Refused."""
    found = visible_consultation(actor, today, reference)
    if not takes_input_on(found.opened_on, found.closed_on, today):
        raise Refused(f"Consultation {reference}: it is not open; questions and positions are taken while it is.")
    lock(found)
    return found


def lock(consultation: Consultation) -> None:
    """Let one writer at a time number what is brought into a consultation."""
    Consultation.objects.select_for_update().only("pk").get(pk=consultation.pk)


def contributing_state(actor: Viewer, consultation: Consultation, state: Organisation | None = None) -> Organisation:
    """Return the State for which the actor brings something in; the installation says which. Raises NotAllowed."""
    what = f"Consultation {consultation.reference}"
    visibility.require_role(actor, what, Role.OFFICER)
    invited = participants_invited(consultation).filter(kind=OrganisationKind.MEMBER_STATE)
    if actor.is_system:
        found = invited.filter(pk=state.pk if state is not None else 0).first()
    else:
        found = invited.filter(pk=actor.organisation_id or 0).first()
    if found is None:
        raise NotAllowed(f"{what}: only for the States that are invited to it; ask the convening secretariat.")
    return found


def require_convener(actor: Viewer, consultation: Consultation, what: str) -> None:
    """Raise NotAllowed unless the actor is an officer of the secretariat that convenes the consultation."""
    if not (convenes(actor, consultation) and actor.has_role(Role.OFFICER)):
        raise NotAllowed(f"{what}: only for officers of {consultation.convened_by.name}, which convenes.")


def agenda_item(consultation: Consultation, number: int | None) -> AgendaItem | None:
    """Return the point of the agenda of a number; None of none. Raises Refused."""
    if number is None:
        return None
    found = AgendaItem.objects.filter(consultation=consultation, number=number).first()
    if found is None:
        problem = Problem("point", f"the agenda has no point {number}", "give one of it, or leave it empty")
        raise Refused(f"Consultation {consultation.reference} has no such point.", [problem])
    return found
