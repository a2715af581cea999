"""What hangs on a pledge, as its page shows it: files, and the persons who answer for it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.kit.pages import Action
from muster.parties.request import MusterRequest
from muster.pledges import queries
from muster.pledges.models import Attachment
from muster.pledges.pages.register import may_change
from muster.pledges.pages.section import NOTHING, Section
from muster.pledges.queries.page import PledgePage
from muster.reference.catalogue import table


@dataclass(frozen=True)
class SeenAttachment:
    """An attachment with the words for its kind; `detach` is where it is taken off, empty for who may not."""

    attachment: Attachment
    kind: str
    detach: str = ""


def attachments_section(request: MusterRequest, page: PledgePage) -> Section:
    """Return the files that are attached, and folded those that were taken off by the day."""
    if page.sides is None:
        return NOTHING
    pledge = page.pledge
    kinds = {code: str(row["name"]) for code, row in table("attachment_kinds").by_key.items()}
    is_changeable = may_change(pledge, request.viewer)
    now, before = [], []
    for one in queries.visible_attachments(request.viewer, request.as_of, pledge.reference):
        kind = kinds.get(one.kind, one.kind)
        if one.known_until is not None and one.known_until <= request.as_of:
            before.append(SeenAttachment(one, kind))
        else:
            can_go = is_changeable and one.known_until is None
            way = reverse("detach-document", args=[pledge.reference, one.pk]) if can_go else ""
            now.append(SeenAttachment(one, kind, way))
    doors = []
    if is_changeable:
        attach = reverse("attach-document", args=[pledge.reference])
        doors.append(Action(_("Attach a file"), attach, icon="add"))
    content = {"now": now, "before": before}
    return Section(_("Attachments"), "attachments", content, anchor="attachments", doors=doors)


def focal_points_section(request: MusterRequest, page: PledgePage) -> Section:
    """Return who answers for the pledge on its State's side."""
    if page.sides is None:
        return NOTHING
    pledge = page.pledge
    found = queries.visible_focal_points(request.viewer, request.as_of, request.today, pledge.reference)
    is_changeable = may_change(pledge, request.viewer)
    points = [
        {
            "name": " ".join(filter(None, [one.value("rank"), one.value("given_names"), one.value("family_name")])),
            "number": one.point.person_id,
            "function": one.point.function,
            "post": one.value("post"),
            "telephone": one.value("telephone"),
            "email": one.value("email"),
            "release": (
                reverse("release-focal-point", args=[pledge.reference, one.point.person_id])
                if is_changeable and one.point.known_until is None
                else ""
            ),
        }
        for one in found
    ]
    doors = []
    if is_changeable:
        doors.append(Action(_("Name one"), reverse("name-focal-point", args=[pledge.reference]), icon="add"))
    return Section(_("Focal points"), "focal_points", {"points": points}, anchor="focal-points", doors=doors)
