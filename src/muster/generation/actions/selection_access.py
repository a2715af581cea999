"""Finds and locks what an action writes to, among what its actor may see."""

from datetime import date

from muster.generation.models import Offer, Request, Selection
from muster.generation.queries.offer import OFFER_FIELDS
from muster.generation.queries.request import REQUEST_FIELDS
from muster.generation.queries.selection import SELECTION_FIELDS
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.kit.read_version import require_version
from muster.notices.actions import notify
from muster.notices.terms import Subject
from muster.parties import visibility
from muster.parties.models import Organisation, Role
from muster.parties.viewer import Viewer


def locked_request(actor: Viewer, reference: str) -> Request:
    """Return a request, locked. Raises NotFound if there is none that the actor may see."""
    seen = Request.objects.filter(visibility.rows(actor, REQUEST_FIELDS))
    found = seen.select_for_update(of=("self",)).filter(reference=reference).select_related("register").first()
    if found is None:
        raise NotFound(f"There is no request {reference!r} that you may see.")
    return found


def locked_offer(actor: Viewer, reference: str) -> Offer:
    """Return an offer, locked. Raises NotFound if there is none that the actor may see."""
    seen = Offer.objects.filter(visibility.rows(actor, OFFER_FIELDS)).select_for_update(of=("self",))
    related = seen.select_related("request__register", "post__requirement__mission", "state")
    found = related.filter(reference=reference).first()
    if found is None:
        raise NotFound(f"There is no offer {reference!r} that you may see.")
    return found


def locked_selection(actor: Viewer, reference: str) -> Selection:
    """Return a selection, locked. Raises NotFound if there is none that the actor may see."""
    seen = Selection.objects.filter(visibility.rows(actor, SELECTION_FIELDS)).select_for_update(of=("self",))
    related = seen.select_related("request__register", "post__requirement__mission", "offer__state")
    found = related.filter(reference=reference).first()
    if found is None:
        raise NotFound(f"There is no selection {reference!r} that you may see.")
    return found


def selection_of_register(
    actor: Viewer, reference: str, expected: int | None, role: Role = Role.OFFICER
) -> tuple[Selection, str]:
    """Return a selection of the actor's own register, locked, and what it is called in a message. Raises NotAllowed."""
    selection = locked_selection(actor, reference)
    what = f"Selection {reference}"
    visibility.require_owner(actor, selection.request.register_id, what, role)
    require_version(what, selection.version, expected)
    return selection, what


def require_possible(what: str, problem: str) -> None:
    """Raise Refused with a problem in words, if there is one."""
    if problem:
        raise Refused(f"{what}: {problem}.")


def require_words(what: str, words: str, need: str) -> str:
    """Return words without blanks around them. Raises Refused where there are none."""
    if not words.strip():
        raise Refused(f"{what}: {need}.")
    return words.strip()


def require_state_or_register(actor: Viewer, state: Organisation, register: Organisation, what: str) -> None:
    """Raise NotAllowed unless an officer of the State acts, or one of the register that enters what came on paper."""
    sides = (state.pk, register.pk)
    if not (actor.is_system or (actor.organisation_id in sides and actor.has_role(Role.OFFICER))):
        raise NotAllowed(f"{what}: only an officer of {state.name} or of the register may do this.")


def tell(
    actor: Viewer, to: Organisation, topic: str, title: str, subject: Subject, *, day: date, body: str, href: str
) -> None:
    """Tell an organisation. What the installation itself records of the past tells nobody, nor does one tell itself."""
    if actor.is_system or actor.organisation_id == to.pk:
        return
    notify(topic=topic, to=to, title=title, day=day, subject=subject, body=body, href=href)
