"""Pages of the calendar, of consultations, and of how they go on."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.consultations.actions import convening as actions
from muster.consultations.forms import convening as forms
from muster.consultations.models import Consultation
from muster.consultations.pages import consultation as pages
from muster.consultations.pages.contributions import contribution_context
from muster.consultations.parameters import least_days
from muster.consultations.queries import (
    calendar,
    convenes,
    measured,
    measured_consultations,
    proposals,
    seen_participants,
    visible_consultation,
    visible_consultations,
    with_measured,
)
from muster.consultations.rules.measures import period_measures
from muster.consultations.rules.stages import PREPARED_IN, UNDER_WAY
from muster.consultations.tables.convening import (
    AGENDA,
    CALENDAR,
    CONSULTATIONS,
    MEASURES,
    PROPOSALS,
    pack_table,
    participants_table,
    steps_table,
)
from muster.kit.errors import NotAllowed, NotFound
from muster.kit.form_page import answer_form
from muster.kit.pages import Action, Crumb, PageHead
from muster.kit.tables import render_table, tables_on_page
from muster.missions.queries import known_mandates, visible_missions
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.request import MusterRequest


@for_parties
@require_safe
def calendar_page(request: MusterRequest) -> HttpResponse:
    """Show the one page: every operation in force, what is due and by when, what is at risk, what is proposed."""
    viewer, day = request.viewer, request.as_of
    rows = calendar(viewer, day)
    planned = list(proposals(viewer, day))
    drawn = tables_on_page(request, {"calendar": (CALENDAR, rows), "planned": (PROPOSALS, planned)})
    if isinstance(drawn, HttpResponse):
        return drawn
    under_way = visible_consultations(viewer, day).filter(stage_then__in=UNDER_WAY).count()
    context = {
        "head": pages.calendar_head(viewer),
        "figures": pages.calendar_figures(rows, under_way, len(planned)),
        "explanation": pages.calendar_explanation(day),
        "shows_planned": viewer.is_secretariat,
        **drawn,
    }
    return render(request, "consultations/calendar.html", context)


@for_parties
@require_safe
def consultation_list(request: MusterRequest) -> HttpResponse:
    """Show all consultations that the viewer may see."""
    table = render_table(request, CONSULTATIONS, visible_consultations(request.viewer, request.as_of))
    if isinstance(table, HttpResponse):
        return table
    head = PageHead(
        title=_("All consultations"),
        crumbs=pages.crumbs(Crumb(_("All consultations"))),
        lead=_("Those that you convene or are invited to; a mission's staff see those on their operation."),
    )
    return render(request, "web/table_page.html", {"head": head, "table": table})


@for_parties
@require_safe
def measures(request: MusterRequest) -> HttpResponse:
    """Show how meaningful consultations were, together and one by one."""
    rows = measured_consultations(request.viewer, request.as_of)
    table = render_table(request, MEASURES, rows)
    if isinstance(table, HttpResponse):
        return table
    head = PageHead(
        title=_("How meaningful consultations were"),
        crumbs=pages.crumbs(Crumb(_("Measures"))),
        lead=_("Time given, packs in time, inputs traced to the text: of the consultations that you may see."),
    )
    context = {
        "head": head,
        "table": table,
        "figures": pages.period_figures(period_measures(one.measures for one in rows)),
        "explanation": pages.calendar_explanation(request.as_of),
    }
    return render(request, "consultations/measures.html", context)


@for_parties
@require_safe
def consultation(request: MusterRequest, reference: str) -> HttpResponse:
    """Show one consultation: steps, agenda, who takes part, the pack, what States brought in, the measures."""
    viewer, day = request.viewer, request.as_of
    found = with_measured(visible_consultations(viewer, day).filter(reference=reference), day).first()
    if found is None:
        raise NotFound(_("There is no consultation “%(one)s” that you may see.") % {"one": reference})
    is_now = day == request.today
    may_write = pages.may_convene(viewer, found) and is_now
    goes_on = may_write and found.stage in UNDER_WAY
    drawn = tables_on_page(
        request,
        {
            "steps": (
                steps_table(day, reference, may_hold=may_write and found.stage in UNDER_WAY),
                found.steps_in_order,
            ),
            "agenda": (AGENDA, list(found.agenda.all())),
            "participants": (
                participants_table(
                    reference,
                    viewer.organisation_id,
                    is_convener=convenes(viewer, found),
                    may_change=may_write and found.stage in PREPARED_IN,
                ),
                list(seen_participants(viewer, found, day)),
            ),
            "pack": (
                pack_table(day, reference, may_deliver=goes_on),
                found.documents_in_order,
            ),
        },
    )
    if isinstance(drawn, HttpResponse):
        return drawn
    (row,) = measured([found], day)
    context = {
        "consultation": found,
        "head": pages.consultation_head(viewer, found, day, request.today),
        "path": pages.stage_path(found),
        "facts": pages.consultation_facts(viewer, found),
        "figures": pages.measure_figures(row, least_days(day)),
        "explanation": pages.calendar_explanation(day),
        **drawn,
        **contribution_context(viewer, found, day),
    }
    return render(request, "consultations/consultation.html", context)


@for_parties
def new_consultation(request: MusterRequest) -> HttpResponse:
    """Plan a consultation by form; the address may name the operation."""
    if not pages.convenes_some(request.viewer):
        raise NotAllowed(_("Consultations are planned by officers of the secretariat that mandates the operation."))
    missions = visible_missions(request.viewer, request.today).filter(mandated_by=request.viewer.organisation_id)
    choices = [(one.acronym, f"{one.acronym}: {one.name}") for one in missions.order_by("acronym")]
    initial = {"mission": request.GET.get("mission", "")}
    form = forms.PlanForm(request.POST if request.method == "POST" else None, choices, initial)

    def save() -> HttpResponse:
        made = actions.plan_consultation(request.viewer, form.terms(), today=request.today)
        messages.success(request, _("Consultation %(one)s is planned.") % {"one": made.reference})
        return redirect_as_of_today(request, "consultation", reference=made.reference)

    return answer_form(request, form, save, title=_("Plan a consultation"), crumbs=pages.crumbs())


def convened(request: MusterRequest, reference: str) -> Consultation:
    """Return the consultation that an officer of its secretariat writes to. Raises NotFound and NotAllowed."""
    found = visible_consultation(request.viewer, request.today, reference)
    if not pages.may_convene(request.viewer, found):
        raise NotAllowed(_("Only officers of the convening secretariat do this."))
    return found


def done(request: MusterRequest, reference: str, words: str) -> HttpResponse:
    """Say what was done and go to the consultation."""
    messages.success(request, words)
    return redirect_as_of_today(request, "consultation", reference=reference)


@for_parties
def change(request: MusterRequest, reference: str) -> HttpResponse:
    """Change title, reason and day of the vote by form."""
    found = convened(request, reference)
    initial = {name: getattr(found, name) for name in ("version", "title", "reason", "vote_on")}
    form = forms.ChangeForm(request.POST or None, initial=initial)

    def save() -> HttpResponse:
        said = form.cleaned_data
        actions.change_consultation(
            request.viewer, reference, title=said["title"], reason=said["reason"], vote_on=said["vote_on"],
            today=request.today, expected_version=said["version"],
        )  # fmt: skip
        return done(request, reference, _("The consultation is changed."))

    crumbs = pages.consultation_crumbs(found)
    return answer_form(request, form, save, title=_("Change the consultation"), crumbs=crumbs)


@for_parties
def open_(request: MusterRequest, reference: str) -> HttpResponse:
    """Open a consultation: everybody on the list is invited."""
    found = convened(request, reference)
    form = forms.ReadVersionForm(request.POST or None, initial={"version": found.version})

    def save() -> HttpResponse:
        actions.open_consultation(
            request.viewer, reference, today=request.today, expected_version=form.cleaned_data["version"]
        )
        return done(request, reference, _("The consultation is open; everybody on the list is invited."))

    return _confirmed(request, found, form, save, _("Open the consultation"), _("Open and invite"))


@for_parties
def close(request: MusterRequest, reference: str) -> HttpResponse:
    """Close a consultation with the mandate that was decided."""
    found = convened(request, reference)
    known = (
        known_mandates(request.viewer, request.today).filter(mission=found.mission).exclude(pk=found.mandate_id or 0)
    )
    resolutions = [one.resolution for one in known.order_by("-valid_from") if one.resolution]
    form = forms.CloseForm(request.POST or None, resolutions, found.version)

    def save() -> HttpResponse:
        said = form.cleaned_data
        actions.close_consultation(
            request.viewer, reference, resolution=said["resolution"], reason=said["reason"], today=request.today,
            expected_version=said["version"],
        )  # fmt: skip
        return done(request, reference, _("The consultation is closed."))

    return _confirmed(request, found, form, save, _("Close the consultation"), _("Close"))


@for_parties
def cancel(request: MusterRequest, reference: str) -> HttpResponse:
    """Give a consultation up, with the reason."""
    found = convened(request, reference)
    form = forms.ReasonForm(request.POST or None, initial={"version": found.version})

    def save() -> HttpResponse:
        said = form.cleaned_data
        actions.cancel_consultation(
            request.viewer, reference, reason=said["reason"], today=request.today, expected_version=said["version"]
        )
        return done(request, reference, _("The consultation is cancelled."))

    return _confirmed(request, found, form, save, _("Cancel the consultation"), _("Cancel it"))


def _confirmed(
    request: MusterRequest,
    found: Consultation,
    form: forms.ReadVersionForm,
    save: Callable[[], HttpResponse],
    title: str,
    label: str,
) -> HttpResponse:
    crumbs = pages.consultation_crumbs(found)
    back = Action(_("Back"), reverse("consultation", args=[found.reference]))
    return answer_form(request, form, save, title=title, crumbs=crumbs, submit_label=label, doors=[back])
