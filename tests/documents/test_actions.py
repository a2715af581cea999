"""Documents are kept once, whole, and seen by their owner and those with whom they are shared."""

import pytest

from muster.audit.models import AuditEvent
from muster.documents.actions import share_document, store_document
from muster.documents.models import Document, DocumentContent, DocumentShare
from muster.documents.queries import document_bytes, visible_document, visible_documents
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.parties.viewer import ANONYMOUS, SYSTEM
from tests.documents.samples import PDF, SAMPLES
from tests.record import DAY, Parties


def stored(parties: Parties, actor: str = "owning State", owner: str = "KAZ", data: bytes = PDF) -> Document:
    """Keep a scan on behalf of its owner."""
    return store_document(
        parties[actor], owner=parties.organisations[owner], name="note.pdf", data=data, title="Note 7", today=DAY
    )


def test_a_document_gives_back_the_bytes_that_it_was_given(parties: Parties) -> None:
    for name, data in SAMPLES.items():
        kept = store_document(
            parties["owning State"], owner=parties.organisations["KAZ"], name=name, data=data, today=DAY
        )
        found = visible_document(parties["owning State"], kept.pk)
        assert (document_bytes(found), found.size_bytes, found.title, found.added_on) == (data, len(data), name, DAY)


def test_the_same_bytes_are_kept_once(parties: Parties) -> None:
    first, second = stored(parties), stored(parties, "other State", "IND")
    assert first.pk != second.pk
    assert first.content_id == second.content_id
    assert DocumentContent.objects.count() == 1


def test_only_an_officer_of_the_owner_may_keep_a_document(parties: Parties) -> None:
    for actor in ("owning State's reader", "other State", "secretariat officer"):
        with pytest.raises(NotAllowed):
            stored(parties, actor)
    assert stored(parties, "secretariat officer", "UN").owner.code == "UN"


def test_a_file_that_may_not_be_kept_leaves_nothing(parties: Parties) -> None:
    events = AuditEvent.objects.count()
    with pytest.raises(Refused):
        stored(parties, data=b"MZ\x90")
    assert (DocumentContent.objects.count(), Document.objects.count()) == (0, 0)
    assert AuditEvent.objects.count() == events


def test_a_document_is_its_owners_own_until_it_is_shared(parties: Parties) -> None:
    kept = stored(parties)
    for name in parties.viewers:
        sees = name in ("owning State", "owning State's reader")
        assert visible_documents(parties[name]).filter(pk=kept.pk).exists() == sees
    with pytest.raises(NotFound):
        visible_document(parties["secretariat officer"], kept.pk)
    assert not visible_documents(ANONYMOUS).exists()
    assert visible_documents(SYSTEM).get() == kept
    share_document(parties["owning State"], kept, parties.organisations["UN"], today=DAY)
    assert visible_document(parties["secretariat officer"], kept.pk) == kept
    assert not visible_documents(parties["other State"]).exists()


def test_a_document_shared_with_many_is_listed_once(parties: Parties) -> None:
    kept = stored(parties)
    for code in ("UN", "AU", "UN", "IND", "KAZ"):
        share_document(parties["owning State"], kept, parties.organisations[code], today=DAY)
    assert DocumentShare.objects.count() == 3
    assert AuditEvent.objects.filter(action="documents:document:shared").count() == 3
    for viewer in (parties["owning State"], parties["other secretariat"], SYSTEM):
        assert list(visible_documents(viewer)) == [kept]


def test_only_the_owner_shares(parties: Parties) -> None:
    kept = stored(parties)
    share_document(parties["owning State"], kept, parties.organisations["UN"], today=DAY)
    for actor in ("secretariat approver", "owning State's reader", "other State"):
        with pytest.raises(NotAllowed):
            share_document(parties[actor], kept, parties.organisations["AU"], today=DAY)


def test_what_is_kept_is_an_event_with_its_digest(parties: Parties) -> None:
    kept = stored(parties)
    event = AuditEvent.objects.get(action="documents:document:stored")
    assert (event.on_behalf_of, event.subject, event.after["sha256"]) == (
        "KAZ", f"document {kept.pk}", kept.content_id,
    )  # fmt: skip


def test_a_title_is_one_line_without_unseen_characters(parties: Parties) -> None:
    kept = store_document(
        parties["owning State"], owner=parties.organisations["KAZ"], name="a.pdf", data=PDF, today=DAY,
        title=" Note\x00 7\r\n\u202eof May ",
    )  # fmt: skip
    assert kept.title == "Note 7 of May"
    with pytest.raises(Refused):
        store_document(
            parties["owning State"], owner=parties.organisations["KAZ"], name="a.pdf", data=PDF, today=DAY,
            title="long " * 100,
        )  # fmt: skip
