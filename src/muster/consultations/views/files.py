"""Files of a consultation: on paper, as days of a calendar, as a workbook out and in."""

from datetime import UTC, datetime

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.consultations.pages.consultation import PRINTS, consultation_crumbs
from muster.consultations.papers.convening import consultation_paper
from muster.consultations.queries import visible_consultation
from muster.consultations.queries.files import days_file
from muster.consultations.views.convening import convened, done
from muster.consultations.workbooks import convening as workbooks
from muster.kit.errors import NotFound
from muster.kit.form_page import answer_import
from muster.kit.pages import Crumb, PageHead
from muster.kit.papers import as_pdf, as_word
from muster.kit.uploads import attached, uploaded_bytes
from muster.parties.access import for_parties
from muster.parties.request import MusterRequest


@for_parties
@require_safe
def print_consultation(request: MusterRequest, reference: str, kind: str) -> HttpResponse:
    """Hand out agenda, list and pack as PDF or Word."""
    if kind not in PRINTS:
        raise NotFound(_("A consultation is printed as pdf or docx."))
    found = visible_consultation(request.viewer, request.as_of, reference)
    paper = consultation_paper(request.viewer, found, request.as_of)
    data = as_pdf(paper) if kind == "pdf" else as_word(paper)
    return attached(data, f"consultation-{reference}.{kind}")


@for_parties
@require_safe
def days(request: MusterRequest, reference: str) -> HttpResponse:
    """Hand out the steps as a file that calendar programs read."""
    found = visible_consultation(request.viewer, request.as_of, reference)
    address = request.build_absolute_uri(reverse("consultation", args=[reference]))
    data = days_file(found, address, datetime.now(UTC))
    name = f'attachment; filename="consultation-{reference}.ics"'
    return HttpResponse(data, content_type="text/calendar; charset=utf-8", headers={"Content-Disposition": name})


@for_parties
@require_safe
def workbook(request: MusterRequest, reference: str) -> HttpResponse:
    """Hand out agenda, pack and participants as a workbook that can be imported again."""
    found = visible_consultation(request.viewer, request.as_of, reference)
    data = workbooks.export_consultation(request.viewer, found, request.as_of)
    return attached(data, f"muster-consultation-{reference}.xlsx")


@for_parties
def import_consultation(request: MusterRequest, reference: str) -> HttpResponse:
    """Import agenda, pack and participants: all of it, or nothing and every error by sheet and row."""
    found = convened(request, reference)
    head = PageHead(
        title=_("Import a workbook"),
        kicker=found.title,
        lead=_("Agenda and pack are written whole; who stands in the sheet of participants is added, nobody removed."),
        crumbs=consultation_crumbs(found, Crumb(_("Import"))),
    )

    def save() -> HttpResponse:
        workbooks.import_consultation(request.viewer, uploaded_bytes(request), reference, today=request.today)
        return done(request, reference, _("The workbook is imported."))

    return answer_import(request, head, reverse("consultation-workbook", args=[reference]), save)
