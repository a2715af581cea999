"""Pages of missions and requirements. The page of one requirement, which shows candidates, is in `plans`."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from muster.kit.errors import NotAllowed, Refused
from muster.kit.form_page import answer_form, answer_import
from muster.kit.pages import Action, Crumb, PageHead
from muster.kit.tables import render_table
from muster.kit.uploads import attached, uploaded_bytes
from muster.missions import actions, queries
from muster.missions import workbook as requirement_workbook
from muster.missions.forms import MissionForm, RequirementForm, post_forms, post_terms
from muster.missions.models import Mission, Requirement, RequirementStage
from muster.missions.pages import mission_facts, mission_head
from muster.missions.tables import MISSIONS, REQUIREMENTS
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.models import Role
from muster.parties.request import MusterRequest


def _may_require(request: MusterRequest) -> bool:
    """Return whether the viewer is a Secretariat's officer."""
    return request.viewer.is_secretariat and request.viewer.has_role(Role.OFFICER)


def _is_own(request: MusterRequest, mission: Mission) -> bool:
    """Return whether the viewer acts for the organisation that mandates the mission."""
    return request.viewer.organisation_id == mission.mandated_by_id


@for_parties
@require_safe
def requirements(request: MusterRequest) -> HttpResponse:
    """Show the requirements as the viewer may see them."""
    table = render_table(request, REQUIREMENTS, queries.visible_requirements(request.viewer, request.as_of))
    if isinstance(table, HttpResponse):
        return table
    doors = [
        Action(_("Missions"), reverse("missions")),
        Action(_("Statements"), reverse("statements")),
        Action(_("As workbook"), reverse("requirements-workbook"), icon="download"),
    ]
    if _may_require(request):
        doors.append(Action(_("Import a workbook"), reverse("import-requirements")))
        doors.append(Action(_("New requirement"), reverse("new-requirement"), primary=True, icon="add"))
    head = PageHead(
        title=_("Requirements"),
        kicker=_("Force requirement"),
        lead=_("What missions need: requirements made of posts, each with its unit type, strength and dates."),
        actions=doors,
    )
    return render(request, "web/table_page.html", {"head": head, "table": table})


@for_parties
@require_safe
def missions(request: MusterRequest) -> HttpResponse:
    """Show the missions on record."""
    table = render_table(request, MISSIONS, queries.visible_missions(request.viewer, request.as_of))
    if isinstance(table, HttpResponse):
        return table
    doors = []
    if _may_require(request):
        doors.append(Action(_("New mission"), reverse("new-mission"), primary=True, icon="add"))
    head = PageHead(
        title=_("Missions"),
        crumbs=[Crumb(_("Requirements"), reverse("requirements")), Crumb(_("Missions"))],
        lead=_("Peace operations on record, with who mandated them, where and since when."),
        actions=doors,
    )
    return render(request, "web/table_page.html", {"head": head, "table": table})


@for_parties
def new_mission(request: MusterRequest) -> HttpResponse:
    """Enter a mission by form."""
    return _mission_page(request, None)


@for_parties
def change_mission(request: MusterRequest, acronym: str) -> HttpResponse:
    """Bring a mission's facts up to date by form."""
    return _mission_page(request, queries.visible_mission(request.viewer, request.as_of, acronym))


def _mission_page(request: MusterRequest, found: Mission | None) -> HttpResponse:
    """Show the form of a mission, or save it and go to its page."""
    if not _may_require(request) or (found and not _is_own(request, found)):
        raise NotAllowed(_("Missions are entered by officers of the Secretariat that mandates them."))
    form = MissionForm(request.POST or None, instance=found)

    def save() -> HttpResponse:
        saved = actions.enter_mission(
            request.viewer, form.save(commit=False), today=request.today, mandated_with=form.partner_codes()
        )
        messages.success(request, _("Mission %(one)s is recorded.") % {"one": saved.acronym})
        return redirect_as_of_today(request, "mission", acronym=saved.acronym)

    title = _("New mission") if found is None else _("Change %(one)s") % {"one": found.acronym}
    return answer_form(request, form, save, title=title, crumbs=[Crumb(_("Missions"), reverse("missions"))])


@for_parties
@require_safe
def mission(request: MusterRequest, acronym: str) -> HttpResponse:
    """Show one mission: its facts, its mandates and its requirements."""
    found = queries.visible_mission(request.viewer, request.as_of, acronym)
    rows = queries.visible_requirements(request.viewer, request.as_of).filter(mission=found)
    table = render_table(request, REQUIREMENTS, rows)
    if isinstance(table, HttpResponse):
        return table
    context = {"head": mission_head(found, request.viewer), "facts": mission_facts(found), "table": table}
    return render(request, "missions/mission.html", context)


@for_parties
def new_requirement(request: MusterRequest) -> HttpResponse:
    """Make a requirement by form."""
    return _requirement_page(request, None)


@for_parties
def change_requirement(request: MusterRequest, reference: str) -> HttpResponse:
    """Change a requirement by form."""
    return _requirement_page(request, queries.visible_requirement(request.viewer, request.as_of, reference))


def _requirement_page(request: MusterRequest, found: Requirement | None) -> HttpResponse:
    """Show the form, or save it and go to the requirement's page."""
    if not _may_require(request):
        raise NotAllowed(_("Requirements are made and changed by the Secretariat's officers."))
    missions = queries.visible_missions(request.viewer, request.as_of, only_active=True).filter(
        mandated_by_id=request.viewer.organisation_id
    )
    form = RequirementForm(missions, request.POST or None, instance=found)
    posts = post_forms(request.POST or None, found)
    title = _("New requirement") if found is None else _("Change %(one)s") % {"one": found.reference}
    return answer_form(
        request,
        form,
        lambda: _save(request, form, posts, found),
        title=title,
        crumbs=[Crumb(_("Requirements"), reverse("requirements"))],
        rows=posts,
        rows_title=_("Posts"),
    )


def _save(request: MusterRequest, form: RequirementForm, posts: object, found: Requirement | None) -> HttpResponse:
    """Save a valid form by the action that fits."""
    terms = form.terms(post_terms(posts))
    if found is None:
        saved = actions.create_requirement(request.viewer, terms, today=request.today)
    else:
        saved = actions.change_requirement(request.viewer, terms, expected_version=form.cleaned_data["version"])
    messages.success(request, _("Requirement %(one)s is recorded.") % {"one": saved.reference})
    if found is None:
        return redirect_as_of_today(request, "requirement", reference=saved.reference)
    return redirect("requirement", reference=saved.reference)


@for_parties
@require_POST
def change_stage(request: MusterRequest, reference: str) -> HttpResponse:
    """Publish or close a requirement."""
    wanted = request.POST.get("stage", "")
    if wanted not in RequirementStage.values:
        raise Refused(_("Say which stage the requirement is to have: published or closed."))
    actions.change_stage(request.viewer, reference, RequirementStage(wanted))
    messages.success(request, _("Requirement %(one)s is %(stage)s.") % {"one": reference, "stage": wanted})
    return redirect("requirement", reference=reference)


@for_parties
@require_safe
def workbook(request: MusterRequest) -> HttpResponse:
    """Hand out the requirements that the viewer may see as one workbook that can be imported again."""
    data = requirement_workbook.export(request.viewer, request.as_of)
    return attached(data, f"muster-requirements-{request.as_of:%Y-%m-%d}.xlsx")


@for_parties
def import_requirements(request: MusterRequest) -> HttpResponse:
    """Import a workbook of requirements: all of it, or none and every error by sheet, row and column."""
    if not _may_require(request):
        raise NotAllowed(_("Requirements are imported by the Secretariat's officers."))
    head = PageHead(
        title=_("Import requirements"),
        crumbs=[Crumb(_("Requirements"), reverse("requirements")), Crumb(_("Import"))],
        lead=_("One Excel workbook holds one or many requirements with their posts. Either all is saved, or nothing."),
    )

    def save() -> HttpResponse:
        created, changed = requirement_workbook.import_workbook(
            request.viewer, uploaded_bytes(request), today=request.today
        )
        done = {"created": created, "changed": changed}
        messages.success(request, _("%(created)s requirements created, %(changed)s changed.") % done)
        return redirect("requirements")

    return answer_import(request, head, reverse("requirements-workbook"), save)
