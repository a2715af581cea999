"""A document is handed out to be saved, and taken by the API as by a form."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from muster.documents.actions import store_document
from muster.documents.models import Document
from muster.documents.queries import visible_documents
from muster.documents.uploads import uploaded_document
from muster.kit.errors import Refused
from muster.reference.parameters import parameter
from tests.api.caller import BACKEND, Caller, by_token
from tests.documents.samples import PDF
from tests.record import DAY, Parties


@pytest.fixture
def note(parties: Parties) -> Document:
    """A note of Kazakhstan."""
    return store_document(
        parties["owning State"], owner=parties.organisations["KAZ"], name='Нота "7".pdf', data=PDF, title="<b>Note 7",
        today=DAY,
    )  # fmt: skip


@pytest.fixture
def browser(parties: Parties) -> Client:
    """The browser of an officer of Kazakhstan."""
    found = Client()
    found.force_login(parties.users["owning State"], backend=BACKEND)
    return found


def test_a_document_is_handed_out_to_be_saved_and_never_shown(browser: Client, note: Document) -> None:
    answer = browser.get(f"/documents/{note.pk}/")
    assert answer.content == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''%D0%9D%D0%BE%D1%82%D0%B0%207.pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"


def test_a_page_lists_files_with_name_size_and_date(parties: Parties, note: Document) -> None:
    page = render_to_string("documents/links.html", {"documents": visible_documents(parties["owning State"])})
    assert f'href="/documents/{note.pk}/"' in page
    assert "&lt;b&gt;Note 7" in page
    assert "Нота 7.pdf, 77\xa0bytes" in page
    assert "1 Oct 2018" in page
    assert "No file is attached." in render_to_string("documents/links.html", {"documents": []})


def sent(caller: Caller, name: str, data: bytes, **fields: str) -> Any:
    """Return the answer to a file that is sent to the API."""
    upload = io.BytesIO(data)
    upload.name = name
    return caller.client.post("/api/v1/documents", {"file": upload, **fields}, headers=caller.headers)


def test_the_api_keeps_lists_and_gives_back_a_file(parties: Parties) -> None:
    caller = by_token(parties["owning State"])
    answer = sent(caller, "note.pdf", PDF, title="Note 8")
    assert answer.status_code == 201, answer.content
    made = answer.json()
    assert (made["owner"], made["name"], made["title"], made["size_bytes"]) == ("KAZ", "note.pdf", "Note 8", len(PDF))
    assert caller.get("documents")["items"] == [made]
    assert caller.get("documents?owner=IND")["count"] == 0
    assert caller.get("documents?as_of=2018-10-01")["count"] == 0
    assert caller.get(f"documents/{made['number']}") == made
    content = caller.ask("GET", f"documents/{made['number']}/content")
    assert (content.content, content["Content-Type"]) == (PDF, "application/pdf")
    by_token(parties["other State"]).get(f"documents/{made['number']}", status=404)


def test_the_api_refuses_what_may_not_be_kept_in_one_line(parties: Parties) -> None:
    caller = by_token(parties["owning State"])
    for name, data, word in (
        ("page.html", b"<script>", "known kind"),
        ("note.pdf", b"<script>", "not a PDF"),
        ("note.txt", b"a" * 5_000_001, "more than 5000000 bytes"),
    ):
        answer = sent(caller, name, data)
        assert answer.status_code == 400
        assert word in answer.json()["detail"]
    assert sent(caller, "note.pdf", PDF, titel="Note 8").status_code == 400
    assert sent(caller, "note.pdf", PDF, owner="IND").status_code == 403
    assert sent(caller, "note.pdf", PDF, owner="XXX").status_code == 404
    assert sent(by_token(parties["owning State's reader"]), "note.pdf", PDF).status_code == 403
    assert not Document.objects.exists()


def test_a_form_takes_a_file_up_to_the_bound_and_says_when_there_is_none() -> None:
    request: Any = RequestFactory().post("/", {"scan": SimpleUploadedFile("../a.txt", b"words")})
    request.today = DAY
    assert uploaded_document(request, "scan").data == b"words"
    with pytest.raises(Refused, match="no file"):
        uploaded_document(request, "other")
    bound = parameter("document_maximum_bytes", on=DAY).integer
    request.FILES["scan"].size = bound + 1
    with pytest.raises(Refused, match=str(bound)):
        uploaded_document(request, "scan")
