"""The one page of documents: a file handed out to be saved."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from muster.documents.models import Document
from muster.documents.queries import document_bytes, visible_document
from muster.parties.access import for_parties
from muster.parties.request import MusterRequest


@for_parties
@require_safe
def document(request: MusterRequest, number: int) -> HttpResponse:
    """Hand out a document that the viewer may see."""
    return handed_out(visible_document(request.viewer, number))


def handed_out(found: Document) -> HttpResponse:
    """Return the answer that holds the file: always to be saved, never shown by the browser as a page of this site."""
    answer = HttpResponse(document_bytes(found), content_type=found.content_type)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=found.name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
