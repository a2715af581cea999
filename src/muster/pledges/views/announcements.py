"""Pages of announcements, which are public speech, and of what came of them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.kit.errors import NotAllowed
from muster.kit.form_page import answer_form
from muster.kit.pages import Action, Badge, Crumb, Fact, PageHead
from muster.kit.tables import render_table
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.models import OrganisationKind, Role
from muster.parties.request import MusterRequest
from muster.pledges import actions
from muster.pledges.actions.announcements import may_write
from muster.pledges.forms.announcements import AnnouncementForm, LinkForm, TakeBackForm
from muster.pledges.models import Announcement
from muster.pledges.pages.announcements import (
    ANNOUNCEMENTS,
    announced_row,
    conversion_facts,
    conversion_table,
)
from muster.pledges.queries.announcements import (
    announced,
    measured_announcements,
    visible_announcement,
    visible_announcements,
)
from muster.pledges.rules.conversion import Announced, conversion, conversions_by

ANNOUNCERS = (OrganisationKind.SECRETARIAT, OrganisationKind.MEMBER_STATE)


def _crumbs(reference: str = "") -> list[Crumb]:
    crumbs = [Crumb(_("Pledges"), reverse("pledges")), Crumb(_("Announcements"), reverse("announcements"))]
    return [*crumbs, Crumb(reference, reverse("announcement", args=[reference]))] if reference else crumbs


def _may_announce(request: MusterRequest) -> bool:
    """Return whether the viewer is an officer of a secretariat or a State."""
    return request.viewer.kind in ANNOUNCERS and request.viewer.has_role(Role.OFFICER)


def _measured(request: MusterRequest) -> dict[str, Announced]:
    """Return what came of the announcements whose pledges the viewer may see, by reference."""
    found = list(measured_announcements(request.viewer, request.as_of))
    return {one.reference: one for one in announced(request.viewer, found, request.as_of)}


@for_parties
@require_safe
def announcements(request: MusterRequest) -> HttpResponse:
    """Show what States announced, and beside it what came of it to those who may know."""
    known = _measured(request)
    said = visible_announcements(request.viewer, request.as_of)
    rows = [announced_row(one, known.get(one.reference), request.as_of) for one in said]
    table = render_table(request, ANNOUNCEMENTS, rows)
    if isinstance(table, HttpResponse):
        return table
    doors = [Action(_("What came of them"), reverse("announcement-conversion"))] if known else []
    if _may_announce(request):
        doors.append(Action(_("Enter an announcement"), reverse("new-announcement"), primary=True, icon="add"))
    head = PageHead(
        title=_("Announcements"),
        crumbs=[Crumb(_("Pledges"), reverse("pledges")), Crumb(_("Announcements"))],
        lead=_("What States said in public that they would give. It is no pledge until the note verbale comes."),
        actions=doors,
    )
    return render(request, "web/table_page.html", {"head": head, "table": table})


@for_parties
@require_safe
def announcement_conversion(request: MusterRequest) -> HttpResponse:
    """Show how far the announcements came: of the viewer's register, or of its own State."""
    found = list(_measured(request).values())
    tables = {}
    for name, heading, caption, heading_of in (
        ("by_state", _("State"), _("What came of announcements, by State"), lambda one: one.state),
        ("by_occasion", _("Occasion"), _("What came of announcements, by occasion"), lambda one: one.occasion),
    ):
        rows = conversions_by(found, request.as_of, heading_of)
        table = render_table(request, conversion_table(name, heading, caption), rows, prefix=f"{name}-")
        if isinstance(table, HttpResponse):
            return table
        tables[name] = table
    total = conversion(found, request.as_of)
    head = PageHead(
        title=_("What came of announcements"),
        crumbs=[*_crumbs(), Crumb(_("What came of them"))],
        lead=_("Of what was announced: how much was registered, reached each level, was deployed; how long it took."),
        illustrative=total.illustrative,
    )
    context = {"head": head, "facts": conversion_facts(total), "tables": list(tables.values())}
    return render(request, "pledges/conversion.html", context)


@for_parties
@require_safe
def announcement(request: MusterRequest, reference: str) -> HttpResponse:
    """Show one announcement, with the pledges that came of it among those that the viewer may see."""
    found = visible_announcement(request.viewer, request.as_of, reference)
    (measured,) = announced(request.viewer, [found], request.as_of)
    taken_back = found.ended_on is not None and found.ended_on <= request.as_of
    doors = []
    if may_write(request.viewer, found):
        doors.append(Action(_("A pledge came of it"), reverse("link-announcement", args=[reference])))
        if not taken_back:
            doors.append(Action(_("It was taken back"), reverse("take-back-announcement", args=[reference])))
    head = PageHead(
        title=found.text,
        crumbs=[*_crumbs(), Crumb(reference)],
        lead=_("Announced by %(state)s: %(occasion)s.") % {"state": found.state.name, "occasion": found.occasion},
        status=Badge(_("taken back"), "short") if taken_back else None,
        actions=doors,
        illustrative=found.illustrative,
    )
    came = [
        {"reference": one.reference, "href": reverse("pledge", args=[one.reference]), "steps": sorted(
            one.steps.items(), key=lambda step: step[1])}
        for one in measured.pledges
    ]  # fmt: skip
    context = {"head": head, "facts": _facts(found, is_taken_back=taken_back), "came": came}
    return render(request, "pledges/announcement.html", context)


def _facts(found: Announcement, *, is_taken_back: bool) -> list[Fact]:
    """Return what was announced, as facts."""
    facts = [
        Fact(_("Announced on"), found.announced_on),
        Fact(_("Unit type"), found.unit_type or "—"),
        Fact(_("Units"), found.units),
        Fact(_("Strength"), found.strength, unit=_("people") if found.strength else ""),
        Fact(_("Conditions"), found.conditions or "—"),
        Fact(_("Register"), found.register.name),
    ]
    if is_taken_back:
        facts.append(Fact(_("Taken back on"), found.ended_on))
        facts.append(Fact(_("Why"), found.ended_reason))
    facts.append(Fact(_("Source"), found.source or "—", standing=found.standing))
    return facts


@for_parties
def new_announcement(request: MusterRequest) -> HttpResponse:
    """Enter an announcement."""
    if not _may_announce(request):
        raise NotAllowed(_("An announcement is entered by an officer of the Secretariat or of the State that made it."))
    form = AnnouncementForm(request.viewer, request.POST or None)

    def save() -> HttpResponse:
        made = actions.record_announcement(request.viewer, form.save(commit=False), today=request.today)
        messages.success(request, _("Announcement %(reference)s is recorded.") % {"reference": made.reference})
        return redirect_as_of_today(request, "announcement", reference=made.reference)

    return answer_form(request, form, save, title=_("Enter an announcement"), crumbs=_crumbs())


def _form_of_announcement(request: MusterRequest, reference: str, form: Any, act: Any, title: str) -> HttpResponse:
    """Show a form about an announcement to one of its sides, or save it by `act`."""
    found = visible_announcement(request.viewer, request.as_of, reference)
    if not may_write(request.viewer, found):
        raise NotAllowed(_("Only an officer of the register or of the State that announced may do this."))

    def save() -> HttpResponse:
        act()
        messages.success(request, _("Announcement %(reference)s: recorded.") % {"reference": reference})
        return redirect_as_of_today(request, "announcement", reference=reference)

    return answer_form(request, form, save, title=title, crumbs=_crumbs(reference))


@for_parties
def link_announcement(request: MusterRequest, reference: str) -> HttpResponse:
    """Say which pledge came of an announcement."""
    form = LinkForm(request.POST or None)

    def act() -> None:
        actions.link_pledge(request.viewer, reference, form.cleaned_data["pledge"], today=request.today)

    return _form_of_announcement(request, reference, form, act, _("A pledge came of it"))


@for_parties
def take_back_announcement(request: MusterRequest, reference: str) -> HttpResponse:
    """Say that an announcement was taken back."""
    form = TakeBackForm(request.POST or None, initial={"ended_on": request.today})

    def act() -> None:
        actions.take_back(request.viewer, reference, today=request.today, **form.cleaned_data)

    return _form_of_announcement(request, reference, form, act, _("It was taken back"))
