"""A State's law as a workbook: handed out, and imported again by its officers."""

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.authorisations.pages.law import may_enter, state_crumbs
from muster.authorisations.queries.access import state_of_law
from muster.authorisations.workbooks import law as workbook
from muster.kit.errors import NotAllowed
from muster.kit.form_page import answer_import
from muster.kit.pages import Crumb, PageHead
from muster.kit.uploads import attached, uploaded_bytes
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.request import MusterRequest


@for_parties
@require_safe
def law_workbook(request: MusterRequest, code: str) -> HttpResponse:
    """Hand out a State's law as a workbook that can be imported again."""
    state = state_of_law(request.viewer, code)
    data = workbook.export(request.viewer, state, request.as_of)
    return attached(data, f"muster-law-{state.code}-{request.as_of:%Y-%m-%d}.xlsx")


@for_parties
def import_law(request: MusterRequest, code: str) -> HttpResponse:
    """Import a workbook of law: all of it, or none and every error by sheet, row and column."""
    state = state_of_law(request.viewer, code)
    if not may_enter(request.viewer, state):
        raise NotAllowed(_("National law is entered by officers of its State."))
    title = _("Import law")
    head = PageHead(
        title=title,
        crumbs=state_crumbs(state, Crumb(title)),
        lead=_("New instruments, bodies and acts; what is on record stays. Either all is saved, or nothing."),
    )

    def save() -> HttpResponse:
        entered = workbook.import_workbook(request.viewer, state, uploaded_bytes(request), today=request.today)
        messages.success(request, _("%(n)s instruments, bodies and acts entered.") % {"n": entered})
        return redirect_as_of_today(request, "law-of-state", code=state.code)

    return answer_import(request, head, reverse("law-workbook", args=[state.code]), save)
