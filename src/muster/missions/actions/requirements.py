"""Writes to requirements: a use case a function, each in one transaction with its event."""

from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from muster.audit import actions as audit
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotFound, Refused
from muster.kit.read_version import require_version
from muster.kit.standing import Standing
from muster.missions.actions.attaching import problems_of_attaching, statements_of
from muster.missions.models import Mission, Post, Requirement, RequirementStage, Statement
from muster.missions.queries import REQUIREMENT_FIELDS
from muster.missions.rules import legal_next_stages, requirement_problems
from muster.missions.terms import PostTerms, RequirementTerms
from muster.parties import visibility
from muster.parties.viewer import Viewer

PLAIN_FIELDS = ("title", "maximum_states", "priority", "authority")


def _mission(actor: Viewer, terms: RequirementTerms) -> Mission:
    """Return the mission of the requirement if `actor` may require units for it. Raises Refused or NotAllowed."""
    mission = Mission.objects.select_related("mandated_by").filter(acronym=terms.mission).first()
    if mission is None:
        raise Refused(
            f"Requirement {terms.reference}: there is no mission {terms.mission!r}; give the acronym of one on record."
        )
    visibility.require_owner(actor, mission.mandated_by_id, f"Requirement {terms.reference}")
    return mission


def _check(actor: Viewer, terms: RequirementTerms) -> Mission:
    """Raise NotAllowed or Refused unless `actor` may record these terms; return the mission."""
    mission = _mission(actor, terms)
    if terms.standing not in (None, Standing.ENTERED) and not actor.is_system:
        raise Refused(f"Requirement {terms.reference}: the standing of what the Secretariat enters is 'entered'.")
    problems = requirement_problems(terms)
    if problems:
        raise Refused(f"Requirement {terms.reference} cannot be recorded.", problems)
    taken = (
        Post.objects.filter(reference__in=[post.reference for post in terms.posts])
        .exclude(requirement__reference=terms.reference)
        .first()
    )
    if taken is not None:
        raise Refused(
            f"Requirement {terms.reference}: post {taken.reference} is another requirement's; choose another reference."
        )
    return mission


def snapshot(requirement: Requirement) -> dict[str, object]:
    """Return a requirement's content as the audit event keeps it."""
    content: dict[str, object] = {name: getattr(requirement, name) for name in PLAIN_FIELDS}
    content["source"], content["standing"] = requirement.source, requirement.standing
    names = tuple(PostTerms.__dataclass_fields__)
    posts = requirement.posts.select_related("statement").order_by("reference")
    content["posts"] = [[getattr(terms, name) for name in names] for terms in map(post_terms, posts)]
    return content


def post_terms(post: Post) -> PostTerms:
    """Return what a post says."""
    plain = {name: getattr(post, name) for name in PostTerms.__dataclass_fields__ if name != "statement"}
    return PostTerms(**plain, statement=post.statement.reference if post.statement else "")


def _write(requirement: Requirement, terms: RequirementTerms) -> None:
    """Copy the terms into the record and its posts; a post that is in use cannot be taken away."""
    for name in PLAIN_FIELDS:
        setattr(requirement, name, getattr(terms, name))
    if terms.source is not None:
        requirement.source = terms.source
    if terms.standing is not None:
        requirement.standing = terms.standing
    require_clean_fields(requirement, f"Requirement {terms.reference}")
    requirement.save()
    kept = {post.reference: post for post in requirement.posts.all()}
    requirement.posts.update(is_lead=False)
    statements = statements_of([post.statement for post in terms.posts], requirement.mission)
    for said in terms.posts:
        post = kept.pop(said.reference, None) or Post(requirement=requirement)
        for name, value in vars(said).items():
            if name != "statement":
                setattr(post, name, value)
        _mean(post, statements.get(said.statement), terms)
        require_clean_fields(post, f"Post {said.reference}")
        post.save()
    for post in kept.values():
        _remove(post)


def _mean(post: Post, statement: Statement | None, terms: RequirementTerms) -> None:
    """Let a post mean a statement, or none. Raises Refused where it may not."""
    if statement is not None:
        problems = problems_of_attaching(statement, post.reference, post.unit_type, terms.mission)
        if problems:
            raise Refused(f"Requirement {terms.reference} cannot be recorded.", problems)
    post.statement = statement


def _remove(post: Post) -> None:
    """Delete a post that nothing refers to. Raises Refused if stays, arrivals or plans do."""
    try:
        post.delete()
    except ProtectedError as error:
        raise Refused(
            f"Post {post.reference} is on record elsewhere and cannot be taken away; end it by its date instead."
        ) from error


@transaction.atomic
def create_requirement(actor: Viewer, terms: RequirementTerms, *, today: date) -> Requirement:
    """Record a new requirement as the Secretariat's draft."""
    mission = _check(actor, terms)
    if Requirement.objects.filter(reference=terms.reference).exists():
        raise Refused(f"Requirement {terms.reference}: the reference is taken; choose another one.")
    requirement = Requirement(reference=terms.reference, mission=mission, known_from=today)
    try:
        with transaction.atomic():
            _write(requirement, terms)
    except IntegrityError as error:  # somebody else was quicker since the look above
        raise Refused(f"Requirement {terms.reference}: the reference is taken; choose another one.") from error
    audit.record(actor, "missions:requirement:created", requirement.reference, after=snapshot(requirement))
    return requirement


@transaction.atomic
def change_requirement(actor: Viewer, terms: RequirementTerms, *, expected_version: int | None = None) -> Requirement:
    """Change a requirement's content. `expected_version` refuses the change if somebody else was quicker."""
    mission = _check(actor, terms)
    requirement = Requirement.objects.select_for_update().filter(reference=terms.reference, mission=mission).first()
    if requirement is None:
        raise NotFound(f"There is no requirement {terms.reference!r} in {mission.acronym}.")
    if requirement.stage == RequirementStage.CLOSED:
        raise Refused(f"Requirement {terms.reference} is closed and can no longer be changed.")
    require_version(f"Requirement {terms.reference}", requirement.version, expected_version)
    before = snapshot(requirement)
    _write(requirement, terms)
    after = snapshot(requirement)
    if after != before:
        requirement.version += 1
        requirement.save(update_fields=["version"])
        audit.record(actor, "missions:requirement:changed", requirement.reference, before=before, after=after)
    return requirement


def save_requirements(actor: Viewer, all_terms: Sequence[RequirementTerms], *, today: date) -> tuple[int, int]:
    """Create or change many requirements, all or none. Returns how many were created and how many really changed.

    Terms that say what is on record for the actor to see change nothing, whoever's requirement it is and however it
    stands.
    """
    references = [terms.reference for terms in all_terms]
    versions = dict(Requirement.objects.filter(reference__in=references).values_list("reference", "version"))
    seen = Requirement.objects.filter(visibility.rows(actor, REQUIREMENT_FIELDS), reference__in=references)
    on_record = {one.reference: one for one in seen.select_related("mission").prefetch_related("posts__statement")}
    changed = 0
    with transaction.atomic():
        for terms in all_terms:
            known = on_record.get(terms.reference)
            if known is not None and _says_what_is_on_record(known, terms):
                continue
            if terms.reference in versions:
                changed += change_requirement(actor, terms).version != versions[terms.reference]
            else:
                create_requirement(actor, terms, today=today)
    return len(all_terms) - len(versions), changed


def _says_what_is_on_record(requirement: Requirement, terms: RequirementTerms) -> bool:
    """Return whether the terms would change nothing of the requirement."""
    plain = all(getattr(requirement, name) == getattr(terms, name) for name in PLAIN_FIELDS)
    origin = all(getattr(terms, name) in (None, getattr(requirement, name)) for name in ("source", "standing"))
    posts = {post_terms(post) for post in requirement.posts.all()}
    return plain and origin and posts == set(terms.posts) and requirement.mission.acronym == terms.mission


@transaction.atomic
def change_stage(actor: Viewer, reference: str, stage: RequirementStage) -> Requirement:
    """Publish or close a requirement; the order is draft, published, closed."""
    seen = visibility.rows(actor, REQUIREMENT_FIELDS)
    found = Requirement.objects.select_for_update().select_related("mission").filter(seen, reference=reference)
    requirement = found.first()
    if requirement is None:
        raise NotFound(f"There is no requirement {reference!r} that you may see.")
    visibility.require_owner(actor, requirement.mission.mandated_by_id, f"Requirement {reference}")
    if stage not in legal_next_stages(requirement.stage):
        raise Refused(f"Requirement {reference} is {requirement.get_stage_display()} and cannot become {stage.label}.")
    before, requirement.stage = requirement.stage, stage
    requirement.save(update_fields=["stage"])
    audit.record(
        actor, "missions:requirement:stage-changed", reference, before={"stage": before}, after={"stage": stage}
    )
    return requirement
