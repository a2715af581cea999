"""Who serves in which post is entered; and which side may do what with it."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from muster.audit import actions as audit
from muster.deployments.models import Assignment, IndividualPost
from muster.deployments.queries.individuals import visible_assignment
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotAllowed, Problem, Refused
from muster.kit.read_version import require_version
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.people.models import Person


def require_party(actor: Viewer, assignment: Assignment, side: str) -> None:
    """Raise NotAllowed unless the actor is an officer of a side of the assignment: mission, state or secretariat.

    A post of the Secretariat has no mission: it then speaks for both.
    """
    mission = assignment.post.mission
    sides = {
        "mission": mission.organisation_id if mission else assignment.post.organisation_id,
        "state": assignment.state_id,
        "secretariat": assignment.post.organisation_id,
    }
    visibility.require_owner(actor, sides[side], f"This step of assignment {assignment.pk} is the {side}'s")


@transaction.atomic
def record_assignment(actor: Viewer, assignment: Assignment) -> Assignment:
    """Enter that a person serves in a post (unsaved), by the Secretariat that fills it."""
    what = f"The assignment to {assignment.post}"
    visibility.require_owner(actor, assignment.post.organisation_id, what)
    return write_assignment(actor, assignment)


def write_assignment(actor: Viewer, assignment: Assignment) -> Assignment:
    """Check and write an assignment (unsaved), in the caller's transaction and on its authority.

    A person serves in one post at a time, and a post has no more than a holder and a replacement. Raises Refused.
    """
    what = f"The assignment to {assignment.post}"
    # Two written at once must not both find the person free: whoever holds the rows goes first.
    list(Person.objects.select_for_update(of=("self",)).filter(pk=assignment.person_id))
    list(IndividualPost.objects.select_for_update(of=("self",)).filter(pk=assignment.post_id))
    problems = []
    if assignment.held_until <= assignment.held_from:
        problems.append(Problem("until", "is not after the first day", "give a later day"))
    same_days = Q(held_from__lt=assignment.held_until, held_until__gt=assignment.held_from)
    if Assignment.objects.filter(same_days, person_id=assignment.person_id).exists():
        problems.append(Problem("person", "serves in a post on these days", "end that assignment first"))
    holders = Assignment.objects.filter(post=assignment.post, held_until__gt=assignment.held_from)
    if holders.filter(held_from__gte=assignment.held_from).exists():
        problems.append(Problem("post", "has somebody from that day or a later one", "name another post"))
    if holders.count() > 1:
        problems.append(Problem("post", "has a holder and a replacement", "name another post"))
    if problems:
        raise Refused(f"{what} cannot be recorded.", problems)
    require_clean_fields(assignment, what)
    assignment.save(force_insert=True)
    audit.record(actor, "deployments:assignment:recorded", assignment.post.reference, after=_content(assignment))
    return assignment


def open_assignment(actor: Viewer, number: int, today: date, expected_version: int | None = None) -> Assignment:
    """Return an assignment that has not ended, locked, at the version that was read. Raises NotFound and Refused."""
    found = visible_assignment(actor, today, number)
    assignment = Assignment.objects.select_for_update(of=("self",)).select_related("post__mission").get(pk=found.pk)
    require_version(f"Assignment {number}", assignment.version, expected_version)
    if assignment.ended_as:
        raise Refused(f"Assignment {number} has ended: {assignment.get_ended_as_display()}.")
    return assignment


def require_any_party(
    actor: Viewer, assignment: Assignment, sides: tuple[str, ...] = ("mission", "state", "secretariat")
) -> None:
    """Raise NotAllowed unless the actor is an officer of one of the sides."""
    for side in sides:
        try:
            require_party(actor, assignment, side)
        except NotAllowed:
            continue
        return
    raise NotAllowed(f"Assignment {assignment.pk}: only officers of {' or '.join(sides)} may do this.")


def _content(assignment: Assignment) -> dict[str, object]:
    """Return an assignment's content as the audit event keeps it; the person by number."""
    return {
        "person": assignment.person_id,
        "state": assignment.state.code,
        "from": assignment.held_from,
        "until": assignment.held_until,
    }
