"""Offers: made by a State that is asked (or entered for it from its note verbale), admitted when late, withdrawn."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date

from django.db import transaction
from django.urls import reverse

from muster.audit import actions as audit
from muster.generation.actions.revoking import revoke
from muster.generation.actions.selection_access import (
    locked_offer,
    locked_request,
    require_possible,
    require_state_or_register,
    require_words,
    tell,
)
from muster.generation.models import (
    Addressee,
    AddresseeReply,
    Offer,
    OfferedPledge,
    OfferStage,
    Request,
    Selection,
    SelectionStage,
)
from muster.generation.rules import offer as rules
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotFound, Refused
from muster.kit.read_version import require_version
from muster.kit.standing import Standing
from muster.missions.models import Post
from muster.notices.terms import Subject
from muster.parties import visibility
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer
from muster.pledges.models import OPEN_STAGES, Pledge
from muster.reference.unit_types import unit_types


@dataclass(frozen=True)
class OfferTerms:
    """What an offer says: pledges by reference (the lead first), or unit type, strength and readiness of a new unit."""

    request: str
    post: str
    state: str
    pledges: tuple[str, ...] = ()
    unit_type: str = ""
    strength: int | None = None
    ready_on: date | None = None
    words: str = ""
    conditions: str = ""
    note_verbale: str = ""
    late_reason: str = ""
    source: str = ""
    standing: str = field(default=Standing.ENTERED.value)


@transaction.atomic
def make_offer(actor: Viewer, terms: OfferTerms, *, today: date) -> Offer:
    """Record an offer for a post of an issued request. A late one says why, and counts once it has been admitted.

    Raises NotFound where the State is not asked, Refused with every problem.
    """
    request = locked_request(actor, terms.request)
    what = f"Offer for {terms.post}"
    addressee = request.addressees.select_related("state").filter(state__code=terms.state).first()
    if addressee is None:
        raise NotFound(f"Request {terms.request} does not ask {terms.state!r}.")
    require_state_or_register(actor, addressee.state, request.register, what)
    require_possible(
        what,
        rules.timing_problem(
            stage=request.stage, reply_by=request.reply_by, late_reason=terms.late_reason, today=today
        ),
    )
    post = request.posts.select_related("requirement__mission").filter(reference=terms.post).first()
    if post is None:
        raise Refused(f"{what}: request {terms.request} does not ask for it.")
    problems = rules.content_problems(
        pledges=len(terms.pledges),
        unit_type=terms.unit_type,
        strength=terms.strength,
        ready_on=terms.ready_on,
        known_types={one.code for one in unit_types()},
    )
    if problems:
        raise Refused(f"{what} cannot be recorded.", problems)
    pledges = _pledges(request, post, addressee.state, terms.pledges, what)
    offer = _unsaved(request, post, addressee.state, terms, today)
    require_clean_fields(offer, what)
    offer.save(force_insert=True)
    OfferedPledge.objects.bulk_create(
        OfferedPledge(offer=offer, pledge=pledge, number=number) for number, pledge in enumerate(pledges, start=1)
    )
    addressee.reply, addressee.replied_on, addressee.reason = AddresseeReply.OFFERED, today, ""
    addressee.save()
    audit.record(
        actor, "generation:offer:made", offer.reference, after={**asdict(terms), "is_late": offer.is_late},
        reason=terms.late_reason,
    )  # fmt: skip
    _tell_register(actor, offer, f"{offer.state.name} offers for {post.reference}", today, terms.late_reason)
    return offer


def _unsaved(request: Request, post: Post, state: Organisation, terms: OfferTerms, today: date) -> Offer:
    """Return the offer, unsaved, with the next reference of the State for the request."""
    number = Offer.objects.filter(request=request, state=state).count() + 1
    names = ("unit_type", "strength", "ready_on", "words", "conditions", "note_verbale", "source", "standing")
    is_late = today > request.reply_by
    return Offer(
        reference=f"{request.reference}-{state.code.lower()}-{number}",
        request=request,
        post=post,
        state=state,
        made_on=today,
        known_from=today,
        is_late=is_late,
        late_reason=terms.late_reason.strip() if is_late else "",
        **{name: getattr(terms, name) for name in names},
    )


def _pledges(request: Request, post: Post, state: Organisation, references: Sequence[str], what: str) -> list[Pledge]:
    """Return the pledges of an offer in its order: the State's own, before the register, offered for the post once."""
    found = {
        one.reference: one
        for one in Pledge.objects.filter(reference__in=references, state=state, register=request.register)
        if one.stage in OPEN_STAGES
    }
    missing = [one for one in references if one not in found]
    if missing:
        raise Refused(f"{what}: {', '.join(missing)} is no submitted pledge of {state.name} in this register.")
    if len(set(references)) < len(references):
        raise Refused(f"{what}: it names a pledge twice.")
    standing = OfferedPledge.objects.filter(pledge__in=found.values(), offer__post=post, offer__request=request)
    taken = standing.exclude(offer__stage=OfferStage.WITHDRAWN).values_list("pledge__reference", flat=True)
    if taken:
        raise Refused(f"{what}: {', '.join(taken)} is offered for it already; withdraw that offer first.")
    return [found[one] for one in references]


@transaction.atomic
def admit_offer(
    actor: Viewer, reference: str, *, reason: str, today: date, expected_version: int | None = None
) -> Offer:
    """Let a late offer count, with a reason: an officer of the register decides. Not once a selection rests on it."""
    offer = locked_offer(actor, reference)
    what = f"Offer {reference}"
    visibility.require_owner(actor, offer.request.register_id, what)
    require_version(what, offer.version, expected_version)
    if not offer.is_late:
        raise Refused(f"{what} was made in time; there is nothing to admit.")
    if offer.admitted_on is not None:
        raise Refused(f"{what} was admitted already.")
    if offer.stage != OfferStage.MADE:
        raise Refused(f"{what}: it is {offer.stage}.")
    decided = (SelectionStage.PROPOSED, SelectionStage.APPROVED)
    if Selection.objects.filter(request=offer.request, post=offer.post, stage__in=decided).exists():
        raise Refused(f"{what}: a selection for {offer.post} is before its decision or made; it came too late.")
    offer.admitted_reason = require_words(what, reason, "say why a late offer is admitted")
    offer.admitted_on = today
    _saved(offer)
    after = {"admitted_on": today}
    audit.record(actor, "generation:offer:admitted", reference, before={"admitted_on": None}, after=after,
                 reason=reason)  # fmt: skip
    tell(
        actor, offer.state, "offer-decided", f"Your late offer {reference} is admitted", subject_of(offer), day=today,
        body=offer.admitted_reason, href=reverse("force-offer", args=[reference]),
    )  # fmt: skip
    return offer


@transaction.atomic
def withdraw_offer(
    actor: Viewer, reference: str, *, reason: str, today: date, expected_version: int | None = None
) -> Offer:
    """Take an offer back, with a reason: the State may at any time. A selection of it is revoked with it."""
    offer = locked_offer(actor, reference)
    what = f"Offer {reference}"
    require_state_or_register(actor, offer.state, offer.request.register, what)
    require_version(what, offer.version, expected_version)
    require_possible(what, rules.step_problem(offer.stage, OfferStage.WITHDRAWN))
    reason = require_words(what, reason, "say why it is withdrawn")
    standing = Selection.objects.select_for_update().filter(offer=offer).exclude(stage=SelectionStage.REVOKED)
    for selection in standing:
        revoke(actor, selection, f"{offer.state.name} withdrew its offer: {reason}"[:300], today)
    offer.refresh_from_db()
    before = {"stage": offer.stage}
    offer.stage, offer.decided_on, offer.withdrawn_reason = OfferStage.WITHDRAWN, today, reason
    _saved(offer)
    others = Offer.objects.filter(request=offer.request, state=offer.state).exclude(stage=OfferStage.WITHDRAWN)
    if not others.exists():
        Addressee.objects.filter(request=offer.request, state=offer.state).update(
            reply=AddresseeReply.DECLINED, replied_on=today, reason=f"withdrew its offer: {reason}"[:300]
        )
    after = {"stage": offer.stage}
    audit.record(actor, "generation:offer:withdrawn", reference, before=before, after=after, reason=reason)
    _tell_register(actor, offer, f"{offer.state.name} withdraws its offer {reference}", today, reason)
    return offer


def subject_of(offer: Offer) -> Subject:
    """Return what a notice on an offer is about."""
    mission = offer.post.requirement.mission.acronym
    return Subject("offer", offer.reference, offer.state.code, offer.post.unit_type, mission)


def _saved(offer: Offer) -> None:
    offer.version += 1
    require_clean_fields(offer, f"Offer {offer.reference}")
    offer.save()


def _tell_register(actor: Viewer, offer: Offer, title: str, today: date, body: str) -> None:
    href = reverse("force-offer", args=[offer.reference])
    to = offer.request.register
    tell(actor, to, "offer-made", title, subject_of(offer), day=today, body=body, href=href)
