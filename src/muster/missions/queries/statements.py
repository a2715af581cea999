"""Reads of statements of unit requirement: every party sees what was approved, the planners their drafts too.

As of a day a reader sees the version approved last by then, whoever states it the version written last by then.
"""

from datetime import date

from django.db.models import Case, CharField, Count, F, OuterRef, Q, QuerySet, Subquery, Value, When

from muster.kit.day_text import long_day
from muster.kit.errors import NotFound
from muster.kit.facts import known_on
from muster.missions.models import StatementStage, StatementVersion
from muster.missions.statement_versions import with_lines
from muster.parties import visibility
from muster.parties.viewer import Viewer

STATEMENT_FIELDS = visibility.Fields(owner="stated_by_id")
"""Who may write a statement: the organisation that states it."""
OWN_VERSIONS = visibility.Fields(owner="statement__stated_by_id")
VERSION_FIELDS = visibility.Fields(
    owner="statement__stated_by_id", stage="stage", published_stages=(StatementStage.APPROVED,)
)


def seen_versions(viewer: Viewer, day: date) -> QuerySet[StatementVersion]:
    """Return all versions of statements that the viewer may see as of `day`, the newest of each first."""
    seen = known_on(StatementVersion.objects.filter(visibility.rows(viewer, VERSION_FIELDS)), day)
    own = visibility.rows(viewer, OWN_VERSIONS)
    if own:  # an empty condition holds for every row: the installation sees all drafts
        seen = seen.filter(own | Q(approved_on__lte=day))
    return seen.select_related("statement__mission", "statement__stated_by", "statement__made_from").order_by(
        "statement__reference", "-number"
    )


def visible_statements(viewer: Viewer, day: date) -> QuerySet[StatementVersion]:
    """Return each statement that the viewer may see as of `day` in its newest visible version.

    `shown_stage` is the stage of what is shown: a version in force is approved, whatever is being drafted after it.
    `post_count` counts the posts that mean the statement.
    """
    seen = seen_versions(viewer, day)
    newest = seen.filter(statement=OuterRef("statement")).order_by("-number").values("number")[:1]
    withdrawn = When(statement__withdrawn_on__lte=day, then=Value(StatementStage.WITHDRAWN.value))
    approved = When(approved_on__lte=day, then=Value(StatementStage.APPROVED.value))
    draft = Value(StatementStage.DRAFT.value)
    return (
        seen.filter(number=Subquery(newest))
        .annotate(shown_stage=Case(withdrawn, approved, default=draft, output_field=CharField()))
        .annotate(post_count=Count("statement__posts", distinct=True))
        .order_by(F("statement__mission__acronym").asc(nulls_first=True), "unit_type", "statement__reference")
    )


def visible_statement(viewer: Viewer, day: date, reference: str, number: int | None = None) -> StatementVersion:
    """Return one statement with its lists, as the newest visible version or the one of a number. Raises NotFound."""
    if number is None:
        found = with_lines(visible_statements(viewer, day)).filter(statement__reference=reference).first()
    else:
        versions = seen_versions(viewer, day).filter(statement__reference=reference, number=number)
        found = with_lines(versions).first()
    if found is None:
        raise NotFound(f"There is no statement {reference!r} that you may see as of {long_day(day)}.")
    return found


def statements_in_force(viewer: Viewer, day: date) -> QuerySet[StatementVersion]:
    """Return the version in force on `day` of each statement that is not withdrawn: what posts mean."""
    approved = seen_versions(viewer, day).filter(stage=StatementStage.APPROVED, approved_on__lte=day)
    newest = approved.filter(statement=OuterRef("statement")).order_by("-number").values("number")[:1]
    return approved.filter(number=Subquery(newest)).exclude(statement__withdrawn_on__lte=day)


def statement_in_force(viewer: Viewer, day: date, reference: str) -> StatementVersion:
    """Return what a statement in force on `day` says, with its lists. Raises NotFound if it is none."""
    found = with_lines(statements_in_force(viewer, day)).filter(statement__reference=reference).first()
    if found is None:
        raise NotFound(f"There is no statement {reference!r} in force that you may see as of {long_day(day)}.")
    return found
