"""The register as one workbook, out and in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.kit.errors import NotAllowed
from muster.kit.form_page import answer_import
from muster.kit.pages import Crumb, PageHead
from muster.kit.uploads import attached, uploaded_bytes
from muster.parties.access import for_parties
from muster.parties.models import OrganisationKind, Role
from muster.parties.queries import organisation
from muster.parties.request import MusterRequest
from muster.pledges.workbook import export, import_workbook

UN_REGISTER = "UN"


@for_parties
@require_safe
def workbook(request: MusterRequest) -> HttpResponse:
    """Hand out the viewer's part of the register, or the one pledge asked for, as a workbook to be imported again."""
    reference = request.GET.get("reference") or None
    data = export(request.viewer, request.as_of, reference)
    return attached(data, f"muster-{reference or 'pledges'}-{request.as_of:%Y-%m-%d}.xlsx")


@for_parties
def import_pledges(request: MusterRequest) -> HttpResponse:
    """Import a workbook of pledges: all of it, or none and every error by sheet, row and column."""
    if request.viewer.kind != OrganisationKind.MEMBER_STATE or not request.viewer.has_role(Role.OFFICER):
        raise NotAllowed(_("Pledges are imported by an officer of a Member State; sign in as one."))
    head = PageHead(
        title=_("Import pledges"),
        crumbs=[Crumb(_("Pledges"), reverse("pledges")), Crumb(_("Import"))],
        lead=_(
            "One Excel workbook holds one or many pledges whole: note verbale, availability, table of organisation, "
            "equipment, self-sustainment, caveats. Either all of it is saved, or nothing."
        ),
    )

    def save() -> HttpResponse:
        created, changed = import_workbook(
            request.viewer, uploaded_bytes(request), register=organisation(UN_REGISTER), today=request.today
        )
        done = {"created": created, "changed": changed}
        messages.success(request, _("%(created)s pledges created, %(changed)s changed.") % done)
        return redirect("pledges")

    return answer_import(request, head, reverse("pledges-workbook"), save)
