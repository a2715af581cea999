"""Which statement of unit requirement a post means."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from muster.audit import actions as audit
from muster.kit.errors import NotFound, Problem, Refused
from muster.missions.models import Mission, Post, RequirementStage, Statement, StatementStage
from muster.missions.queries.requirements import POST_FIELDS
from muster.missions.rules.statement_stages import attaching_problems
from muster.parties import visibility
from muster.parties.viewer import Viewer


def statements_of(references: Sequence[str], mission: Mission) -> Mapping[str, Statement]:
    """Return the statements of the mission's organisation by reference. Raises Refused for one that is not there."""
    wanted = {reference for reference in references if reference}
    found = Statement.objects.select_related("mission").filter(
        reference__in=wanted, stated_by_id=mission.mandated_by_id
    )
    by_reference = {one.reference: one for one in found}
    if missing := sorted(wanted - set(by_reference)):
        told = f"there is no statement {missing[0]!r} of {mission.mandated_by.code}"
        raise Refused(problems=[Problem("statement", told, "give the reference of one on record, or none")])
    return by_reference


def problems_of_attaching(statement: Statement, post: str, unit_type: str, mission: str) -> list[Problem]:
    """Return what speaks against a post that means the statement."""
    return attaching_problems(
        reference=statement.reference,
        unit_type=_unit_type(statement),
        mission=statement.mission.acronym if statement.mission else "",
        is_in_force=statement.stage != StatementStage.WITHDRAWN and statement.in_force is not None,
        post=post,
        post_unit_type=unit_type,
        post_mission=mission,
    )


def _unit_type(statement: Statement) -> str:
    in_force = statement.in_force
    return (in_force or statement.latest).unit_type


@transaction.atomic
def attach_statement(actor: Viewer, reference: str, posts: Sequence[str]) -> int:
    """Let posts mean a statement, or none where `reference` is empty; returns how many meant another before.

    All or none. Raises NotFound, NotAllowed, and Refused where types or missions do not agree or none is in force.
    """
    seen = visibility.rows(actor, POST_FIELDS)
    found = Post.objects.select_for_update(of=("self",)).filter(seen, reference__in=posts).order_by("reference")
    by_reference = {
        one.reference: one for one in found.select_related("requirement__mission__mandated_by", "statement")
    }
    if missing := sorted(set(posts) - set(by_reference)):
        raise NotFound(f"There is no post {missing[0]!r} that you may see.")
    problems: list[Problem] = []
    statement = None
    for post in by_reference.values():
        mission = post.requirement.mission
        visibility.require_owner(actor, mission.mandated_by_id, f"Post {post.reference}")
        if post.requirement.stage == RequirementStage.CLOSED:
            raise Refused(f"Requirement {post.requirement} is closed and can no longer be changed.")
        if reference:
            statement = statements_of([reference], mission)[reference]
            problems += problems_of_attaching(statement, post.reference, post.unit_type, mission.acronym)
    if problems:
        raise Refused(f"Statement {reference} cannot be attached.", problems)
    changed = 0
    for post in by_reference.values():
        changed += _attach(actor, post, statement)
    return changed


def _attach(actor: Viewer, post: Post, statement: Statement | None) -> bool:
    """Write which statement a post means, as a change of its requirement; False where it meant it before."""
    if post.statement_id == (statement.pk if statement else None):
        return False
    before = {"post": post.reference, "statement": post.statement.reference if post.statement else ""}
    post.statement = statement
    post.save(update_fields=["statement"])
    requirement = type(post.requirement).objects.select_for_update().get(pk=post.requirement_id)
    requirement.version += 1
    requirement.save(update_fields=["version"])
    after = {"post": post.reference, "statement": statement.reference if statement else ""}
    audit.record(actor, "missions:post:statement-attached", requirement.reference, before=before, after=after)
    return True


@transaction.atomic
def set_posts_of_statement(actor: Viewer, reference: str, posts: Sequence[str]) -> int:
    """Let exactly these open posts mean a statement; returns how many posts changed. Closed requirements stay."""
    mean_it = Post.objects.filter(statement__reference=reference).exclude(requirement__stage=RequirementStage.CLOSED)
    known = set(mean_it.values_list("reference", flat=True))
    taken = attach_statement(actor, "", sorted(known - set(posts)))
    return taken + attach_statement(actor, reference, sorted(set(posts) - known))
