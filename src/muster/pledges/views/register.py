"""Pages of the register. Thin: what may be seen is in queries, what may be done in actions."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from muster.kit.errors import NotAllowed, Refused
from muster.kit.form_page import answer_form
from muster.kit.pages import Action, Crumb, PageHead
from muster.kit.tables import render_table
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.models import OrganisationKind, Role
from muster.parties.queries import organisation
from muster.parties.request import MusterRequest
from muster.pledges import actions, queries
from muster.pledges.forms.register import LevelForm, PledgeForm, caveat_forms, caveat_terms
from muster.pledges.levels import LEVEL_CHOICES, Level
from muster.pledges.models import PledgeVersion
from muster.pledges.pages.path import proven_ladder
from muster.pledges.pages.register import may_change, pledge_head
from muster.pledges.pages.sections import layout
from muster.pledges.tables import PLEDGES
from muster.pledges.versions import terms_of

UN_REGISTER = "UN"


def _may_pledge(request: MusterRequest) -> bool:
    """Return whether the viewer is a State's officer."""
    return request.viewer.kind == OrganisationKind.MEMBER_STATE and request.viewer.has_role(Role.OFFICER)


AROUND = (
    (gettext_lazy("Obligations"), "pledge-obligations"),
    (gettext_lazy("States"), "pledge-states"),
    (gettext_lazy("Announcements"), "announcements"),
    (gettext_lazy("Packages"), "force-packages"),
    (gettext_lazy("Units"), "national-units"),
)
"""What belongs to the register besides the pledges themselves."""


@for_parties
@require_safe
def pledges(request: MusterRequest) -> HttpResponse:
    """Show the register as the viewer may see it."""
    found = queries.visible_pledges(request.viewer, request.as_of)
    caveated = queries.with_visible_caveats(request.viewer, found, request.as_of)
    rows = queries.with_doubt_in_theatre(request.viewer, caveated, request.as_of)
    table = render_table(request, PLEDGES, rows, prepare=partial(queries.put_reliance, request.viewer, request.as_of))
    if isinstance(table, HttpResponse):
        return table
    doors = [Action(label, reverse(name)) for label, name in AROUND]
    doors.append(Action(_("As workbook"), reverse("pledges-workbook"), icon="download"))
    if _may_pledge(request):
        doors.append(Action(_("Confirm"), reverse("confirm-pledges")))
        doors.append(Action(_("Import a workbook"), reverse("import-pledges")))
        doors.append(Action(_("New pledge"), reverse("new-pledge"), primary=True, icon="add"))
    head = PageHead(
        title=_("Pledges"),
        kicker=_("Readiness register"),
        lead=_("What States have pledged, at which level it stands, when it is available and under which caveats."),
        actions=doors,
    )
    return render(request, "web/table_page.html", {"head": head, "table": table})


@for_parties
@require_safe
def pledge(request: MusterRequest, reference: str) -> HttpResponse:
    """Show one pledge: its ladder, its facts, its caveats and its history."""
    page = queries.pledge_page(request.viewer, request.as_of, reference)
    context = {
        "head": pledge_head(page.pledge, request.viewer, request.as_of),
        "pledge": page.pledge,
        "layout": layout(request, page),
        "ladder": proven_ladder(request, page),
    }
    return render(request, "pledges/pledge.html", context)


@for_parties
def new_pledge(request: MusterRequest) -> HttpResponse:
    """Make a pledge by form."""
    if not _may_pledge(request):
        raise NotAllowed(_("A pledge is made by an officer of a Member State; sign in as one."))
    form = PledgeForm(request.POST or None, today=request.today)
    return _pledge_page(request, form, None)


@for_parties
def change_pledge(request: MusterRequest, reference: str) -> HttpResponse:
    """Change a pledge by form."""
    found = queries.visible_pledge(request.viewer, request.as_of, reference)
    if not may_change(found, request.viewer):
        raise NotAllowed(_("Only an officer of the State that made the pledge may change it."))
    form = PledgeForm(request.POST or None, instance=found, today=request.today)
    return _pledge_page(request, form, found)


def _pledge_page(request: MusterRequest, form: PledgeForm, found: PledgeVersion | None) -> HttpResponse:
    """Show the form, or save it and go to the pledge's page."""
    caveats = caveat_forms(request.POST or None, found)
    title = _("New pledge") if found is None else _("Change %(pledge)s") % {"pledge": found.reference}
    return answer_form(
        request,
        form,
        lambda: _save(request, form, caveats, found),
        title=title,
        crumbs=[Crumb(_("Pledges"), reverse("pledges"))],
        rows=caveats,
        rows_title=_("Caveats"),
    )


def _save(request: MusterRequest, form: PledgeForm, caveats: object, found: PledgeVersion | None) -> HttpResponse:
    """Save a valid form by the action that fits."""
    before = terms_of(found) if found else None
    terms = form.terms(request.viewer.organisation_code, caveat_terms(caveats), before)
    if found is None:
        saved = actions.create_pledge(request.viewer, terms, register=organisation(UN_REGISTER), today=request.today)
    else:
        seen = form.cleaned_data["version"]
        saved = actions.change_pledge(request.viewer, terms, today=request.today, expected_version=seen).pledge
    messages.success(request, _("Pledge %(pledge)s is recorded.") % {"pledge": saved.reference})
    return redirect_as_of_today(request, "pledge", reference=saved.reference)


@for_parties
@require_POST
def submit_pledge(request: MusterRequest, reference: str) -> HttpResponse:
    """Hand a draft to the Secretariat."""
    actions.submit_pledge(request.viewer, reference, today=request.today)
    messages.success(request, _("Pledge %(pledge)s is with the Secretariat.") % {"pledge": reference})
    return redirect_as_of_today(request, "pledge", reference=reference)


@for_parties
@require_POST
def change_level(request: MusterRequest, reference: str) -> HttpResponse:
    """Decide on a pledge's level."""
    found = queries.visible_pledge(request.viewer, request.as_of, reference)
    is_own = request.viewer.organisation_id == found.state_id
    form = LevelForm(LEVEL_CHOICES, request.POST, by_owner=is_own)
    if not form.is_valid():
        raise Refused(_("The level was not changed: give the level, the day and the evidence."))
    actions.change_level(
        request.viewer,
        reference,
        Level(form.cleaned_data["level"]),
        held_from=form.cleaned_data["held_from"],
        known_from=request.today,
        evidence=form.cleaned_data["evidence"],
        reason=form.cleaned_data["reason"],
        decided_by=request.viewer.organisation_name,
    )
    messages.success(request, _("The level of %(pledge)s is recorded.") % {"pledge": reference})
    return redirect_as_of_today(request, "pledge", reference=reference)
