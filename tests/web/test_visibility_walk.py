"""A walk over all addresses as all kinds of user: each gets what the table says, nobody a foreign row."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from muster.audit.models import AuditEvent
from muster.deployments.models import Stay, StayStage
from muster.documents.actions import share_document, store_document
from muster.documents.models import Document
from muster.notices.actions import subscribe
from muster.notices.terms import SubscriptionTerms
from muster.parties.actions import issue_token
from muster.parties.viewer import SYSTEM
from muster.people.actions import register_person
from muster.people.terms import PersonTerms
from muster.pledges import actions as pledges
from muster.pledges.models import Caveat
from muster.pledges.rules.evidence import Verdict
from tests.notices.people import tell
from tests.record import DAY, Record, pledge_terms
from tests.web.address_table import ANONYMOUS, KINDS, MARKERS, TABLE, Entry
from tests.web.addresses import every_address
from tests.web.answers import export_queries, text_of

HTML = "text/html"
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def numbers(record: Record) -> dict[str, int]:
    """What examples of addresses are filled with: a token, stays, a document, a notice, events, persons."""
    token, _ = issue_token(record.parties["owning State"], "token-of-the-owning-State")
    stays = {stay.stage: stay.pk for stay in Stay.objects.all()}
    event = AuditEvent.objects.filter(on_behalf_of="UN").order_by("sequence").values_list("sequence", flat=True)[0]
    draft, sent = (record.visits[reference] for reference in ("aav-draft", "aav-sent"))
    return {
        "token": token.pk,
        "caveat": Caveat.objects.get(pledge__reference="kaz-submitted").pk,
        "held": stays[StayStage.UNDER_WAY],
        "agreed": stays[StayStage.AGREED],
        **hung_on_a_pledge(record),
        "subject": draft.subjects.get().pk,
        "checklist": draft.checklists.filter(area="C").get().pk,
        "sent_checklist": sent.checklists.filter(area="C").get().pk,
        "document": shared_document(record).pk,
        "notice": tell(record.parties, "KAZ").pk,
        "subscription": subscribe(record.parties["owning State"], SubscriptionTerms("Subscription of Kazakhstan")).pk,
        **proof_of_kazakhstan(),
        "event": event,
        "foreign_event": 1,
        **{f"{name}_person": person.number for name, person in record.persons.items()},
    }


def proof_of_kazakhstan() -> dict[str, int]:
    """Enter evidence that waits and evidence that is approved, a cap and an open change request of Kazakhstan."""
    said = {"level": "L2", "kind": "commitment", "today": DAY, "title": "Evidence of Kazakhstan"}
    approved = pledges.hand_in_evidence(SYSTEM, "kaz-submitted", **said)  # type: ignore[arg-type]
    pledges.review_evidence(SYSTEM, approved.pk, Verdict.APPROVED, today=DAY)
    waiting = pledges.hand_in_evidence(SYSTEM, "kaz-submitted", **said)  # type: ignore[arg-type]
    pledges.set_level_cap(SYSTEM, "kaz-submitted", "L3", reason="Cap of Kazakhstan", today=DAY)
    terms = pledge_terms("kaz-submitted", "KAZ", strength=122)
    asked = pledges.request_change(SYSTEM, terms, reason="Change of Kazakhstan", today=DAY)
    return {"evidence": waiting.pk, "asked": asked.pk}


def shared_document(record: Record) -> Document:
    """Keep a document of Kazakhstan that the Secretariat may read."""
    organisations, owner = record.parties.organisations, record.parties["owning State"]
    title = "Title of the document of Kazakhstan"
    kept = store_document(
        owner, owner=organisations["KAZ"], name="a.txt", data=b"Words of the document", title=title, today=DAY
    )
    share_document(owner, kept, organisations["UN"], today=DAY)
    return kept


def hung_on_a_pledge(record: Record) -> dict[str, int]:
    """Attach a file to Kazakhstan's submitted pledge, and name its focal point."""
    owner, today = record.parties["owning State"], datetime.now(UTC).date()
    terms = PersonTerms("focal-point", "Family of the answering person")
    person = register_person(owner, terms, organisation=record.parties.organisations["KAZ"], today=today)
    number = person.number
    pledges.name_focal_point(owner, "kaz-submitted", number=number, function="Function of the focal point", today=today)
    attachment = pledges.attach_document(
        owner, "kaz-submitted", kind="OTHER", name="b.txt", data=b"b", title="Title of the attachment", today=today
    )
    return {"attachment": attachment.pk, "focal_point": number}


@contextmanager
def undone() -> Iterator[None]:
    """Take back whatever is written inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def client_of(record: Record, kind: str) -> Client:
    """Return a client of a kind of user, new each time: some addresses sign out."""
    client = Client()
    if kind != ANONYMOUS:
        client.force_login(record.parties.users[kind], backend=BACKEND)
    return client


def ask(client: Client, entry: Entry, address: str) -> Any:
    """Return the answer to one request."""
    if entry.address.split(" ")[1].startswith("api/"):
        return client.generic(entry.method, address, json.dumps(entry.body), content_type="application/json")
    return client.post(address) if entry.method == "POST" else client.get(address)


def foreign_texts(kind: str, address: str, text: str) -> list[str]:
    """Return the texts that the kind of user may not see; what they asked for by name is their own word."""
    return [marker for marker, kinds in MARKERS if kind not in kinds and marker in text and marker not in address]


def answers(record: Record, kind: str, entry: Entry, numbers: dict[str, int]) -> Iterator[tuple[str, Any]]:
    """Yield the answer to an entry's example, and those to the exports of every table on it."""
    address = entry.example.format(**numbers)
    with undone():
        client = client_of(record, kind)
        response = ask(client, entry, address)
        yield address, response
        if entry.method != "GET" or response.status_code != 200 or HTML not in response.get("Content-Type", ""):
            return
        for query in export_queries(response.content.decode()):
            exported = address + ("&" if "?" in address else "?") + query
            yield exported, client.get(exported)


def test_the_table_knows_every_address_and_no_other() -> None:
    """A new address fails here until the table says who gets what at it."""
    assert {entry.address for entry in TABLE} == every_address()


def test_the_table_says_it_for_every_kind_of_user() -> None:
    assert {kind for entry in TABLE for kind in set(KINDS) - set(entry.statuses)} == set()


@pytest.mark.parametrize("kind", KINDS)
def test_no_answer_holds_a_foreign_row(kind: str, record: Record, numbers: dict[str, int]) -> None:
    faults, seen = [], set()
    for entry in TABLE:
        for address, response in answers(record, kind, entry, numbers):
            text = text_of(response)
            seen |= {marker for marker, _ in MARKERS if marker in text and marker not in address}
            expected = 200 if "format=" in address else entry.statuses[kind]
            if response.status_code != expected:
                faults.append(f"{entry.method} {address}: {response.status_code}, not {expected}")
            faults += [f"{entry.method} {address}: holds {marker!r}" for marker in foreign_texts(kind, address, text)]
    assert not faults, f"{len(faults)} faults:\n" + "\n".join(faults)
    assert seen == {marker for marker, kinds in MARKERS if kind in kinds}, "what the kind may see stands nowhere"
