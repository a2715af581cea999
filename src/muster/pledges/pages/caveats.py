"""The caveats of a pledge on its page: declared and discovered apart, what binds and what is satisfied."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.kit.day_text import long_day
from muster.kit.pages import Badge
from muster.parties.models import Role
from muster.parties.request import MusterRequest
from muster.pledges.models import OPEN_STAGES, Caveat, CaveatOrigin, PledgeVersion
from muster.pledges.pages.section import NOTHING, Section
from muster.pledges.queries.page import PledgePage
from muster.pledges.rules.caveats import binding_on, satisfied_by_owner


@dataclass(frozen=True)
class ShownCaveat:
    """A caveat as its section draws it."""

    caveat: Caveat
    badge: Badge
    notes: tuple[str, ...]
    satisfy: str = ""
    drop: str = ""


def caveats_section(request: MusterRequest, page: PledgePage) -> Section:
    """Return the caveats known on the day, to the two sides of the pledge alone."""
    if page.sides is None:
        return NOTHING
    pledge = page.pledge
    shown = [_shown(request, pledge, one) for one in pledge.caveats]
    content = {
        "declared": [one for one in shown if one.caveat.origin == CaveatOrigin.DECLARED],
        "discovered": [one for one in shown if one.caveat.origin == CaveatOrigin.DISCOVERED],
        "report": reverse("discover-caveat", args=[pledge.reference]) if _is_registers(request, pledge) else "",
    }
    return Section(_("Caveats and conditions"), "caveats", content, anchor="caveats")


def _is_registers(request: MusterRequest, pledge: PledgeVersion) -> bool:
    """Return whether the viewer is an officer of the register and the pledge is before it."""
    officer = request.viewer.organisation_id == pledge.register_id and request.viewer.has_role(Role.OFFICER)
    return officer and pledge.stage in OPEN_STAGES


def _shown(request: MusterRequest, pledge: PledgeVersion, caveat: Caveat) -> ShownCaveat:
    """Return a caveat with its standing on the day, its notes, and what the viewer may do about it."""
    viewer, address = request.viewer, [pledge.reference, str(caveat.pk)]
    binds = binding_on(caveat, request.as_of)
    side = pledge.state_id if satisfied_by_owner(caveat.origin) else pledge.register_id
    officer = viewer.has_role(Role.OFFICER)
    may_satisfy = binds and caveat.satisfied_on is None and officer and viewer.organisation_id == side
    may_drop = caveat.origin == CaveatOrigin.DISCOVERED and officer and viewer.organisation_id == pledge.register_id
    return ShownCaveat(
        caveat,
        _badge(caveat, binds=binds),
        tuple(_notes(caveat, binds=binds)),
        reverse("satisfy-caveat", args=address) if may_satisfy else "",
        reverse("drop-caveat", args=address) if may_drop else "",
    )


def _badge(caveat: Caveat, *, binds: bool) -> Badge:
    """Return the caveat's weight, or that it binds no longer."""
    if not binds:
        return Badge(_("no longer binds"), "met")
    return Badge(_("hard"), "short") if caveat.is_hard else Badge(_("soft"), "due")


def _notes(caveat: Caveat, *, binds: bool) -> list[str]:
    """Return what else is on record of a caveat."""
    notes = []
    if caveat.origin == CaveatOrigin.DISCOVERED:
        who = caveat.discovered_by.name if caveat.discovered_by else _("the installation")
        told = {"who": who, "day": long_day(caveat.known_from)}
        notes.append(_("discovered by %(who)s, known from %(day)s") % told)
    if caveat.expires_on is not None:
        notes.append(_("binds until %(day)s (excluded)") % {"day": long_day(caveat.expires_on)})
    if caveat.satisfied_on is not None and not binds:
        told = {"day": long_day(caveat.satisfied_on), "by": caveat.satisfied_by, "proof": caveat.satisfied_evidence}
        notes.append(_("satisfied on %(day)s by %(by)s; evidence: %(proof)s") % told)
    return notes
