"""Requests as of a day: the register sees its own, a State those that it was asked by."""

from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from muster.generation.models import Addressee, AddresseeReply, Request, RequestStage
from muster.kit.day_text import long_day
from muster.kit.errors import NotFound
from muster.kit.facts import known_on
from muster.parties import visibility
from muster.parties.models import Organisation, Role
from muster.parties.viewer import Viewer


def _asked(organisation_id: int) -> QuerySet[Any, Any]:
    """Return the keys of the issued requests that ask a State, for use in a condition."""
    issued = Addressee.objects.filter(state_id=organisation_id, request__issued_on__isnull=False)
    return issued.order_by().values("request_id")


REQUEST_FIELDS = visibility.Fields(
    owner="register_id", partner_rows=_asked, stage="stage", withheld_stages=(RequestStage.DRAFT,)
)
ADDRESSEE_OF_REGISTER = visibility.Fields(owner="request__register_id")
ADDRESSEE_OF_STATE = visibility.Fields(owner="state_id")


def visible_requests(viewer: Viewer, day: date) -> QuerySet[Request]:
    """Return the requests that the viewer may see, known on `day`."""
    seen = Request.objects.filter(visibility.rows(viewer, REQUEST_FIELDS))
    return known_on(seen, day).select_related("register").prefetch_related("posts__requirement__mission")


def counted_requests(viewer: Viewer, day: date) -> QuerySet[Request]:
    """Return the same with what a list shows of each: States asked, replies and offers, as far as the viewer may know.

    A State is told of its own reply alone.
    """
    of_viewer = Q(addressees__state_id=viewer.organisation_id)
    if viewer.is_secretariat or viewer.is_system:
        of_viewer = Q(addressees__isnull=False)
    replied = of_viewer & Q(addressees__reply__in=(AddresseeReply.DECLINED, AddresseeReply.OFFERED))
    return visible_requests(viewer, day).annotate(
        asked_count=Count("addressees", filter=of_viewer, distinct=True),
        replied_count=Count("addressees", filter=replied, distinct=True),
    )


def visible_request(viewer: Viewer, day: date, reference: str) -> Request:
    """Return one request. Raises NotFound if there is none that the viewer may see."""
    found = visible_requests(viewer, day).filter(reference=reference).first()
    if found is None:
        raise NotFound(f"There is no request {reference!r} that you may see as of {long_day(day)}.")
    return found


def visible_addressees(viewer: Viewer, request: Request) -> QuerySet[Addressee]:
    """Return whom a request asks: all to its register, itself to a State. A draft's are the register's own."""
    of_state = visibility.rows(viewer, ADDRESSEE_OF_STATE) & Q(request__issued_on__isnull=False)
    seen = visibility.either(visibility.rows(viewer, ADDRESSEE_OF_REGISTER), of_state)
    return Addressee.objects.filter(seen, request=request).select_related("state").order_by("state__name")


def is_of_register(viewer: Viewer, request: Request, role: Role = Role.OFFICER) -> bool:
    """Return whether the viewer acts for the register of a request, with at least a role."""
    return viewer.organisation_id == request.register_id and viewer.has_role(role)


def states_to_reply(viewer: Viewer, request: Request) -> QuerySet[Organisation]:
    """Return for which States the viewer may reply: its own, or all that are asked for the register's officer."""
    asked = Organisation.objects.filter(force_requests_received__request=request).order_by("name")
    if not is_of_register(viewer, request):
        asked = asked.filter(pk=viewer.organisation_id or 0)
    return asked if viewer.has_role(Role.OFFICER) else asked.none()


def may_reply(viewer: Viewer, request: Request) -> bool:
    """Return whether the viewer is an officer of a State that is asked, or of the register."""
    return states_to_reply(viewer, request).exists()


def own_register(viewer: Viewer, what: str) -> Organisation:
    """Return the register in whose name its officer enters `what`. Raises NotAllowed for anybody else."""
    visibility.require_secretariat(viewer, what)
    return Organisation.objects.get(pk=viewer.organisation_id or 0)
