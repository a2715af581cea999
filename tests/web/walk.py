"""A walk over all addresses as one kind of user: what each answered, and what stood in an answer and should not.

The walk asks the site's own handler: the test client's second drawing of every template would double the time. A kind
signs in once; whatever an address then does, to the record or to the session, is taken back before the next.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.db import transaction
from django.test import Client, RequestFactory
from django.test.client import ClientHandler

from muster.audit.models import AuditEvent
from muster.deployments.models import Stay, StayStage
from muster.documents.actions import share_document, store_document
from muster.documents.models import Document
from muster.matching.actions import DeviationTerms, propose_deviation
from muster.notices.actions import subscribe
from muster.notices.terms import SubscriptionTerms
from muster.parties.actions import issue_token
from muster.parties.viewer import SYSTEM
from muster.people.actions import register_person
from muster.people.terms import PersonTerms
from muster.plans.models import GapReplanning, InquiryStage, WorkList
from muster.pledges import actions as pledges
from muster.pledges.models import Caveat
from muster.pledges.rules.evidence import Verdict
from muster.statistics.actions.watch_subscriptions import subscribe_to_watch
from muster.statistics.rules.watch_terms import Measure, Scope, WatchTerms
from tests.deployments.individuals import individuals_walked_over
from tests.deployments.planned import plans_walked_over
from tests.deployments.theatre import basis_of, company_in_theatre
from tests.generation.ground import parts_of_a_case
from tests.generation.selecting import requests_walked_over
from tests.inspections.evaluated import evaluated_company
from tests.inspections.theatre import inspections_walked_over
from tests.matching.stated import make_statement
from tests.notices.people import tell
from tests.record import DAY, Record, make_parties, make_record, pledge_terms
from tests.reimbursement.walked import reimbursement_walked_over
from tests.snapshot import Snapshot
from tests.statistics.history_record import history_of_kazakhstan
from tests.training.walked import training_walked_over
from tests.web.address_entries import ANONYMOUS, KINDS, Entry
from tests.web.address_table import MARKERS, TABLE
from tests.web.answers import export_queries, text_of
from tests.web.decision_addresses import decisions_walked_over

HTML = "text/html"
DRAWING, DRAWN_BY = "data-chart=", "kit/charts"
"""The place of a drawing on a page, and the script without which it stays empty."""
BACKEND = "django.contrib.auth.backends.ModelBackend"
WALKED_ON_EVERY_DATABASE = (ANONYMOUS, "owning State's reader")
WATCHED = WatchTerms("Watch of Kazakhstan", Scope.STATES, Measure.DEATHS, 25, states=("LBN",))
FORMATS = ("csv", "json", "xlsx")
"""Which rows leave is settled before the form is. So one form a table and kind is enough: entries and kinds take turns,
and every table leaves in every form.
"""


@dataclass(frozen=True)
class Ground:
    """What is walked over: the small record, and the numbers that examples of addresses are filled with."""

    record: Record
    numbers: dict[str, int]


@cache
def ground() -> Snapshot[Ground]:
    """The ground of this run, made by the first test that asks for it."""
    return Snapshot("ground-of-the-walk", _made_ground)


def _made_ground() -> Ground:
    record = make_record(make_parties())
    return Ground(record, numbers_of(record))


def numbers_of(record: Record) -> dict[str, int]:
    """Enter what the small record lacks: a token, a document, a notice, a subscription, proof. Return the numbers."""
    token, _ = issue_token(record.parties["owning State"], "token-of-the-owning-State")
    stays = {stay.stage: stay.pk for stay in Stay.objects.all()}
    event = AuditEvent.objects.filter(on_behalf_of="UN").order_by("sequence").values_list("sequence", flat=True)[0]
    make_work_lists(record)
    company = company_in_theatre()
    evaluated_company()
    history_of_kazakhstan()
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
        "watch_subscription": subscribe_to_watch(record.parties["owning State"], WATCHED).pk,
        **proof_of_kazakhstan(),
        **parts_of_a_case(record),
        **requests_walked_over(record),
        "deviation": deviation_of_kazakhstan(record),
        **individuals_walked_over(record),
        **inspections_walked_over(),
        "basis": basis_of(company),
        **plans_walked_over(record),
        **training_walked_over(record),
        **reimbursement_walked_over(record),
        **decisions_walked_over(record),
        "event": event,
        "foreign_event": 1,
        **{f"{name}_person": person.number for name, person in record.persons.items()},
    }


def make_work_lists(record: Record) -> None:
    """Store a work list and a replanning of each plan that speak of Kazakhstan's submitted pledge."""
    stay = {"pledge": "kaz-submitted", "state": "KAZ", "post": "req-published-coy", "mission": "UNIFIL"}
    item: dict[str, object] = {
        "id": "notice:kaz-submitted",
        "kind": "notice",
        "words": "Words on kaz-submitted",
        "by": "2018-10-01",
    }
    item |= {"pledge": "kaz-submitted", "state": "KAZ", "visit": None, "gain": 9, "cost": 5}
    figures = {"gain": 4, "cost": 5, "objective_before": 1, "objective": 10, "most_gain": 5.5, "gaps_before": 2}
    report = {**figures, "gaps": 1, "possible": {"notice": 1}}
    report["items"] = [{**item, "stays": [{**stay, "start": "2018-10-01", "until": "2019-04-01"}]}]
    replanned: dict[str, object] = {"pledge": "kaz-submitted", "state": "KAZ", "gain": 3, "most_gain": 4.5, "moves": []}
    replanned["stay"] = {**stay, "start": "2018-10-01", "until": "2019-04-01"}
    for plan in record.plans.values():
        gap = plan.gaps.filter(post__reference="req-published-coy").order_by("gap_from")[0]
        GapReplanning.objects.create(
            plan=plan,
            post="req-published-coy",
            gap_from=gap.gap_from,
            gap_until=gap.gap_until,
            stage=InquiryStage.DONE,
            seconds=1.0,
            report={"found": [replanned], "dismissed": []},
        )
        WorkList.objects.create(plan=plan, stage=InquiryStage.DONE, seconds=1.0, report=report)


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


def deviation_of_kazakhstan(record: Record) -> int:
    """Enter a statement that the published company means, and what Kazakhstan proposes instead of its trucks."""
    make_statement()
    terms = DeviationTerms("kaz-submitted", "unifil-coy", "equipment", "svm truck", "Words of the deviation")
    return propose_deviation(record.parties["owning State"], terms, today=DAY).pk


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


@cache
def _handler() -> ClientHandler:
    """The site, its middleware loaded once."""
    return ClientHandler(enforce_csrf_checks=False)


class Asker(RequestFactory):
    """Somebody who asks the site, with cookies as given. What breaks in the site is an answer of status 500."""

    def __init__(self, cookies: SimpleCookie) -> None:
        super().__init__()
        self.cookies.update(cookies)

    def request(self, **request: Any) -> Any:
        """Return the answer to one request."""
        return _handler()(self._base_environ(**request))  # type: ignore[attr-defined]  # what the stubs leave out


def signed_in(record: Record, kind: str) -> SimpleCookie:
    """Sign a kind of user in; returns the cookies that say so."""
    client = Client()
    if kind != ANONYMOUS:
        client.force_login(record.parties.users[kind], backend=BACKEND)
    return client.cookies


def ask(asker: Asker, entry: Entry, address: str) -> Any:
    """Return the answer to one request."""
    if entry.address.split(" ")[1].startswith("api/"):
        return asker.generic(entry.method, address, json.dumps(entry.body), content_type="application/json")
    return asker.post(address) if entry.method == "POST" else asker.get(address)


def answers(asker: Asker, entry: Entry, address: str, form: str) -> Iterator[tuple[str, Any]]:
    """Yield the answer to an entry's example, and those to the exports of every table on it, in one form."""
    with undone():
        response = ask(asker, entry, address)
        yield address, response
        if entry.method != "GET" or response.status_code != 200 or HTML not in response.get("Content-Type", ""):
            return
        for query in export_queries(response.content.decode(), form):
            exported = address + ("&" if "?" in address else "?") + query
            yield exported, asker.get(exported)


@dataclass
class Found:
    """What a walk found: faults by their words, and the markers that stood in an answer."""

    faults: list[str]
    seen: set[str]

    def read(self, kind: str, address: str, text: str) -> None:
        """Note the markers of a text; those that the kind may not see, and did not ask for by name, are faults."""
        standing = [(marker, kinds) for marker, kinds in MARKERS if marker in text and marker not in address]
        self.seen |= {marker for marker, _ in standing}
        self.faults += [f"{address}: holds {marker!r}" for marker, kinds in standing if kind not in kinds]


def walk(kind: str) -> Found:
    """Walk over every address as a kind of user."""
    found, at = Found([], set()), ground().put()
    cookies = signed_in(at.record, kind)
    for turn, entry in enumerate(TABLE, start=KINDS.index(kind)):
        example = entry.example.format(**at.numbers)
        for address, response in answers(Asker(cookies), entry, example, FORMATS[turn % len(FORMATS)]):
            expected = 200 if "format=" in address else entry.statuses[kind]
            if response.status_code != expected:
                found.faults.append(f"{entry.method} {address}: {response.status_code}, not {expected}")
            text = text_of(response)
            found.read(kind, f"{entry.method} {address}", text)
            if DRAWING in text and DRAWN_BY not in text:
                found.faults.append(f"{entry.method} {address}: has a drawing and no script that draws it")
    return found


def kinds_to_walk(kinds: Iterable[str]) -> list[Any]:
    """Return the kinds as a test's parameters; two of them are enough to see that each database keeps the rule."""
    return [kind if kind in WALKED_ON_EVERY_DATABASE else pytest.param(kind, marks=pytest.mark.once) for kind in kinds]


def assert_nothing_foreign(kind: str) -> None:
    """Walk as a kind of user; every address must answer as the table says, and what the kind may see must be seen."""
    found = walk(kind)
    assert not found.faults, f"{len(found.faults)} faults:\n" + "\n".join(found.faults)
    assert found.seen == {marker for marker, kinds in MARKERS if kind in kinds}, "what the kind may see stands nowhere"
