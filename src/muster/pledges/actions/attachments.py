"""Files that a State attaches to its pledge, and takes off again. The register reads them once the pledge is there."""

from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.documents.actions import share_document, store_document
from muster.kit.clean_fields import require_clean_fields
from muster.kit.day_text import long_day
from muster.kit.errors import NotFound, Refused
from muster.parties.viewer import Viewer
from muster.pledges.actions.access import own_open_pledge
from muster.pledges.models import WITHHELD_STAGES, Attachment, Pledge
from muster.reference.catalogue import table

KINDS = "attachment_kinds"


@transaction.atomic
def attach_document(
    actor: Viewer, reference: str, *, kind: str, name: str, data: bytes, title: str = "", today: date
) -> Attachment:
    """Keep a file as the State's own and attach it to its pledge.

    `name` is the file's, `kind` a code of the attachment kinds. Raises NotFound, NotAllowed, and Refused where the
    kind is none, the pledge has ended, or the file is none that may be kept.
    """
    pledge = own_open_pledge(actor, reference, f"Attachment to pledge {reference}")
    if kind not in table(KINDS).by_key:
        raise Refused(f"Attachment to pledge {reference}: {kind!r} is no kind; give one of {', '.join(_codes())}.")
    document = store_document(actor, owner=pledge.state, name=name, data=data, title=title, today=today)
    attachment = Attachment(pledge=pledge, kind=kind, document=document, known_from=today)
    require_clean_fields(attachment, f"Attachment to pledge {reference}")
    attachment.save(force_insert=True)
    if pledge.stage not in WITHHELD_STAGES:
        share_document(actor, document, pledge.register, today=today)
    audit.record(actor, "pledges:attachment:attached", reference, after=_content(attachment))
    return attachment


@transaction.atomic
def detach(actor: Viewer, reference: str, number: int, *, today: date) -> Attachment:
    """Take an attachment off from today on; it stays in the history, and who could read the file still can."""
    pledge = own_open_pledge(actor, reference, f"Attachment to pledge {reference}")
    attachment = Attachment.objects.select_related("document").filter(pledge=pledge, pk=number).first()
    if attachment is None:
        raise NotFound(f"Pledge {reference} has no attachment {number}.")
    if attachment.known_until is not None:
        raise Refused(f"Attachment {number} was taken off on {long_day(attachment.known_until)}.")
    if today < attachment.known_from:
        raise Refused(f"Attachment {number} is there since {long_day(attachment.known_from)} only.")
    attachment.known_until = today
    attachment.save(update_fields=["known_until"])
    content = _content(attachment)
    audit.record(actor, "pledges:attachment:detached", reference, before=content, after={"detached_on": today})
    return attachment


def hand_over_attachments(actor: Viewer, pledge: Pledge, *, today: date) -> None:
    """Let the register's organisation read what is attached to a pledge that is being submitted."""
    for attachment in pledge.attachments.filter(known_until__isnull=True).select_related("document"):
        share_document(actor, attachment.document, pledge.register, today=today)


def _codes() -> list[str]:
    """Return the codes of the kinds."""
    return list(table(KINDS).by_key)


def _content(attachment: Attachment) -> dict[str, object]:
    """Return an attachment as its event keeps it."""
    document = attachment.document
    return {
        "attachment": attachment.pk,
        "kind": attachment.kind,
        "document": document.pk,
        "name": document.name,
        "sha256": document.content_id,
    }
