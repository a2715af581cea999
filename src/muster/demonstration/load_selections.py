"""Enters requests for contributions, the offers made, and the selection that was proposed and approved."""

from muster.demonstration.load_parties import SECRETARIAT, organisation
from muster.demonstration.rows import Row, read_rows
from muster.generation.actions import feedback
from muster.generation.actions import offer as offers
from muster.generation.actions import request as requests
from muster.generation.actions import selection as selections
from muster.generation.models import Offer, Request, Selection, SelectionFeedback
from muster.parties.acting import acting_viewer
from muster.parties.viewer import SYSTEM

PROPOSER, APPROVER = "desk", "approver"
"""The accounts of the two people of the register: nobody approves what they proposed."""


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split(";") if part)


def known_requests() -> set[str]:
    """Return the references of the requests on record."""
    return set(Request.objects.values_list("reference", flat=True))


def load_request(row: Row, known: set[str]) -> bool:
    """Draft and issue a request, enter the offers of its file, and close it where it was closed; False where it is."""
    if row["reference"] in known:
        return False
    terms = requests.RequestTerms(
        reference=row["reference"],
        title=row["title"],
        posts=_listed(row["posts"]),
        states=_listed(row["states"]),
        reply_by=row.day("reply_by"),
        note_verbale=row["note_verbale"],
        words=row["words"],
        source=row["source"],
        standing=row.standing,
    )
    requests.create_request(SYSTEM, terms, register=organisation(SECRETARIAT), today=row.day("issued_on"))
    requests.issue_request(SYSTEM, row["reference"], today=row.day("issued_on"))
    for offer in read_rows("force_offers"):
        if offer["request"] == row["reference"]:
            _load_offer(offer)
    closed_on = row.optional_day("closed_on")
    if closed_on is not None:
        requests.close_request(SYSTEM, row["reference"], reason=row["closed_reason"], today=closed_on)
    return True


def _load_offer(row: Row) -> None:
    terms = offers.OfferTerms(
        row["request"],
        row["post"],
        row["state"],
        pledges=_listed(row["pledges"]),
        words=row["words"],
        source=row["source"],
        standing=row.standing,
    )
    offers.make_offer(SYSTEM, terms, today=row.day("made_on"))


def known_selections() -> set[tuple[str, str]]:
    """Return request and post of the selections on record."""
    return set(Selection.objects.values_list("request__reference", "post__reference"))


def load_selection(row: Row, known: set[tuple[str, str]]) -> bool:
    """Propose a selection, let the other person approve it, review and send the feedback; False where it is there."""
    if (row["request"], row["post"]) in known:
        return False
    desk, approver, day = acting_viewer(PROPOSER), acting_viewer(APPROVER), row.day("approved_on")
    offer = Offer.objects.get(request__reference=row["request"], post__reference=row["post"], state__code=row["state"])
    made = selections.draft_selection(
        desk, row["request"], row["post"], offer=offer.reference, justification=row["justification"],
        today=row.day("proposed_on"),
    )  # fmt: skip
    selections.propose_selection(desk, made.reference, today=row.day("proposed_on"))
    selections.approve_selection(approver, made.reference, today=day)
    told_on = row.optional_day("told_on")
    if told_on is None:
        return True
    for one in SelectionFeedback.objects.filter(selection=made).select_related("offer"):
        feedback.review_feedback(
            desk, made.reference, one.offer.reference, reasons=one.reasons, advice=one.advice, today=told_on
        )
    feedback.send_feedback(desk, made.reference, today=told_on)
    return True
