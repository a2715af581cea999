"""The steps of a statement: approved by another person than its planners, withdrawn."""

from datetime import date

from django.db import transaction
from django.urls import reverse

from muster.kit.day_text import long_day
from muster.kit.errors import NotAllowed, Refused
from muster.missions.actions.statements import locked_statement, record_stage
from muster.missions.models import Post, RequirementStage, Statement, StatementStage, StatementVersion
from muster.missions.rules.statement_stages import approval_problems, withdrawal_problems
from muster.missions.signals import statement_approved
from muster.notices.actions import notify
from muster.notices.terms import Subject
from muster.parties import visibility
from muster.parties.models import Role
from muster.parties.viewer import Viewer


@transaction.atomic
def approve_statement(actor: Viewer, reference: str, *, today: date, expected_version: int | None = None) -> Statement:
    """Approve the latest version: from today on it is in force, in place of the one before.

    Raises NotAllowed unless the actor is an approver of the organisation and wrote no part of what is approved.
    """
    statement = locked_statement(actor, reference)
    visibility.require_owner(actor, statement.stated_by_id, f"Approval of statement {reference}", Role.APPROVER)
    if expected_version is not None and statement.version != expected_version:
        raise Refused(f"Statement {reference} was changed meanwhile; read version {statement.version} and approve it.")
    waiting = list(statement.versions.filter(stage=StatementStage.DRAFT, number__gt=_approved_number(statement)))
    writers = {version.written_by_id for version in waiting}
    problems = approval_problems(statement.stage, approver=actor.user_id, writers=writers)
    if any(problem.place == "approval" for problem in problems):
        raise NotAllowed(f"Statement {reference}: {problems[0].message}; {problems[0].remedy}.")
    if problems:
        raise Refused(f"Statement {reference} cannot be approved.", problems)
    latest = statement.latest
    if today < latest.known_from:
        raise Refused(f"Statement {reference} is known from {long_day(latest.known_from)}; it is not approved before.")
    before: dict[str, object] = {"stage": statement.stage}
    StatementVersion.objects.filter(pk=latest.pk).update(stage=StatementStage.APPROVED, approved_on=today)
    statement.stage, statement.approved_on = StatementStage.APPROVED, today
    statement.approved_by = actor.organisation_name[:120]
    statement.save(update_fields=["stage", "approved_on", "approved_by"])
    record_stage(actor, statement, "approved", before)
    latest.refresh_from_db(fields=["stage", "approved_on"])
    _tell_drafters(actor, statement, latest, today)
    statement_approved.send(StatementVersion, actor=actor, version=latest, today=today)
    return statement


def _tell_drafters(actor: Viewer, statement: Statement, version: StatementVersion, today: date) -> None:
    """Tell the organisation whose planners wrote it; what the installation itself records of the past tells nobody."""
    if actor.is_system:
        return
    notify(
        topic="statement-approved",
        to=statement.stated_by,
        title=f"Statement {statement.reference}, version {version.number}, is approved",
        day=today,
        subject=Subject(
            "statement",
            statement.reference,
            unit_type=version.unit_type,
            mission=statement.mission.acronym if statement.mission else "",
        ),
        href=reverse("statement", args=[statement.reference]),
        once=f"statement {statement.reference} {version.number}",
    )


def _approved_number(statement: Statement) -> int:
    """Return the number of the version in force, 0 where none is."""
    in_force = statement.in_force
    return in_force.number if in_force else 0


@transaction.atomic
def withdraw_statement(actor: Viewer, reference: str, *, today: date, reason: str = "") -> Statement:
    """Withdraw a statement: it stays on record, and nothing means it any longer."""
    statement = locked_statement(actor, reference)
    visibility.require_owner(actor, statement.stated_by_id, f"Statement {reference}", Role.APPROVER)
    in_use = Post.objects.filter(statement=statement).exclude(requirement__stage=RequirementStage.CLOSED)
    problems = withdrawal_problems(statement.stage, in_use.values_list("reference", flat=True))
    if problems:
        raise Refused(f"Statement {reference} cannot be withdrawn.", problems)
    if today < statement.known_from:
        raise Refused(f"Statement {reference} is known from {long_day(statement.known_from)}, and not before.")
    before: dict[str, object] = {"stage": statement.stage}
    statement.stage, statement.withdrawn_on = StatementStage.WITHDRAWN, today
    statement.save(update_fields=["stage", "withdrawn_on"])
    record_stage(actor, statement, "withdrawn", before, reason)
    return statement
