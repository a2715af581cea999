"""Posts for individuals are entered and changed by the Secretariat that fills them."""

from django.db import transaction

from muster.audit import actions as audit
from muster.deployments.models import IndividualPost, PostPlace
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotFound, Problem, Refused
from muster.kit.read_version import require_version
from muster.parties import visibility
from muster.parties.viewer import Viewer

CHANGED = ("title", "place", "is_command", "ranks", "languages", "needed_from", "needed_until", "source")


@transaction.atomic
def record_individual_post(actor: Viewer, post: IndividualPost) -> IndividualPost:
    """Enter a post (unsaved). Raises NotAllowed, and Refused with everything that is wrong."""
    _check(actor, post)
    if IndividualPost.objects.filter(reference=post.reference).exists():
        raise Refused(f"Post {post.reference}: the reference is taken; choose another one.")
    post.save(force_insert=True)
    audit.record(actor, "deployments:individual-post:recorded", post.reference, after=_content(post))
    return post


@transaction.atomic
def change_individual_post(
    actor: Viewer, post: IndividualPost, *, expected_version: int | None = None
) -> IndividualPost:
    """Change a post (loaded, changed, not yet saved); its mission and category stay."""
    before = IndividualPost.objects.select_for_update(of=("self",)).filter(pk=post.pk).first()
    if before is None:
        raise NotFound("There is no such post.")
    require_version(f"Post {post.reference}", before.version, expected_version)
    _check(actor, post)
    post.version = before.version + 1
    post.save(update_fields=[*CHANGED, "version"])
    audit.record(
        actor,
        "deployments:individual-post:changed",
        post.reference,
        before=_content(before),
        after=_content(post),
    )
    return post


def _check(actor: Viewer, post: IndividualPost) -> None:
    what = f"Post {post.reference}"
    visibility.require_secretariat(actor, what)
    visibility.require_owner(actor, post.organisation_id, what)
    problems = []
    if (post.place == PostPlace.SECRETARIAT) != (post.mission is None):
        problems.append(Problem("mission", "fits the place not", "a post of the Secretariat has none, others have one"))
    if post.mission is not None and post.mission.mandated_by_id != post.organisation_id:
        problems.append(Problem("mission", "is mandated by another organisation", "name a mission of your own"))
    if post.needed_until is not None and post.needed_until <= post.needed_from:
        problems.append(Problem("needed until", "is not after the first day", "give a later day, or none"))
    if problems:
        raise Refused(f"{what} cannot be recorded.", problems)
    require_clean_fields(post, what)


def _content(post: IndividualPost) -> dict[str, object]:
    """Return a post's content as the audit event keeps it."""
    return {"category": post.category, **{name: getattr(post, name) for name in CHANGED}}
