"""Selections: drafted and proposed by an officer, approved by another person, sent back, revoked; and the feedback.

The events of proposing and approving hold everything that the choice rests on, so that it can be replayed from them.
"""

from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse

from muster.audit import actions as audit
from muster.generation.actions.cases import open_case
from muster.generation.actions.offer import subject_of
from muster.generation.actions.revoking import revoke
from muster.generation.actions.selection_access import (
    locked_request,
    locked_selection,
    require_expected,
    require_possible,
    require_words,
    tell,
)
from muster.generation.models import (
    Case,
    Offer,
    OfferStage,
    Selection,
    SelectionFeedback,
    SelectionStage,
)
from muster.generation.queries.selection_facts import selection_input
from muster.generation.rules import selection as rules
from muster.generation.rules.selection_record import content_of
from muster.generation.rules.selection_score import SelectionOutput, evaluate
from muster.generation.terms import CaseTerms, DonePhase
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotFound, Refused
from muster.kit.standing import Standing
from muster.notices.actions import notify
from muster.notices.terms import Subject
from muster.parties import visibility
from muster.parties.models import Role
from muster.parties.viewer import SYSTEM, Viewer


@transaction.atomic
def draft_selection(
    actor: Viewer, request_reference: str, post: str, *, offer: str, today: date, justification: str = ""
) -> Selection:
    """Draft the choice of an offer for a post of a closed request; one per request and post, besides those revoked."""
    request = locked_request(actor, request_reference)
    what = f"Selection for {post}"
    visibility.require_owner(actor, request.register_id, what)
    require_possible(what, rules.draft_problem(request.stage))
    chosen = Offer.objects.filter(request=request, post__reference=post, reference=offer).select_related("post").first()
    if chosen is None:
        raise NotFound(f"{what}: there is no offer {offer!r} for it on request {request_reference}.")
    before = Selection.objects.filter(request=request, post=chosen.post)
    if before.exclude(stage=SelectionStage.REVOKED).exists():
        raise Refused(f"{what}: there is one already; change it or revoke it.")
    ending = f"-{before.count() + 1}" if before.exists() else ""
    selection = Selection(
        reference=f"{request_reference}-for-{post}{ending}",
        request=request,
        post=chosen.post,
        offer=chosen,
        justification=justification.strip(),
        known_from=today,
    )
    require_clean_fields(selection, what)
    selection.save(force_insert=True)
    after = {"offer": offer, "justification": selection.justification}
    audit.record(actor, "generation:selection:drafted", selection.reference, after=after)
    return selection


@transaction.atomic
def change_selection(
    actor: Viewer, reference: str, *, offer: str, justification: str, today: date, expected_version: int | None = None
) -> Selection:
    """Choose another offer, or write another reason, while the selection is a draft."""
    selection, what = _of_register(actor, reference, expected_version)
    if selection.stage != SelectionStage.DRAFT:
        raise Refused(f"{what}: it is {selection.stage}; only a draft is changed.")
    chosen = Offer.objects.filter(request=selection.request, post=selection.post, reference=offer).first()
    if chosen is None:
        raise NotFound(f"{what}: there is no offer {offer!r} for {selection.post}.")
    before = {"offer": selection.offer.reference, "justification": selection.justification}
    selection.offer, selection.justification = chosen, justification.strip()
    _saved(selection)
    after = {"offer": offer, "justification": selection.justification}
    audit.record(actor, "generation:selection:changed", reference, before=before, after=after)
    return selection


@transaction.atomic
def propose_selection(actor: Viewer, reference: str, *, today: date, expected_version: int | None = None) -> Selection:
    """Put a choice before the approver: gates, scores and feedback are reckoned as of today and frozen.

    Refused where a gate keeps the offer out, or where a written reason is needed and missing.
    """
    selection, what = _of_register(actor, reference, expected_version)
    require_possible(what, rules.step_problem(selection.stage, SelectionStage.PROPOSED))
    output = _reckoned(actor, selection, today, what)
    selection.stage, selection.proposed_by_id, selection.proposed_on = SelectionStage.PROPOSED, actor.user_id, today
    selection.returned_reason = ""
    _saved(selection)
    _draft_feedback(selection, output)
    _record_decision(actor, selection, "proposed", SelectionStage.DRAFT)
    if not actor.is_system:
        title = f"Selection {reference} waits for an approver"
        href = reverse("selection", args=[reference])
        to = selection.request.register
        notify(topic="selection-proposed", to=to, title=title, day=today, subject=_subject(selection), href=href)
    return selection


@transaction.atomic
def send_back_selection(
    actor: Viewer, reference: str, *, reason: str, today: date, expected_version: int | None = None
) -> Selection:
    """Return a proposal to its draft, with a reason: by an approver of the register."""
    selection, what = _of_register(actor, reference, expected_version, Role.APPROVER)
    if selection.stage != SelectionStage.PROPOSED:
        raise Refused(f"{what}: it is {selection.stage}; only a proposal is sent back.")
    selection.returned_reason = require_words(what, reason, "say why it is sent back")
    selection.stage, selection.content = SelectionStage.DRAFT, {}
    _saved(selection)
    selection.feedback.all().delete()
    audit.record(
        actor, "generation:selection:sent-back", reference, before={"stage": SelectionStage.PROPOSED},
        after={"stage": selection.stage}, reason=reason,
    )  # fmt: skip
    return selection


@transaction.atomic
def approve_selection(actor: Viewer, reference: str, *, today: date, expected_version: int | None = None) -> Selection:
    """Approve a proposal: by another person than the one who proposed it. Everything is reckoned again as of today.

    A gate that has shut since, or a score that has changed so that a reason is needed, sends it back to its drafter.
    """
    selection, what = _of_register(actor, reference, expected_version, Role.APPROVER)
    require_possible(what, rules.step_problem(selection.stage, SelectionStage.APPROVED))
    require_possible(what, rules.approval_problem(selection.proposed_by_id, actor.user_id))
    output = _reckoned(actor, selection, today, what)
    selection.stage, selection.approved_by_id, selection.approved_on = SelectionStage.APPROVED, actor.user_id, today
    selection.case = _open_case(actor, selection, today)
    _saved(selection)
    _record_decision(actor, selection, "approved", SelectionStage.PROPOSED)
    _decide_offers(actor, selection, output, today)
    return selection


@transaction.atomic
def revoke_selection(
    actor: Viewer, reference: str, *, reason: str, today: date, expected_version: int | None = None
) -> Selection:
    """Take a selection back, with a reason: an approver where it was approved, else an officer. Offers stand again."""
    selection, what = _of_register(actor, reference, expected_version)
    if selection.stage == SelectionStage.APPROVED:
        visibility.require_owner(actor, selection.request.register_id, what, Role.APPROVER)
    require_possible(what, rules.step_problem(selection.stage, SelectionStage.REVOKED))
    revoke(actor, selection, require_words(what, reason, "say why it is revoked"), today)
    return selection


@transaction.atomic
def review_feedback(
    actor: Viewer, reference: str, offer: str, *, reasons: str, advice: str, today: date
) -> SelectionFeedback:
    """Record what the State of an offer will be told, as an officer has read and put it."""
    selection, what = _of_register(actor, reference, None)
    found = selection.feedback.select_related("offer").filter(offer__reference=offer).first()
    if found is None:
        raise NotFound(f"{what}: there is no feedback on offer {offer!r}.")
    if found.sent_on is not None:
        raise Refused(f"{what}: the State of offer {offer} has been told; what was said stands.")
    before = {"reasons": found.reasons, "advice": found.advice}
    found.reasons = require_words(what, reasons, "say why the offer was not chosen")
    found.advice, found.reviewed_on = advice.strip(), today
    require_clean_fields(found, what)
    found.save()
    after = {"offer": offer, "reasons": found.reasons, "advice": found.advice}
    audit.record(actor, "generation:selection:feedback-reviewed", reference, before=before, after=after)
    return found


@transaction.atomic
def send_feedback(actor: Viewer, reference: str, *, today: date) -> int:
    """Tell the States that were not chosen why and what to improve, each its own; return how many were told now."""
    selection, what = _of_register(actor, reference, None)
    waiting = list(selection.feedback.select_related("offer__state", "offer__post__requirement__mission").filter(
        sent_on__isnull=True))  # fmt: skip
    reviewed = [one for one in waiting if one.reviewed_on is not None]
    require_possible(what, rules.sending_problem(selection.stage, len(waiting), len(reviewed)))
    for one in reviewed:
        one.sent_on = today
        one.save(update_fields=["sent_on"])
        body = f"{one.reasons}\n\n{one.advice}".strip()
        title = f"Your offer {one.offer.reference} was not selected"
        href = reverse("force-offer", args=[one.offer.reference])
        tell(actor, one.offer.state, "offer-decided", title, subject_of(one.offer), day=today, body=body, href=href)
    after = {"offers": [one.offer.reference for one in reviewed], "sent_on": today}
    audit.record(actor, "generation:selection:feedback-sent", reference, after=after)
    return len(reviewed)


def _of_register(
    actor: Viewer, reference: str, expected: int | None, role: Role = Role.OFFICER
) -> tuple[Selection, str]:
    """Return a selection of the actor's own register, locked, and what it is called in a message."""
    selection = locked_selection(actor, reference)
    what = f"Selection {reference}"
    visibility.require_owner(actor, selection.request.register_id, what, role)
    require_expected(what, selection.version, expected)
    return selection, what


def _reckoned(actor: Viewer, selection: Selection, today: date, what: str) -> SelectionOutput:
    """Reckon everything as of today and freeze it in the selection. Raises Refused where it cannot be proposed."""
    chosen = selection.offer.reference
    given = selection_input(actor, selection.request, selection.post, today, chosen)
    output = evaluate(given)
    require_possible(what, rules.proposal_problem(chosen, output, selection.justification))
    selection.content = content_of(given, output)
    return output


def _record_decision(actor: Viewer, selection: Selection, verb: str, before: SelectionStage) -> None:
    """Record the event that holds everything that the choice rests on."""
    after: dict[str, Any] = {
        "stage": selection.stage,
        "offer": selection.offer.reference,
        "justification": selection.justification,
        "record": selection.content,
    }
    audit.record(
        actor, f"generation:selection:{verb}", selection.reference, before={"stage": before}, after=after,
        reason=selection.justification,
    )  # fmt: skip


def _draft_feedback(selection: Selection, output: SelectionOutput) -> None:
    """Draft what each State that is not chosen will be told."""
    offers = {one.reference: one for one in Offer.objects.filter(request=selection.request, post=selection.post)}
    selection.feedback.all().delete()
    SelectionFeedback.objects.bulk_create(
        SelectionFeedback(
            selection=selection,
            offer=offers[one.offer],
            reasons="\n".join(one.reasons),
            advice="\n".join(one.advice),
        )
        for one in output.feedback
    )


def _decide_offers(actor: Viewer, selection: Selection, output: SelectionOutput, today: date) -> None:
    """Set what became of the compared offers, and tell the chosen State; the others are told by their feedback."""
    compared = [one.offer for one in output.offers]
    for offer in Offer.objects.filter(request=selection.request, reference__in=compared).select_related(
        "state", "post__requirement__mission"
    ):
        is_chosen = offer.pk == selection.offer_id
        offer.stage = OfferStage.SELECTED if is_chosen else OfferStage.NOT_SELECTED
        offer.decided_on = today
        offer.version += 1
        offer.save()
        if is_chosen:
            title = f"Your offer {offer.reference} is selected for {offer.post}"
            href = reverse("force-offer", args=[offer.reference])
            tell(actor, offer.state, "offer-decided", title, subject_of(offer), day=today, body="", href=href)


def _open_case(actor: Viewer, selection: Selection, today: date) -> Case:
    """Open the case of the chosen unit; request, offers and selection are behind it, with their days."""
    offer, request = selection.offer, selection.request
    base = f"case-{offer.reference}"[:56]
    taken = Case.objects.filter(reference__startswith=base).count()
    lead = offer.pledges.select_related("pledge").first()
    given = next(one for one in selection.content["input"]["offers"] if one["reference"] == offer.reference)
    issued = request.issued_on or today
    terms = CaseTerms(
        reference=f"{base}-{taken + 1}" if taken else base,
        state=offer.state.code,
        post=selection.post.reference,
        requested_on=issued,
        pledge=lead.pledge.reference if lead else "",
        register=request.register.code,
        title=request.title,
        strength=sum(one["strength"] for one in given["pledges"]),
        done=(
            DonePhase("request", issued, issued, f"request {request.reference}"),
            DonePhase("offers", issued, offer.made_on, f"offer {offer.reference}"),
            DonePhase("selection", offer.made_on, today, f"selection {selection.reference}"),
        ),
        source=request.source,
        standing=request.standing,
    )
    # The case keeps the standing of its request; one that nobody entered is the installation's alone to give.
    opener = actor if request.standing == Standing.ENTERED else SYSTEM
    return open_case(opener, terms, today=today)


def _subject(selection: Selection) -> Subject:
    mission = selection.post.requirement.mission.acronym
    return Subject("selection", selection.reference, "", selection.post.unit_type, mission)


def _saved(selection: Selection) -> None:
    selection.version += 1
    require_clean_fields(selection, f"Selection {selection.reference}")
    selection.save()
