"""What makes a requirement well formed. Pure: no database, no clock."""

from muster.kit.errors import Problem
from muster.missions.terms import PostTerms, RequirementTerms
from muster.reference.unit_types import unit_types

HIGHEST_PRIORITY = 8
MOST_STATES = 20
LEGAL_STAGES = {"draft": ("published", "closed"), "published": ("closed",), "closed": ()}


def legal_next_stages(stage: str) -> tuple[str, ...]:
    """Return the stages that may follow `stage`: a draft is published, then closed; nothing is unpublished."""
    return LEGAL_STAGES[stage]


def requirement_problems(terms: RequirementTerms) -> list[Problem]:
    """Return what is wrong with a requirement's content, a line each with its remedy."""
    problems: list[Problem] = []
    if not terms.posts:
        problems.append(Problem("posts", "there is none", "add at least one post"))
    if not 1 <= terms.priority <= HIGHEST_PRIORITY:
        problems.append(Problem("priority", f"{terms.priority}", f"give 1 (lowest) to {HIGHEST_PRIORITY} (highest)"))
    if not 1 <= terms.maximum_states <= MOST_STATES:
        problems.append(Problem("most States", f"{terms.maximum_states}", f"give 1 to {MOST_STATES}"))
    references = [post.reference for post in terms.posts]
    twice = sorted({one for one in references if references.count(one) > 1})
    problems += [Problem(f"post {one}", "stands twice", "give each post its own reference") for one in twice]
    for post in terms.posts:
        problems += post_problems(post)
    return problems + lead_problems(terms)


def post_problems(post: PostTerms) -> list[Problem]:
    """Return what is wrong with one post."""
    place = f"post {post.reference}"
    problems: list[Problem] = []
    if post.unit_type not in {kind.code for kind in unit_types()}:
        problems.append(Problem(place, f"unit type {post.unit_type!r} is unknown", "take a code of the catalogue"))
    if post.strength < 1:
        problems.append(Problem(place, f"strength {post.strength}", "a unit has at least one person"))
    if post.needed_until is not None and post.needed_until <= post.needed_from:
        problems.append(Problem(place, "needed until is not after needed from", "give a later date, or leave it empty"))
    return problems


def lead_problems(terms: RequirementTerms) -> list[Problem]:
    """Return what is wrong with the lead: at most one, and wanted whenever any other post is (framework unit)."""
    leads = [post for post in terms.posts if post.is_lead]
    if len(leads) > 1:
        return [Problem("lead", f"{len(leads)} posts are marked as lead", "mark one of them, the framework unit")]
    if not leads:
        return []
    lead = leads[0]
    return [
        Problem(
            f"post {post.reference}", "is wanted when the lead is not", "let the lead's dates hold those of all posts"
        )
        for post in terms.posts
        if post.needed_from < lead.needed_from
        or (lead.needed_until is not None and (post.needed_until is None or post.needed_until > lead.needed_until))
    ]
