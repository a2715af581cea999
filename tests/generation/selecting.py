"""A request for the small record's company on its way to an approved selection, step by step."""

from datetime import date, timedelta
from typing import Any

from muster.generation.actions import offer as offers
from muster.generation.actions import request as requests
from muster.generation.actions import selection as selections
from muster.generation.actions.selection_bar import record_bar
from muster.generation.models import Offer, Request, Selection, SelectionBar
from tests.record import DAY, Parties, Record

POST = "req-published-coy"
REPLY_BY = DAY + timedelta(days=28)
AFTER = REPLY_BY + timedelta(days=1)


def drafted(parties: Parties, reference: str = "ask", **changes: Any) -> Request:
    """Draft a request to Kazakhstan and India for the company."""
    values: dict[str, Any] = {
        "reference": reference,
        "title": f"Title of {reference}",
        "posts": (POST,),
        "reply_by": REPLY_BY,
        "states": ("KAZ", "IND"),
        "note_verbale": f"Note of {reference}",
        "words": f"Words of {reference}",
    }
    terms = requests.RequestTerms(**(values | changes))
    officer, register = parties["secretariat officer"], parties.organisations["UN"]
    return requests.create_request(officer, terms, register=register, today=DAY)


def issued(parties: Parties, reference: str = "ask", **changes: Any) -> Request:
    """Draft a request and issue it."""
    drafted(parties, reference, **changes)
    return requests.issue_request(parties["secretariat officer"], reference, today=DAY)


def offered(parties: Parties, state: str, request: str = "ask", today: date = DAY, **changes: Any) -> Offer:
    """Let a State offer its submitted company."""
    actor = parties["owning State" if state == "KAZ" else "other State"]
    values: dict[str, Any] = {"post": POST, "state": state, "pledges": (f"{state.lower()}-submitted",)}
    terms = offers.OfferTerms(request, **(values | changes))
    return offers.make_offer(actor, terms, today=today)


def closed(parties: Parties, reference: str = "ask") -> Request:
    """Issue a request, let both States offer, and close it after its last day."""
    issued(parties, reference)
    offered(parties, "KAZ", reference)
    offered(parties, "IND", reference)
    return requests.close_request(parties["secretariat officer"], reference, today=AFTER)


def proposed(parties: Parties, offer: str = "ask-kaz-1", reference: str = "ask", reason: str = "Reason.") -> Selection:
    """Close a request and propose an offer."""
    closed(parties, reference)
    officer = parties["secretariat officer"]
    made = selections.draft_selection(officer, reference, POST, offer=offer, today=AFTER, justification=reason)
    return selections.propose_selection(officer, made.reference, today=AFTER)


def approved(parties: Parties, offer: str = "ask-kaz-1", reference: str = "ask") -> Selection:
    """Propose an offer and let another person approve it."""
    made = proposed(parties, offer, reference)
    return selections.approve_selection(parties["secretariat approver"], made.reference, today=AFTER)


def requests_walked_over(record: Record) -> dict[str, int]:
    """Enter a draft, a request to Kazakhstan with its offer, one with a selection, and a block; return numbers."""
    parties = record.parties
    drafted(parties, "ask-draft")
    issued(parties, "ask-kaz", states=("KAZ",))
    offered(parties, "KAZ", "ask-kaz", words="Words on the offer of Kazakhstan")
    closed(parties, "done")
    officer = parties["secretariat officer"]
    reason = "Written reason for the choice"
    made = selections.draft_selection(officer, "done", POST, offer="done-kaz-1", today=AFTER, justification=reason)
    selections.propose_selection(officer, made.reference, today=AFTER)
    block = SelectionBar(
        register=parties.organisations["UN"],
        kind="vetting",
        state=parties.organisations["KAZ"],
        mission=record.missions["UNDOF"],
        valid_from=DAY,
        reason="Reason of the vetting block",
    )
    return {"bar": record_bar(officer, block, today=DAY).pk}
