"""A State is asked for individuals: a request is drafted, sent, and over when it is filled or cancelled."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.deployments.individual_parameters import day_parameters
from muster.deployments.models import (
    Assignment,
    IndividualPost,
    Nomination,
    PersonnelRequest,
    PersonnelRequestStage,
    RequestedPost,
    RequestKind,
)
from muster.deployments.queries.individuals import own_individual_posts, visible_personnel_request
from muster.deployments.rules.individual_days import arrival_before
from muster.deployments.rules.nominations import OVER, request_problem
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import Problem, Refused
from muster.kit.read_version import require_version
from muster.parties import visibility
from muster.parties.models import OrganisationKind
from muster.parties.viewer import Viewer


@transaction.atomic
def draft_personnel_request(
    actor: Viewer, request: PersonnelRequest, posts: Sequence[str], *, today: date
) -> PersonnelRequest:
    """Enter a request (unsaved) for posts of the actor's secretariat, by their references. Raises Refused.

    Whoever comes is to arrive the days of overlap before the holder of a post leaves, or when the post is needed.
    """
    what = f"Request {request.reference}"
    visibility.require_secretariat(actor, what)
    visibility.require_owner(actor, request.organisation_id, what)
    found = {one.reference: one for one in own_individual_posts(actor, today).filter(reference__in=posts)}
    problems = [Problem(one, "is no post of yours", "name one that you fill") for one in posts if one not in found]
    if request.state.kind != OrganisationKind.MEMBER_STATE:
        problems.append(Problem("State", f"{request.state} is none", "name a Member State"))
    if not request.tour_months:
        problems.append(Problem("tour", "has no months", "give whole months"))
    if PersonnelRequest.objects.filter(reference=request.reference).exists():
        problems.append(Problem("reference", "is taken", "choose another one"))
    if problems:
        raise Refused(f"{what} cannot be recorded.", problems)
    request.known_from = today
    require_clean_fields(request, what)
    request.save(force_insert=True)
    for reference in dict.fromkeys(posts):
        _ask_for(request, found[reference], today)
    after = {"state": request.state.code, "kind": request.kind, "posts": sorted(found), "months": request.tour_months}
    audit.record(actor, "deployments:personnel-request:drafted", request.reference, after=after)
    return request


def _ask_for(request: PersonnelRequest, post: IndividualPost, today: date) -> None:
    """Enter one post of a request with its day of arrival. Raises Refused for a rotation with nobody to replace."""
    leaves_on = (
        Assignment.objects.filter(post=post, held_until__gt=today, held_from__lte=today)
        .order_by("-held_until")
        .values_list("held_until", flat=True)
        .first()
    )
    if leaves_on is None and request.kind == RequestKind.ROTATION:
        raise Refused(f"Post {post.reference}: nobody holds it, so nobody rotates; ask for an initial deployment.")
    arrives_on = arrival_before(leaves_on, day_parameters(today)) if leaves_on else max(post.needed_from, today)
    RequestedPost.objects.create(request=request, post=post, arrives_on=arrives_on)


@transaction.atomic
def move_personnel_request(
    actor: Viewer, reference: str, to: str, *, today: date, expected_version: int | None = None
) -> PersonnelRequest:
    """Send, close as filled or cancel a request. Raises NotFound, NotAllowed, and Refused with what is missing."""
    found = visible_personnel_request(actor, today, reference)
    request = PersonnelRequest.objects.select_for_update(of=("self",)).get(pk=found.pk)
    visibility.require_owner(actor, request.organisation_id, f"Request {reference}")
    require_version(f"Request {reference}", request.version, expected_version)
    nominations = Nomination.objects.filter(requested__request=request)
    problem = request_problem(
        request.stage,
        to,
        posts=request.requested_posts.count(),
        active=nominations.exclude(stage__in=OVER).count(),
        arrived=nominations.filter(stage="arrived").count(),
    )
    if problem:
        raise Refused(f"Request {reference}: {problem}.")
    before = {"stage": request.stage}
    request.stage = to
    if to == PersonnelRequestStage.SENT:
        request.sent_on = today
    else:
        request.closed_on = today
    request.version += 1
    request.save(update_fields=["stage", "sent_on", "closed_on", "version"])
    audit.record(actor, "deployments:personnel-request:moved", reference, before=before, after={"stage": request.stage})
    return request
