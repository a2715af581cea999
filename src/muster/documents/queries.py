"""Reads of documents: seen by their owner and by those with whom the owner shared them, by nobody else."""

from django.db.models import QuerySet

from muster.documents.models import Document
from muster.kit.errors import NotFound
from muster.parties import visibility
from muster.parties.viewer import Viewer

DOCUMENT_FIELDS = visibility.Fields(owner="owner_id", partner="shares__organisation_id")


def visible_documents(viewer: Viewer) -> QuerySet[Document]:
    """Return the documents that the viewer may see, each once, without their bytes; the newest first.

    For those known on a day: `known_on(visible_documents(viewer), day)`.
    """
    # Shares are joined inside the subquery only, so that a document shared with many is one row.
    seen = Document.objects.filter(visibility.rows(viewer, DOCUMENT_FIELDS)).order_by().values("pk")
    return Document.objects.filter(pk__in=seen).select_related("owner")


def visible_document(viewer: Viewer, pk: int) -> Document:
    """Return one document. Raises NotFound if there is none that the viewer may see."""
    found = visible_documents(viewer).filter(pk=pk).first()
    if found is None:
        raise NotFound(f"There is no document {pk} that you may see.")
    return found


def document_bytes(document: Document) -> bytes:
    """Return the bytes of a document that was read by `visible_document` or `visible_documents`."""
    return bytes(document.content.content)
