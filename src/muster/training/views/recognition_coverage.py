"""The coverage matrix of a recognition case as a workbook, out and in."""

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from muster.kit.errors import NotFound
from muster.kit.form_page import answer_import
from muster.kit.pages import Crumb, PageHead
from muster.kit.uploads import attached, uploaded_bytes
from muster.parties.access import for_parties
from muster.parties.entered_today import redirect_as_of_today
from muster.parties.request import MusterRequest
from muster.training.models import RecognitionCase
from muster.training.pages import recognition as pages
from muster.training.queries.recognition_cases import visible_case
from muster.training.views.recognition_cases import case_of_register
from muster.training.workbooks import recognition_coverage as workbook


@for_parties
@require_safe
def coverage_workbook(request: MusterRequest, reference: str) -> HttpResponse:
    """Hand out the coverage matrix of a case as a workbook that can be imported again."""
    case = _with_lines(visible_case(request.viewer, request.as_of, reference))
    return attached(workbook.export_coverage(request.viewer, case, request.as_of), f"coverage-{reference}.xlsx")


@for_parties
def import_coverage(request: MusterRequest, reference: str) -> HttpResponse:
    """Import verdicts on lines: all of them, or nothing and every error by row."""
    _with_lines(case_of_register(request, reference))
    title = _("Import verdicts")

    def save() -> HttpResponse:
        workbook.import_coverage(request.viewer, uploaded_bytes(request), reference, today=request.today)
        messages.success(request, _("Recognition case %(one)s is recorded.") % {"one": reference})
        return redirect_as_of_today(request, "recognition-case", reference=reference)

    head = PageHead(title=title, crumbs=pages.crumbs(pages.case_crumb(reference), Crumb(title)))
    return answer_import(request, head, reverse("coverage-workbook", args=[reference]), save)


def _with_lines(case: RecognitionCase) -> RecognitionCase:
    """Return the case. Raises NotFound where it is against no version of a standard on record: it has no matrix."""
    if case.standard_version is None:
        words = _("Recognition case %(one)s names no version of a standard on record: it is judged by its evidence.")
        raise NotFound(words % {"one": case.reference})
    return case
