"""Pages of bars to selection: they are the register's own."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.generation.actions.selection_bar import end_bar, record_bar
from muster.generation.forms.selection import BarForm, EndBarForm
from muster.generation.pages.request import crumbs
from muster.generation.pages.selection import BARS
from muster.generation.queries.offer import visible_bars
from muster.generation.queries.request import own_register
from muster.kit.errors import NotAllowed, NotFound
from muster.kit.form_page import answer_form
from muster.kit.pages import Action, Crumb, PageHead
from muster.kit.tables import render_table
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.models import Role
from muster.parties.request import MusterRequest


def _path() -> list[Crumb]:
    return [*crumbs(), Crumb(_("Bars to selection"), reverse("selection-bars"))]


def _require_officer(request: MusterRequest) -> None:
    if not (request.viewer.is_secretariat and request.viewer.has_role(Role.OFFICER)):
        raise NotAllowed(_("Bars to selection are entered by an officer of a register."))


@for_parties
@require_safe
def selection_bars(request: MusterRequest) -> HttpResponse:
    """Show host objections, vetting blocks and sanctions."""
    if not request.viewer.is_secretariat:
        raise NotAllowed(_("Bars to selection are the register's own; a State reads on its offers what concerns it."))
    table = render_table(request, BARS, list(visible_bars(request.viewer, request.as_of)))
    if isinstance(table, HttpResponse):
        return table
    doors = []
    if request.viewer.has_role(Role.OFFICER):
        doors.append(Action(_("Enter a bar"), reverse("new-selection-bar"), primary=True, icon="add"))
    head = PageHead(
        title=_("Bars to selection"),
        crumbs=[*crumbs(), Crumb(_("Bars to selection"))],
        lead=_("What keeps a State's units out whatever their score. Of a vetting block the State reads no reason."),
        actions=doors,
    )
    return render(request, "web/table_page.html", {"head": head, "table": table})


@for_parties
def new_selection_bar(request: MusterRequest) -> HttpResponse:
    """Enter a bar."""
    _require_officer(request)
    form = BarForm(request.POST or None, initial={"valid_from": request.today})

    def save() -> HttpResponse:
        bar = form.save(commit=False)
        bar.register = own_register(request.viewer, _("A bar to selection"))
        record_bar(request.viewer, bar, today=request.today)
        messages.success(request, _("The bar is recorded."))
        return redirect_as_of_today(request, "selection-bars")

    return answer_form(request, form, save, title=_("Enter a bar"), crumbs=_path())


@for_parties
def end_selection_bar(request: MusterRequest, number: int) -> HttpResponse:
    """End a bar."""
    if not visible_bars(request.viewer, request.as_of).filter(pk=number).exists():
        raise NotFound(_("There is no bar %(number)s that you may see.") % {"number": number})
    _require_officer(request)
    form = EndBarForm(request.POST or None, initial={"until": request.today})

    def save() -> HttpResponse:
        end_bar(request.viewer, number, today=request.today, **form.cleaned_data)
        messages.success(request, _("The bar ends."))
        return redirect_as_of_today(request, "selection-bars")

    return answer_form(request, form, save, title=_("End the bar"), crumbs=_path())
