"""What a State said of its pledge from version to version, as the page shows it."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.parties.request import MusterRequest
from muster.pledges import queries
from muster.pledges.models import PledgeVersion
from muster.pledges.pages.section import Section
from muster.pledges.queries.page import PledgePage

SHOWN_OPEN = 5
"""So many of the newest versions are shown open, the rest is folded."""


@dataclass(frozen=True)
class ShownVersion:
    """One version on the page; `href` shows the pledge as of a day on which it held, if there is one."""

    number: int
    known_from: date
    changed: str
    is_shown: bool
    href: str


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


def _shown(seen: queries.SeenVersion, pledge: PledgeVersion) -> ShownVersion:
    """Return a version as the page of `pledge` shows it."""
    address = reverse("pledge", args=[pledge.reference])
    return ShownVersion(
        number=seen.version.number,
        known_from=seen.known_from,
        changed=", ".join(field_words(name) for name in seen.changed),
        is_shown=seen.version.number == pledge.number,
        href=f"{address}?as_of={seen.known_from.isoformat()}" if seen.is_held else "",
    )


def versions_section(request: MusterRequest, page: PledgePage) -> Section:
    """Return what was said when, and what changed."""
    pledge = page.pledge
    found = [_shown(one, pledge) for one in queries.seen_versions(request.viewer, request.as_of, pledge)]
    content = {"newest": found[:SHOWN_OPEN], "older": found[SHOWN_OPEN:]}
    return Section(_("Versions"), "versions", content, anchor="versions")
