"""Pages of selection camps: the list, one camp, and what is entered of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.kit.form_page import answer_form, answer_import
from muster.kit.pages import Action, Crumb, Fact, PageHead
from muster.kit.tables import render_table
from muster.kit.uploads import attached, uploaded_bytes
from muster.parties.access import for_parties
from muster.parties.queries import organisation
from muster.parties.request import MusterRequest
from muster.training.actions import camps as actions
from muster.training.forms import pool as forms
from muster.training.models import SelectionCamp
from muster.training.queries import camps as queries
from muster.training.queries.pool import pool_rows, visible_pool
from muster.training.stages import CampTest, PoolPlace
from muster.training.tables import pool as tables
from muster.training.views.pool import may_write, pool_crumbs, require_writer
from muster.training.workbooks import camps as workbook

CALLED_FROM = (PoolPlace.CANDIDATE, PoolPlace.SCREENED, PoolPlace.POOLED, PoolPlace.RETURNED)
"""Where somebody may be who is called to a camp: in no post, nomination or rest."""


def _crumbs(*more: Crumb) -> list[Crumb]:
    own = Crumb(_("Selection camps"), reverse("selection-camps")) if more else Crumb(_("Selection camps"))
    return pool_crumbs(own, *more)


def _camp_crumbs(camp: SelectionCamp) -> list[Crumb]:
    return _crumbs(Crumb(camp.title, reverse("selection-camp", args=[camp.reference])))


@for_parties
@require_safe
def selection_camps(request: MusterRequest) -> HttpResponse:
    """Show the camps of the viewer's own State."""
    found = queries.visible_camps(request.viewer, request.as_of)
    table = render_table(request, tables.camps_table(queries.camp_counts(found, request.as_of)), found)
    if isinstance(table, HttpResponse):
        return table
    doors = []
    if may_write(request):
        doors.append(Action(_("New camp"), reverse("new-selection-camp"), primary=True, icon="add"))
    head = PageHead(
        title=_("Selection camps"),
        kicker=request.viewer.organisation_name,
        lead=_("About a week of tests: medical board, psychological test, fitness, driving, language. Those who pass "
               "enter the pool."),
        crumbs=_crumbs(),
        actions=doors,
    )  # fmt: skip
    return render(request, "web/table_page.html", {"head": head, "table": table})


@for_parties
@require_safe
def selection_camp(request: MusterRequest, reference: str) -> HttpResponse:
    """Show one camp with those called to it and their results."""
    camp = queries.visible_camp(request.viewer, request.as_of, reference)
    rows = queries.camp_rows(request.viewer, camp, request.as_of, request.today)
    count = queries.camp_counts([camp], request.as_of)[camp.pk]
    doors = []
    if may_write(request):
        doors += [
            Action(_("Change"), reverse("change-selection-camp", args=[reference]), icon="edit"),
            Action(_("Call candidates"), reverse("call-to-camp", args=[reference])),
            Action(_("Enter a result"), reverse("camp-result", args=[reference])),
            Action(_("Import a workbook"), reverse("import-camp", args=[reference])),
            Action(_("Take those who passed into the pool"), reverse("camp-take-in", args=[reference]), primary=True),
        ]
    doors.append(Action(_("As workbook"), reverse("camp-workbook", args=[reference]), icon="download"))
    head = PageHead(
        title=camp.title,
        kicker=camp.reference,
        crumbs=_crumbs(Crumb(camp.title)),
        actions=doors,
        illustrative=camp.illustrative,
    )
    tests = ", ".join(CampTest(one).label for one in camp.tests)
    facts = [
        Fact(_("State"), camp.state.name),
        Fact(_("Track"), camp.get_track_display()),
        Fact(_("Place"), camp.place or "—"),
        Fact(_("From"), camp.held_from),
        Fact(_("Until (excluded)"), camp.held_until),
        Fact(_("Tests"), tests),
        Fact(_("Candidates"), count.candidates, _("people"), source=camp.source, standing=camp.standing),
        Fact(_("Of whom women"), count.women, _("people"), source=camp.source, standing=camp.standing),
    ]
    table = render_table(request, tables.camp_table(camp.tests), rows)
    return render(request, "training/selection_camp.html", {"head": head, "facts": facts, "table": table})


@for_parties
def new_camp(request: MusterRequest) -> HttpResponse:
    """Enter a camp by form."""
    require_writer(request)
    form = forms.CampForm(request.POST or None)

    def save() -> HttpResponse:
        camp: SelectionCamp = form.instance
        camp.state, camp.known_from = organisation(request.viewer.organisation_code), request.today
        actions.record_camp(request.viewer, camp)
        messages.success(request, _("The camp is recorded."))
        return redirect("selection-camp", reference=camp.reference)

    return answer_form(request, form, save, title=_("New camp"), crumbs=_crumbs(Crumb(_("New camp")))[:-1])


@for_parties
def change_camp(request: MusterRequest, reference: str) -> HttpResponse:
    """Change a camp by form."""
    camp = queries.visible_camp(request.viewer, request.today, reference)
    require_writer(request)
    form = forms.CampForm(request.POST or None, instance=camp)

    def save() -> HttpResponse:
        version = form.cleaned_data["version"]
        actions.change_camp(request.viewer, form.instance, today=request.today, expected_version=version)
        messages.success(request, _("The camp is recorded."))
        return redirect("selection-camp", reference=reference)

    return answer_form(request, form, save, title=_("Change"), crumbs=_camp_crumbs(camp))


@for_parties
def call_to_camp(request: MusterRequest, reference: str) -> HttpResponse:
    """Call people of the pool to a camp, by form."""
    camp = queries.visible_camp(request.viewer, request.today, reference)
    require_writer(request)
    entries = visible_pool(request.viewer, request.today).filter(
        state=camp.state_id, track=camp.track, person__erased_on__isnull=True
    )
    rows = pool_rows(request.viewer, entries.exclude(camps_called_to__camp=camp), request.today, request.today)
    free = [one for one in rows if one.place.where in CALLED_FROM]
    form = forms.CallForm(request.POST if request.method == "POST" else None, free)

    def save() -> HttpResponse:
        numbers = [int(one) for one in form.cleaned_data["candidates"]]
        called = actions.call_to_camp(request.viewer, reference, numbers, today=request.today)
        messages.success(request, _("%(number)s people are called.") % {"number": called})
        return redirect("selection-camp", reference=reference)

    return answer_form(request, form, save, title=_("Call candidates"), crumbs=_camp_crumbs(camp))


@for_parties
def camp_result(request: MusterRequest, reference: str) -> HttpResponse:
    """Enter a result, or correct it, by form."""
    camp = queries.visible_camp(request.viewer, request.today, reference)
    require_writer(request)
    rows = queries.camp_rows(request.viewer, camp, request.today, request.today)
    form = forms.ResultForm(request.POST if request.method == "POST" else None, rows, camp.tests)

    def save() -> HttpResponse:
        said = form.cleaned_data
        actions.record_result(
            request.viewer,
            reference,
            int(said["candidate"]),
            said["test"],
            has_passed=said["has_passed"] == "yes",
            value=said["value"],
            today=request.today,
        )
        messages.success(request, _("The result is recorded."))
        return redirect("selection-camp", reference=reference)

    return answer_form(request, form, save, title=_("Enter a result"), crumbs=_camp_crumbs(camp))


@for_parties
def camp_take_in(request: MusterRequest, reference: str) -> HttpResponse:
    """Take everybody who passed into the pool, asked once."""
    camp = queries.visible_camp(request.viewer, request.today, reference)
    require_writer(request)
    form = forms.TakeInForm(request.POST if request.method == "POST" else None, camp.version)

    def save() -> HttpResponse:
        version = form.cleaned_data["version"]
        done = actions.take_in(request.viewer, reference, today=request.today, expected_version=version)
        messages.success(request, _("%(number)s people are in the pool.") % {"number": len(done.taken)})
        for place, words in done.held_back.items():
            told = {"place": place, "words": "; ".join(words)}
            messages.warning(request, _("Place %(place)s is held back: %(words)s.") % told)
        return redirect("selection-camp", reference=reference)

    title = _("Take those who passed into the pool")
    return answer_form(request, form, save, title=title, crumbs=_camp_crumbs(camp), submit_label=_("Take them in"))


@for_parties
@require_safe
def camp_workbook(request: MusterRequest, reference: str) -> HttpResponse:
    """Hand out the candidates of a camp with their results as a workbook that can be imported again."""
    camp = queries.visible_camp(request.viewer, request.as_of, reference)
    return attached(workbook.export(request.viewer, camp, request.today), f"muster-camp-{reference}.xlsx")


@for_parties
def import_camp(request: MusterRequest, reference: str) -> HttpResponse:
    """Import candidates and results of a camp: all of it, or none and every error by sheet, row and column."""
    camp = queries.visible_camp(request.viewer, request.today, reference)
    require_writer(request)
    head = PageHead(
        title=_("Import a workbook"),
        kicker=camp.title,
        lead=_("Candidates and results. Somebody new is entered with their data and made a candidate; either all is "
               "saved, or nothing. Of a medical board give the verdict alone."),
        crumbs=[*_camp_crumbs(camp), Crumb(_("Import"))],
    )  # fmt: skip

    def save() -> HttpResponse:
        done = workbook.import_camp(request.viewer, reference, uploaded_bytes(request), today=request.today)
        told = _("%(entered)s persons entered, %(called)s called, %(results)s results recorded.")
        messages.success(request, told % vars(done))
        return redirect("selection-camp", reference=reference)

    return answer_import(request, head, reverse("camp-workbook", args=[reference]), save)
