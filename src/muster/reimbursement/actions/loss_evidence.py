"""Evidence of a loss: a document of one side, shared with the others."""

from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.documents.actions import share_document
from muster.documents.models import Document
from muster.kit.errors import NotAllowed, Refused
from muster.parties.viewer import Viewer
from muster.reimbursement.actions.loss_access import locked_loss, may_add_evidence, sides_of
from muster.reimbursement.models import LossEvidence


@transaction.atomic
def add_loss_evidence(
    actor: Viewer, reference: str, document: int, *, today: date, expected_version: int | None = None
) -> LossEvidence:
    """Add a document of the actor's organisation to a case before it is decided, and share it with the other sides.

    Raises NotFound, NotAllowed, and Refused for a document that is none of its own or is there already.
    """
    event = locked_loss(actor, reference, expected_version, today)
    what = f"Evidence of loss {reference}"
    if not may_add_evidence(actor, event):
        raise NotAllowed(f"{what}: it is added by officers of the sides, before the decision.")
    found = Document.objects.filter(owner=actor.organisation_id, pk=document).first()
    if found is None:
        raise Refused(f"{what}: there is no document {document} of your organisation; add the file first.")
    if event.evidence.filter(document=found).exists():
        raise Refused(f"{what}: the document is there already.")
    made = LossEvidence.objects.create(event=event, document=found, by_id=actor.organisation_id, known_from=today)
    for side in sides_of(event.memorandum):
        share_document(actor, found, side, today=today)
    event.version += 1
    event.save(update_fields=["version"])
    audit.record(actor, "reimbursement:loss:evidence", reference, after={"document": found.pk, "title": found.title})
    return made
