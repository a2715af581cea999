"""What a State said of its pledge from version to version, as the page shows it."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.parties.request import MusterRequest
from muster.parties.viewer import Viewer
from muster.pledges import queries
from muster.pledges.models import PledgeVersion
from muster.pledges.pages.section import Section

SHOWN_OPEN = 5
"""So many of the newest versions are shown open, the rest is folded."""


@dataclass(frozen=True)
class SeenVersion:
    """One version as the viewer may see it; `href` shows the pledge as of a day on which it held, if there is one."""

    number: int
    known_from: date
    changed: str
    is_shown: bool
    href: str = ""


def field_words(name: str) -> str:
    """Return the words for a field or list of a pledge."""
    lists = {
        "unit": _("national unit"),
        "caveats": _("caveats"),
        "sub_units": _("sub-units"),
        "posts": _("posts"),
        "equipment": _("major equipment"),
        "self_sustainment": _("self-sustainment"),
        "pool": _("pool"),
        "contributions": _("contributions"),
    }
    if name in lists:
        return lists[name]
    words = str(PledgeVersion._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return words.split(" (", 1)[0]


def seen_versions(viewer: Viewer, day: date, pledge: PledgeVersion) -> list[SeenVersion]:
    """Return the versions known by `day` that the viewer may see, the newest first.

    What the first one that is seen changed is told to its State alone: others never saw the one before.
    """
    found = list(queries.visible_versions(viewer, day, pledge.reference))
    is_own = viewer.is_system or viewer.organisation_id == pledge.state_id
    seen = []
    for one in found:
        since = one.known_from
        if not is_own and one.pledge.submitted_on is not None:
            since = max(since, one.pledge.submitted_on)
        is_hidden = not is_own and one is found[-1]
        held = one.known_until is None or one.known_until > since
        address = reverse("pledge", args=[one.reference])
        seen.append(
            SeenVersion(
                number=one.number,
                known_from=since,
                changed="" if is_hidden else ", ".join(field_words(name) for name in one.changed),
                is_shown=one.number == pledge.number,
                href=f"{address}?as_of={since.isoformat()}" if held else "",
            )
        )
    return seen


def versions_section(request: MusterRequest, pledge: PledgeVersion) -> Section:
    """Return what was said when, and what changed."""
    found = seen_versions(request.viewer, request.as_of, pledge)
    content = {"newest": found[:SHOWN_OPEN], "older": found[SHOWN_OPEN:]}
    return Section(_("Versions"), "versions", content, anchor="versions")
