"""Pages of what holds phases up in missions."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.generation import actions, queries
from muster.generation.forms.cases import BlockForm
from muster.generation.models import MissionBlock
from muster.generation.pages.case import crumbs
from muster.generation.queries.cases import visible_block
from muster.generation.tables import BLOCKS
from muster.kit.errors import NotAllowed
from muster.kit.form_page import answer_form
from muster.kit.pages import Action, Crumb, PageHead
from muster.kit.tables import render_table
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.models import OrganisationKind, Role
from muster.parties.request import MusterRequest


def _may_record(request: MusterRequest) -> bool:
    kinds = (OrganisationKind.SECRETARIAT, OrganisationKind.MISSION)
    return request.viewer.kind in kinds and request.viewer.has_role(Role.OFFICER)


@for_parties
@require_safe
def blocks(request: MusterRequest) -> HttpResponse:
    """Show what holds phases up, as believed on the day."""
    table = render_table(request, BLOCKS, queries.visible_blocks(request.viewer, request.as_of))
    if isinstance(table, HttpResponse):
        return table
    doors = [Action(_("New block"), reverse("new-block"), primary=True, icon="add")] if _may_record(request) else []
    head = PageHead(
        title=_("What holds phases up"),
        crumbs=crumbs(Crumb(_("Blocks"))),
        lead=_("A host State's stop, a closed port: in these days nothing is done in the phases named, in any case."),
        actions=doors,
    )
    return render(request, "web/table_page.html", {"head": head, "table": table})


@for_parties
def new_block(request: MusterRequest) -> HttpResponse:
    """Record a block by form; all open cases of the mission are rescheduled."""
    return _block_page(request, None)


@for_parties
def change_block(request: MusterRequest, reference: str) -> HttpResponse:
    """Change a block by form, its end above all."""
    return _block_page(request, visible_block(request.viewer, request.today, reference))


def _block_page(request: MusterRequest, found: MissionBlock | None) -> HttpResponse:
    if not _may_record(request):
        raise NotAllowed(_("Blocks are recorded by officers of the mission or of the body that mandated it."))
    form = BlockForm(request.POST or None, request.viewer, request.today, found)

    def save() -> HttpResponse:
        terms = form.terms()
        actions.record_block(request.viewer, terms, today=request.today)
        messages.success(
            request, _("Block %(one)s is recorded; open cases are rescheduled.") % {"one": terms.reference}
        )
        return redirect_as_of_today(request, "blocks")

    doors = []
    if found is not None:
        doors.append(Action(_("Tours through the blocks"), reverse("rotation-blocks", args=[found.mission.acronym])))
    title = _("New block") if found is None else _("Change %(one)s") % {"one": found.reference}
    path = crumbs(Crumb(_("Blocks"), reverse("blocks")))
    return answer_form(request, form, save, title=title, crumbs=path, doors=doors)
