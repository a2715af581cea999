"""Selections: drafted and proposed by an officer, approved by another person, sent back, revoked.

The events of proposing and approving hold everything that the choice rests on, so that it can be replayed from them.
"""

from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse

from muster.audit import actions as audit
from muster.generation.actions.feedback import draft_feedback
from muster.generation.actions.offer import subject_of
from muster.generation.actions.revoking import revoke
from muster.generation.actions.selected_case import open_case_of
from muster.generation.actions.selection_access import (
    locked_request,
    require_possible,
    require_words,
    selection_of_register,
    tell,
)
from muster.generation.models import Offer, OfferStage, Selection, SelectionStage
from muster.generation.queries.selection_facts import selection_input
from muster.generation.rules import selection as rules
from muster.generation.rules.selection_record import content_of
from muster.generation.rules.selection_score import SelectionOutput, evaluate
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotFound, Refused
from muster.notices.actions import notify
from muster.notices.terms import Subject
from muster.parties import visibility
from muster.parties.models import Role
from muster.parties.viewer import Viewer


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
    selection, what = selection_of_register(actor, reference, expected_version)
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
    selection, what = selection_of_register(actor, reference, expected_version)
    require_possible(what, rules.step_problem(selection.stage, SelectionStage.PROPOSED))
    output = _reckoned(actor, selection, today, what)
    selection.stage, selection.proposed_by_id, selection.proposed_on = SelectionStage.PROPOSED, actor.user_id, today
    selection.returned_reason = ""
    _saved(selection)
    draft_feedback(selection, output)
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
    selection, what = selection_of_register(actor, reference, expected_version, Role.APPROVER)
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
    selection, what = selection_of_register(actor, reference, expected_version, Role.APPROVER)
    require_possible(what, rules.step_problem(selection.stage, SelectionStage.APPROVED))
    require_possible(what, rules.approval_problem(selection.proposed_by_id, actor.user_id))
    output = _reckoned(actor, selection, today, what)
    selection.stage, selection.approved_by_id, selection.approved_on = SelectionStage.APPROVED, actor.user_id, today
    selection.case = open_case_of(actor, selection, today)
    _saved(selection)
    _record_decision(actor, selection, "approved", SelectionStage.PROPOSED)
    _decide_offers(actor, selection, output, today)
    return selection


@transaction.atomic
def revoke_selection(
    actor: Viewer, reference: str, *, reason: str, today: date, expected_version: int | None = None
) -> Selection:
    """Take a selection back, with a reason: an approver where it was approved, else an officer. Offers stand again."""
    selection, what = selection_of_register(actor, reference, expected_version)
    if selection.stage == SelectionStage.APPROVED:
        visibility.require_owner(actor, selection.request.register_id, what, Role.APPROVER)
    require_possible(what, rules.step_problem(selection.stage, SelectionStage.REVOKED))
    revoke(actor, selection, require_words(what, reason, "say why it is revoked"), today)
    return selection


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


def _subject(selection: Selection) -> Subject:
    mission = selection.post.requirement.mission.acronym
    return Subject("selection", selection.reference, "", selection.post.unit_type, mission)


def _saved(selection: Selection) -> None:
    selection.version += 1
    require_clean_fields(selection, f"Selection {selection.reference}")
    selection.save()
