"""Requests for contributions: drafted, issued, closed, opened again, cancelled; weights of their own; replies."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date

from django.db import transaction
from django.urls import reverse

from muster.audit import actions as audit
from muster.generation.actions.selection_access import (
    locked_request,
    require_possible,
    require_state_or_register,
    require_words,
    tell,
)
from muster.generation.models import Addressee, AddresseeReply, OfferStage, Request, RequestStage, RequestWeight
from muster.generation.rules import request as rules
from muster.generation.rules.selection_criteria import BY_CODE
from muster.kit.clean_fields import require_clean_fields
from muster.kit.day_text import long_day
from muster.kit.errors import NotFound, Problem, Refused
from muster.kit.read_version import require_version
from muster.kit.standing import Standing
from muster.missions.models import Post
from muster.missions.queries import visible_posts
from muster.notices.actions import bulk_notify
from muster.notices.terms import NoticeTerms, Subject
from muster.parties import visibility
from muster.parties.models import Organisation, OrganisationKind
from muster.parties.viewer import Viewer


@dataclass(frozen=True)
class RequestTerms:
    """What a request says. `posts` by reference; `states` by code, none where all Member States are asked."""

    reference: str
    title: str
    posts: tuple[str, ...]
    reply_by: date
    states: tuple[str, ...] = ()
    to_all: bool = False
    note_verbale: str = ""
    words: str = ""
    source: str = ""
    standing: str = field(default=Standing.ENTERED.value)


@transaction.atomic
def create_request(actor: Viewer, terms: RequestTerms, *, register: Organisation, today: date) -> Request:
    """Draft a request of the actor's register. Raises Refused with every problem."""
    what = f"Request {terms.reference}"
    visibility.require_secretariat(actor, what)
    visibility.require_owner(actor, register.pk, what)
    if Request.objects.filter(reference=terms.reference).exists():
        raise Refused(f"{what}: the reference is taken; choose another one.")
    request = Request(reference=terms.reference, register=register, known_from=today)
    _write(actor, request, terms, today)
    audit.record(actor, "generation:request:drafted", request.reference, after=asdict(terms))
    return request


@transaction.atomic
def change_request(actor: Viewer, terms: RequestTerms, *, today: date, expected_version: int | None = None) -> Request:
    """Replace what a draft says. What States have been asked is not changed: cancel it and ask anew."""
    request, what = _of_register(actor, terms.reference, expected_version)
    if request.stage != RequestStage.DRAFT:
        raise Refused(f"{what}: it is {request.stage}; what States were asked stands. Cancel it and ask anew.")
    before = terms_of(request)
    request.version += 1
    _write(actor, request, terms, today)
    audit.record(
        actor, "generation:request:changed", request.reference, before=asdict(before), after=asdict(terms)
    )  # fmt: skip
    return request


def terms_of(request: Request) -> RequestTerms:
    """Return what a request says."""
    return RequestTerms(
        reference=request.reference,
        title=request.title,
        posts=tuple(request.posts.order_by("reference").values_list("reference", flat=True)),
        reply_by=request.reply_by,
        states=() if request.to_all else tuple(request.addressees.values_list("state__code", flat=True)),
        to_all=request.to_all,
        note_verbale=request.note_verbale,
        words=request.words,
        source=request.source,
        standing=request.standing,
    )


def _of_register(actor: Viewer, reference: str, expected: int | None) -> tuple[Request, str]:
    """Return a request of the actor's own register, locked, and what it is called in a message."""
    request = locked_request(actor, reference)
    what = f"Request {reference}"
    visibility.require_owner(actor, request.register_id, what)
    require_version(what, request.version, expected)
    return request, what


def _write(actor: Viewer, request: Request, terms: RequestTerms, today: date) -> None:
    """Write the terms into the request, its posts and its addressees. Raises Refused with every problem."""
    what = f"Request {terms.reference}"
    posts, problems = _posts(actor, request.register, terms, today)
    states = Organisation.objects.filter(kind=OrganisationKind.MEMBER_STATE)
    if not terms.to_all:
        states = states.filter(code__in=terms.states)
        unknown = sorted(set(terms.states) - set(states.values_list("code", flat=True)))
        problems += [Problem("States", f"{code!r} is no Member State on record", "give ISO codes") for code in unknown]
    if problems:
        raise Refused(f"{what} cannot be recorded.", problems)
    for name in ("title", "reply_by", "to_all", "note_verbale", "words", "source", "standing"):
        setattr(request, name, getattr(terms, name))
    require_clean_fields(request, what)
    request.save()
    request.posts.set(posts)
    request.addressees.all().delete()
    Addressee.objects.bulk_create([Addressee(request=request, state=state) for state in states])


def _posts(actor: Viewer, register: Organisation, terms: RequestTerms, today: date) -> tuple[list[Post], list[Problem]]:
    """Return the posts, and what is wrong with them: they are of one mission that the register mandates."""
    found = {one.reference: one for one in visible_posts(actor, today).filter(reference__in=terms.posts)}
    problems = [
        Problem("posts", f"there is no post {reference!r} that you may see", "give references of posts")
        for reference in terms.posts
        if reference not in found
    ]
    missions = {one.requirement.mission for one in found.values()}
    if len(missions) > 1:
        problems.append(Problem("posts", "they are of several missions", "ask for one mission's posts at a time"))
    foreign = [one.acronym for one in missions if one.mandated_by_id != register.pk]
    problems += [Problem("posts", f"{one} is another organisation's mission", "ask for your own") for one in foreign]
    return list(found.values()), problems


@transaction.atomic
def issue_request(actor: Viewer, reference: str, *, today: date, expected_version: int | None = None) -> Request:
    """Ask the States: from now on they see it and may offer. Every State that is asked is told."""
    request, what = _of_register(actor, reference, expected_version)
    require_possible(what, rules.step_problem(request.stage, RequestStage.ISSUED))
    if request.stage != RequestStage.DRAFT:
        raise Refused(f"{what}: it was issued before; open it again, with a new last day and a reason.")
    addressees = request.addressees.count()
    problems = rules.issue_problems(
        posts=request.posts.count(), addressees=addressees, reply_by=request.reply_by, today=today
    )
    if problems:
        raise Refused(f"{what} cannot be issued.", problems)
    request.stage, request.issued_on = RequestStage.ISSUED, today
    _saved(request)
    after = {"stage": request.stage, "reply_by": request.reply_by, "asked": addressees}
    audit.record(actor, "generation:request:issued", reference, before={"stage": RequestStage.DRAFT}, after=after)
    _tell_asked(actor, request, "request-issued", f"Request {reference}: {request.title}", request.words, today)
    return request


@transaction.atomic
def close_request(
    actor: Viewer, reference: str, *, today: date, reason: str = "", expected_version: int | None = None
) -> Request:
    """Close a request: no more offers, and units may be selected. Before its last day only with a reason."""
    request, what = _of_register(actor, reference, expected_version)
    require_possible(what, rules.step_problem(request.stage, RequestStage.CLOSED))
    unanswered = request.addressees.filter(reply=AddresseeReply.NONE).count()
    problem = rules.close_problem(reply_by=request.reply_by, unanswered=unanswered, reason=reason, today=today)
    require_possible(what, problem)
    _end(actor, request, RequestStage.CLOSED, reason, today)
    return request


@transaction.atomic
def cancel_request(
    actor: Viewer, reference: str, *, reason: str, today: date, expected_version: int | None = None
) -> Request:
    """Give a request up for good, with a reason that every State that was asked is told.

    One on which a unit has been selected is not given up: revoke the selection first.
    """
    request, what = _of_register(actor, reference, expected_version)
    require_possible(what, rules.step_problem(request.stage, RequestStage.CANCELLED))
    reason = require_words(what, reason, "say why it is given up")
    if request.selections.exclude(stage="revoked").exists():
        raise Refused(f"{what}: a selection rests on it; revoke the selection first.")
    _end(actor, request, RequestStage.CANCELLED, reason, today)
    return request


def _end(actor: Viewer, request: Request, stage: RequestStage, reason: str, today: date) -> None:
    before = {"stage": request.stage}
    request.stage, request.ended_on, request.ended_reason = stage, today, reason
    _saved(request)
    audit.record(
        actor, f"generation:request:{stage.value}", request.reference, before=before,
        after={"stage": stage, "ended_on": today}, reason=reason,
    )  # fmt: skip
    title = f"Request {request.reference} is {stage.value}"
    _tell_asked(actor, request, "request-changed", title, reason, today)


@transaction.atomic
def reopen_request(
    actor: Viewer, reference: str, *, reply_by: date, reason: str, today: date, expected_version: int | None = None
) -> Request:
    """Open a closed request again until a new last day, with a reason; refused while a selection rests on it."""
    request, what = _of_register(actor, reference, expected_version)
    if request.stage != RequestStage.CLOSED:
        raise Refused(f"{what}: it is {request.stage}; only a closed one can be opened again.")
    reason = require_words(what, reason, "say why it is opened again")
    if reply_by <= today:
        raise Refused(f"{what}: {long_day(reply_by)} is no day to come; give a later last day for replies.")
    if request.selections.exclude(stage="revoked").exists():
        raise Refused(f"{what}: a selection rests on it; revoke the selection first.")
    before = {"stage": request.stage, "reply_by": request.reply_by}
    request.stage, request.reply_by = RequestStage.ISSUED, reply_by
    request.reopened_on, request.reopened_reason = today, reason
    request.ended_on, request.ended_reason = None, ""
    _saved(request)
    after = {"stage": request.stage, "reply_by": reply_by}
    audit.record(actor, "generation:request:reopened", reference, before=before, after=after, reason=reason)
    _tell_asked(actor, request, "request-issued", f"Request {reference} is open again", reason, today)
    return request


@transaction.atomic
def set_weights(
    actor: Viewer,
    reference: str,
    weights: Sequence[tuple[str, int]],
    *,
    reason: str,
    today: date,
    expected_version: int | None = None,
) -> Request:
    """Give a request weights of its own (criterion and points), before any offer; every State that is asked reads why.

    A criterion that is not named keeps the weight of its parameter; without any the parameters hold for all.
    """
    request, what = _of_register(actor, reference, expected_version)
    standing = request.offers.count()
    require_possible(what, rules.weights_problem(stage=request.stage, offers=standing, reason=reason))
    problems = rules.weight_problems(weights, frozenset(BY_CODE))
    if problems:
        raise Refused(f"{what}: the weights cannot be recorded.", problems)
    before = {one.criterion: one.points for one in request.weights.all()}
    request.weights.all().delete()
    made = [RequestWeight(request=request, criterion=code, points=points) for code, points in weights]
    for one in made:
        require_clean_fields(one, what)
    RequestWeight.objects.bulk_create(made)
    request.weights_reason = reason.strip()
    _saved(request)
    audit.record(
        actor, "generation:request:weighted", reference, before={"weights": before}, after={"weights": dict(weights)},
        reason=reason,
    )  # fmt: skip
    if request.stage == RequestStage.ISSUED:
        _tell_asked(actor, request, "request-changed", f"Request {reference}: other weights", reason, today)
    return request


@transaction.atomic
def decline_request(actor: Viewer, reference: str, *, state: str, reason: str, today: date) -> Addressee:
    """Record that a State gives nothing for a request, and why: by itself, or by the register from its note verbale."""
    request = locked_request(actor, reference)
    what = f"Request {reference}"
    addressee = request.addressees.select_related("state").filter(state__code=state).first()
    if addressee is None:
        raise NotFound(f"{what} does not ask {state!r}.")
    require_state_or_register(actor, addressee.state, request.register, what)
    if request.stage != RequestStage.ISSUED:
        raise Refused(f"{what}: it is {request.stage} and takes no replies.")
    if request.offers.filter(state=addressee.state).exclude(stage=OfferStage.WITHDRAWN).exists():
        raise Refused(f"{what}: an offer of {addressee.state.name} stands; withdraw it instead.")
    addressee.reason = require_words(what, reason, "say why")
    before = {"reply": addressee.reply}
    addressee.reply, addressee.replied_on = AddresseeReply.DECLINED, today
    require_clean_fields(addressee, what)
    addressee.save()
    after = {"state": state, "reply": addressee.reply}
    audit.record(actor, "generation:request:declined", reference, before=before, after=after, reason=reason)
    title = f"{addressee.state.name} declines request {reference}"
    subject = Subject("request", reference, state=state)
    href = reverse("force-request", args=[reference])
    tell(actor, request.register, "offer-made", title, subject, day=today, body=addressee.reason, href=href)
    return addressee


def _saved(request: Request) -> None:
    request.version += 1
    require_clean_fields(request, f"Request {request.reference}")
    request.save()


def _tell_asked(actor: Viewer, request: Request, topic: str, title: str, body: str, today: date) -> None:
    """Tell every State that was asked; what the installation itself records of the past tells nobody."""
    if actor.is_system or request.issued_on is None:
        return
    subject = Subject("request", request.reference)
    href = reverse("force-request", args=[request.reference])
    states = [one.state for one in request.addressees.select_related("state")]
    bulk_notify(NoticeTerms(topic, state, title, today, subject, body, href) for state in states)
