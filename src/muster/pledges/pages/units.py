"""National units on pages: behind a pledge, and on their own."""

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.kit.pages import Action, Badge, Crumb, Fact, PageHead
from muster.parties.models import OrganisationKind, Role
from muster.parties.request import MusterRequest
from muster.parties.viewer import Viewer
from muster.pledges.models import NationalUnit, PledgeVersion
from muster.pledges.pages.section import NOTHING, Section
from muster.pledges.queries.page import PledgePage
from muster.pledges.queries.units import PledgedElsewhere, certificates_of, pledged_elsewhere
from muster.pledges.rules.interoperability import Certificate, SupportedLine, UnitProfile, supported_lines
from muster.reference.certifications import certification_ratings, certification_steps, certified_lines


def unit_section(request: MusterRequest, page: PledgePage) -> Section:
    """Return the national unit behind a pledge: where else it is pledged, and what its certifications support."""
    pledge, unit = page.pledge, page.pledge.pledge.unit
    if unit is None or page.sides is None:
        return NOTHING
    certificates = certificates_of([unit.pk], request.as_of).get(unit.pk, ())
    content = {
        "unit": unit,
        "address": reverse("national-unit", args=[unit.code]),
        "warnings": double_hatting_words(pledged_elsewhere(pledge, request.as_of)),
        "supports": supports(certificates, request),
    }
    return Section(_("National unit"), "unit", content, anchor="unit")


def double_hatting_words(elsewhere: PledgedElsewhere) -> list[str]:
    """Return in words where the unit is pledged besides; another register by its name alone."""
    words = []
    if elsewhere.registers:
        told = {"registers": ", ".join(elsewhere.registers)}
        words.append(_("The same unit is pledged to %(registers)s too. It is one unit, and counted once.") % told)
    if elsewhere.pledges:
        told = {"pledges": ", ".join(elsewhere.pledges)}
        words.append(_("The same unit stands behind %(pledges)s too, and is counted once.") % told)
    return words


def supports(certificates: Iterable[Certificate], request: MusterRequest) -> list[str]:
    """Return in words the checklist lines for which the unit's certifications are evidence as of the day."""
    lines: Iterable[SupportedLine] = supported_lines(certificates, certified_lines(), request.as_of)
    names = {(one.scheme, one.step): one.name for one in certification_steps()}
    by_step: dict[tuple[str, str], list[str]] = {}
    for one in lines:
        by_step.setdefault((one.scheme, one.step), []).append(one.line)
    return [f"{names[step]}: {', '.join(codes)}" for step, codes in by_step.items()]


def may_change_unit(unit: NationalUnit, viewer: Viewer) -> bool:
    """Return whether the viewer is an officer of the unit's State."""
    return viewer.organisation_id == unit.state_id and viewer.has_role(Role.OFFICER)


def may_register(viewer: Viewer) -> bool:
    """Return whether the viewer is a State's officer."""
    return viewer.kind == OrganisationKind.MEMBER_STATE and viewer.has_role(Role.OFFICER)


def unit_head(unit: NationalUnit, viewer: Viewer, pledges: Sequence[PledgeVersion]) -> PageHead:
    """Return the head of a unit's page; pledged to two registers that the viewer sees, it says so."""
    doors = []
    if may_change_unit(unit, viewer):
        named = (
            ("change-unit", _("Change")),
            ("unit-profile", _("Record a profile")),
            ("unit-certification", _("Record a certification")),
            ("unit-service", _("Record common service")),
        )
        doors = [Action(label, reverse(name, args=[unit.code])) for name, label in named]
    registers = {one.register_id for one in pledges}
    return PageHead(
        title=unit.name,
        crumbs=[
            Crumb(_("Pledges"), reverse("pledges")),
            Crumb(_("Units"), reverse("national-units")),
            Crumb(unit.code),
        ],
        lead=_("A unit of %(state)s.") % {"state": unit.state.name},
        status=Badge(_("pledged to several registers"), "due") if len(registers) > 1 else None,
        actions=doors,
        illustrative=unit.illustrative,
    )


def profile_facts(unit: NationalUnit, profile: UnitProfile) -> list[Fact]:
    """Return what is on record of a unit; an empty list says nothing."""
    listed = (
        (_("Languages"), profile.languages),
        (_("Procedures"), profile.procedures),
        (_("Communications"), profile.communications),
    )
    facts = [Fact(_("Home base"), unit.home_base or "—")]
    facts += [Fact(label, ", ".join(sorted(words)) or _("not on record")) for label, words in listed]
    facts.append(Fact(_("Source"), unit.source or "—", standing=unit.standing))
    return facts


def rating_name(code: str) -> str:
    """Return a rating in words."""
    return next((one.name for one in certification_ratings() if one.code == code), code)


def step_name(scheme: str, step: str) -> str:
    """Return a scheme's step in words."""
    return next((one.name for one in certification_steps() if (one.scheme, one.step) == (scheme, step)), step)
