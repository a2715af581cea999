"""Forms in which a State's officers enter an instrument, a body or an act."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from muster.authorisations.actions import record_act, record_body, record_law
from muster.authorisations.forms import entering as forms
from muster.authorisations.models import NationalAct, NationalLaw
from muster.authorisations.pages.law import may_enter, path_to
from muster.authorisations.queries import known_acts, known_laws
from muster.authorisations.queries.access import state_of_law
from muster.kit.errors import NotAllowed
from muster.kit.form_page import answer_form
from muster.missions.queries import visible_missions
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.models import Organisation
from muster.parties.request import MusterRequest


def _own_state(request: MusterRequest, code: str) -> Organisation:
    """Return the State, if the viewer is one of its officers. Raises NotAllowed."""
    state = state_of_law(request.viewer, code)
    if not may_enter(request.viewer, state):
        raise NotAllowed(_("National law is entered by officers of its State."))
    return state


def _laws(request: MusterRequest, state: Organisation) -> list[NationalLaw]:
    return list(known_laws(request.viewer, request.today).filter(state=state))


def _replaced(request: MusterRequest) -> str:
    return request.GET.get("replaces", "")


@for_parties
def new_law(request: MusterRequest, code: str) -> HttpResponse:
    """Enter an instrument with the tasks that it allows, by itself or in the place of another."""
    state = _own_state(request, code)
    laws = _laws(request, state)
    replaced = {one.replaces_id for one in laws}
    open_laws = [one for one in laws if one.pk not in replaced]
    before = next((one for one in open_laws if one.reference == _replaced(request)), None)
    known = forms.known_law(before) if before else None
    form = forms.LawForm(request.POST or None, initial=known, open_laws=open_laws)
    rows = forms.task_rows(request.POST or None, before)

    def save() -> HttpResponse:
        made = record_law(request.viewer, form.law(state, request.today), forms.tasks_of(rows))
        messages.success(request, _("Law %(one)s is entered.") % {"one": made.reference})
        return redirect_as_of_today(request, "law", code=state.code, reference=made.reference)

    return answer_form(
        request, form, save, title=_("Enter a law"), crumbs=path_to(state), rows=rows,
        rows_title=_("Tasks that it allows"), rows_help=_("A row without words is left out."),
    )  # fmt: skip


@for_parties
def new_body(request: MusterRequest, code: str) -> HttpResponse:
    """Enter a body with its part in decisions, or a new version of it."""
    state = _own_state(request, code)
    form = forms.BodyForm(request.POST or None, laws=_laws(request, state))

    def save() -> HttpResponse:
        made = record_body(request.viewer, form.body(state, request.today))
        messages.success(request, _("%(one)s is entered.") % {"one": made.name})
        return redirect_as_of_today(request, "law-of-state", code=state.code)

    return answer_form(request, form, save, title=_("Enter a body"), crumbs=path_to(state))


@for_parties
def new_act(request: MusterRequest, code: str) -> HttpResponse:
    """Enter an act with its ceilings, by itself or as what reduces, extends or withdraws another."""
    state = _own_state(request, code)
    acts = list(known_acts(request.viewer, request.today).filter(state=state).select_related("state", "under"))
    replaced = {one.replaces_id for one in acts}
    open_acts = [one for one in acts if one.pk not in replaced]
    before: NationalAct | None = next((one for one in open_acts if one.reference == _replaced(request)), None)
    missions = list(visible_missions(request.viewer, request.today).order_by("acronym"))
    form = forms.ActForm(
        request.POST or None,
        initial=forms.known_act(before) if before else None,
        laws=_laws(request, state),
        open_acts=open_acts,
        missions=missions,
    )
    rows = forms.ceiling_rows(request.POST or None, missions, before)

    def save() -> HttpResponse:
        ceilings = forms.ceilings_of(rows, missions)
        made = record_act(request.viewer, form.act(state, request.today), form.named_missions(), ceilings)
        messages.success(request, _("Act %(one)s is entered.") % {"one": made.reference})
        return redirect_as_of_today(request, "national-act", code=state.code, reference=made.reference)

    return answer_form(
        request, form, save, title=_("Enter an act"), crumbs=path_to(state), rows=rows,
        rows_title=_("Ceilings per mission and category"), rows_help=_("A row without people is left out."),
    )  # fmt: skip
