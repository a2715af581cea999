"""The life of a statement of unit requirement: drafted by planners, approved by another person, withdrawn. Pure."""

from collections.abc import Collection

from muster.kit.errors import Problem

LEGAL_STATEMENT_STAGES = {
    "draft": ("approved", "withdrawn"),
    "approved": ("draft", "withdrawn"),
    "withdrawn": (),
}
"""An approved statement that is changed is a draft again; nothing is taken up once it is withdrawn."""


def legal_next_statement_stages(stage: str) -> tuple[str, ...]:
    """Return the stages that may follow `stage`."""
    return LEGAL_STATEMENT_STAGES[stage]


def approval_problems(stage: str, *, approver: int | None, writers: Collection[int | None]) -> list[Problem]:
    """Return what speaks against an approval: the stage, or an approver who wrote what is approved.

    `writers` are the users who wrote the versions since the last approval. That drafting (military planners) and
    approval (the Military Adviser) are two offices is seen (3.2 of the dossier, S10); that no person does both is a
    local choice. The installation itself (no user) may approve what it loads.
    """
    if "approved" not in legal_next_statement_stages(stage):
        return [Problem("stage", f"it is {stage}", "only a draft is approved")]
    if approver is not None and approver in writers:
        return [Problem("approval", "you have written a part of it", "somebody else approves it")]
    return []


def withdrawal_problems(stage: str, posts_in_use: Collection[str]) -> list[Problem]:
    """Return what speaks against a withdrawal: the stage, or open posts that mean the statement."""
    if "withdrawn" not in legal_next_statement_stages(stage):
        return [Problem("stage", f"it is {stage}", "it was withdrawn already")]
    if posts_in_use:
        named = ", ".join(sorted(posts_in_use)[:5]) + (" and more" if len(posts_in_use) > 5 else "")
        return [Problem("posts", f"{named} mean it", "attach another statement to them first, or none")]
    return []


def attaching_problems(
    *,
    reference: str,
    unit_type: str,
    mission: str,
    is_in_force: bool,
    post: str,
    post_unit_type: str,
    post_mission: str,
) -> list[Problem]:
    """Return what speaks against a post that means a statement: unit types and missions agree, and it is in force.

    A generic statement (no mission) may be meant by the posts of every mission of its organisation.
    """
    problems = []
    place = f"post {post}"
    if not is_in_force:
        told = f"statement {reference} is not in force"
        problems.append(Problem(place, told, "have it approved first, or take one in force", "statement"))
    if unit_type != post_unit_type:
        told = f"is of type {post_unit_type}, statement {reference} of {unit_type}"
        problems.append(Problem(place, told, "take a statement of the post's unit type", "statement"))
    if mission and mission != post_mission:
        told = f"is of {post_mission}, statement {reference} of {mission}"
        problems.append(Problem(place, told, "take one of the mission, or a generic one", "statement"))
    return problems
