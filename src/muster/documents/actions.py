"""Writes to documents: keep a file, and let another organisation read it."""

import hashlib
from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.audit.personal import personal_markers
from muster.documents.file_kinds import kind_by_name
from muster.documents.models import Document, DocumentContent, DocumentShare
from muster.documents.rules import cleaned_name, document_problems, seen_text
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import Refused
from muster.parties import visibility
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer
from muster.reference.parameters import parameter


def subject_of(document: Document) -> str:
    """Return the name by which audit events speak of a document."""
    return f"document {document.pk}"


@transaction.atomic
def store_document(
    actor: Viewer, *, owner: Organisation, name: str, data: bytes, title: str = "", today: date, of_person: str = ""
) -> Document:
    """Keep a file as its owner's own; bytes that are on record already are kept once.

    `of_person` is the audit subject of the person whom the file is about (its name says nothing of them): the event
    then holds the digest of the bytes as a personal value, gone with the person's data. Raises NotAllowed unless the
    actor is an officer of `owner`, Refused where the file is none that may be kept.
    """
    visibility.require_owner(actor, owner.pk, "Document")
    kept_name = cleaned_name(name)
    problems = document_problems(kept_name, data, maximum_bytes=parameter("document_maximum_bytes", on=today).integer)
    kind = kind_by_name(kept_name)
    if problems or kind is None:
        raise Refused(problems=problems)
    digest = hashlib.sha256(data).hexdigest()
    document = Document(
        owner=owner,
        name=kept_name,
        title=seen_text(title) or kept_name,
        content_type=kind.content_type,
        size_bytes=len(data),
        content_id=digest,
        added_on=today,
        known_from=today,
    )
    require_clean_fields(document, f"Document {kept_name}")
    DocumentContent.objects.get_or_create(sha256=digest, defaults={"content": data, "size_bytes": len(data)})
    document.save(force_insert=True)
    told = personal_markers({"sha256": digest}, of_person) if of_person else {"sha256": digest}
    after = {"owner": owner.code, "name": kept_name, "type": kind.content_type, "bytes": len(data), **told}
    audit.record(actor, "documents:document:stored", subject_of(document), after=after)
    return document


@transaction.atomic
def delete_if_unused(number: int) -> bool:
    """Delete a document that no record holds any more, with its bytes where no other has them; return whether it was.

    For what is kept of persons alone: whoever took the record away that held the file has checked the actor.
    """
    document = Document.objects.filter(pk=number).first()
    if document is None or _is_used(document):
        return False
    content = document.content
    document.delete()
    if not content.documents.exists():
        content.delete()
    return True


def _is_used(document: Document) -> bool:
    """Return whether any record but its shares points at a document."""
    for relation in Document._meta.related_objects:
        if relation.related_model is DocumentShare:
            continue
        if relation.related_model._base_manager.filter(**{relation.field.name: document}).exists():
            return True
    return False


@transaction.atomic
def share_document(actor: Viewer, document: Document, organisation: Organisation, *, today: date) -> None:
    """Let another organisation read a document of the actor's own; to share it again changes nothing.

    Raises NotAllowed unless the actor is an officer of the document's owner.
    """
    visibility.require_owner(actor, document.owner_id, f"Document {document.pk}")
    if organisation.pk == document.owner_id:
        return
    _, is_new = DocumentShare.objects.get_or_create(
        document=document, organisation=organisation, defaults={"shared_on": today}
    )
    if is_new:
        audit.record(actor, "documents:document:shared", subject_of(document), after={"with": organisation.code})
