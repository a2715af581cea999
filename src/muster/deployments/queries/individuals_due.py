"""The due list of individuals: a fixed number of queries for any number of posts, reckoned in memory."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, Q, QuerySet, TextChoices, Value, When

from muster.deployments.individual_parameters import day_parameters
from muster.deployments.models import Assignment, IndividualCategory, PersonnelRequestStage, PostPlace, RequestedPost
from muster.deployments.queries.blocks import blocks_by_mission
from muster.deployments.queries.individuals import (
    OWN_POST_FIELDS,
    visible_assignments,
    visible_individual_posts,
    visible_nominations,
    visible_personnel_requests,
)
from muster.deployments.rules.blocked_individuals import BlockedHandover, through_blocks
from muster.deployments.rules.blocked_rotations import Blocked
from muster.deployments.rules.individuals_due import Due, DueLine, Held, due_list
from muster.deployments.rules.nominations import OVER
from muster.generation.models import MissionBlock
from muster.kit.standing import Standing
from muster.parties import visibility
from muster.parties.viewer import Viewer


@dataclass(frozen=True, slots=True)
class DueRow:
    """What is due for a post: who holds it (State and number of the person; empty: nobody) and what comes next."""

    post: str
    title: str
    mission: str
    place: str
    category: str
    is_command: bool
    state: str
    person: int | None
    due: Due
    act_by: date
    nominate_by: date
    arrives_on: date
    leaves_on: date | None
    illustrative: bool
    through_blocks: BlockedHandover | None

    @property
    def overstay_days(self) -> int | None:
        """Return the days that the holder is kept by a block; None: no block is in the way, or nobody is kept."""
        return (self.through_blocks.overstay_days or None) if self.through_blocks else None


@dataclass(frozen=True, slots=True)
class _Holder:
    """The last holder of a post."""

    until: date
    state: str
    person: int


@dataclass(frozen=True, slots=True)
class _Post:
    """A post as it is read: the fields in the order of `POST_COLUMNS`."""

    key: int
    reference: str
    title: str
    mission: str | None
    place: str
    category: str
    is_command: bool
    needed_from: date
    needed_until: date | None
    standing: str
    is_requested: bool
    is_nominated: bool


POST_COLUMNS = (
    "pk",
    "reference",
    "title",
    "mission__acronym",
    "place",
    "category",
    "is_command",
    "needed_from",
    "needed_until",
    "standing",
    "is_requested",
    "is_nominated",
)


def due_individuals(viewer: Viewer, day: date, known_blocks: Iterable[MissionBlock] | None = None) -> list[DueRow]:
    """Return what is due as of a day for the posts that the viewer fills, has, or has the last holder of.

    A State sees the posts that its own people hold; a vacancy is told to those whose post it is. Rows are read as plain
    values: ten thousand records would take most of the time. `known_blocks`: where those of the day have been read.
    """
    assignments = visible_assignments(viewer, day).filter(held_from__lte=day).order_by()
    holders = _last_holders(assignments)
    posts = {post.key: post for post in _posts(viewer, day, assignments)}
    held = [_held(post, holders.get(key), day) for key, post in posts.items()]
    numbers = day_parameters(day)
    lines = due_list(held, numbers, day)
    blocks = blocks_by_mission(viewer, day, known_blocks)
    places, categories = (_words(choices) for choices in (PostPlace, IndividualCategory))
    rows = (_row(posts[line.key], holders.get(line.key), line, places=places, categories=categories) for line in lines)
    return [_through(row, blocks.get(row.mission, ()), numbers.overlap_days) for row in rows]


def _through(row: DueRow, blocks: Sequence[Blocked], overlap_days: int) -> DueRow:
    """Return the row with what the blocks of its mission do to the handover."""
    if not blocks:
        return row
    return replace(row, through_blocks=through_blocks(row.arrives_on, row.leaves_on, overlap_days, blocks))


def _posts(viewer: Viewer, day: date, assignments: QuerySet[Assignment]) -> Iterable[_Post]:
    """Read the posts that are needed beyond the day and are the viewer's, or held by somebody whom it sees.

    Each with whether a request is out for it, and whether somebody is nominated and has not arrived. One query.
    """
    lasts = Q(needed_until__isnull=True) | Q(needed_until__gt=day)
    held = Q(pk__in=assignments.filter(held_until__gt=day).select_related(None).values("post"))
    seen = visible_individual_posts(viewer, day).filter(
        lasts, visibility.either(visibility.rows(viewer, OWN_POST_FIELDS), held)
    )
    requested, nominated = _under_way(viewer, day)
    told = seen.annotate(is_requested=_is_in(requested), is_nominated=_is_in(nominated))
    return (_Post(*row) for row in told.order_by().values_list(*POST_COLUMNS))


def _is_in(posts: QuerySet[Any, Any]) -> Case:
    """Return whether a post is among those whose keys a query gives."""
    return Case(When(pk__in=posts, then=Value(True)), default=Value(False), output_field=BooleanField())


def _words(choices: type[TextChoices]) -> dict[str, str]:
    return {one.value: str(one.label) for one in choices}


def _last_holders(assignments: QuerySet[Assignment]) -> dict[int, _Holder]:
    """Return whose tour ends last in each post."""
    rows: Iterable[tuple[int, date, str, int]] = assignments.order_by("held_until", "pk").values_list(
        "post_id", "held_until", "state__code", "person_id"
    )
    return {post: _Holder(until, state, person) for post, until, state, person in rows}


def _under_way(viewer: Viewer, day: date) -> tuple[QuerySet[Any, Any], QuerySet[Any, Any]]:
    """Return the keys of the posts for which a request is out, and of those for which somebody is nominated."""
    requests = visible_personnel_requests(viewer, day).filter(
        stage_then=PersonnelRequestStage.SENT  # type: ignore[misc]  # annotated
    )
    asked = RequestedPost.objects.filter(request__in=requests.order_by().select_related(None).values("pk"))
    active = visible_nominations(viewer, day).exclude(stage_then__in=OVER)  # type: ignore[misc]  # annotated
    named = active.order_by().select_related(None).values("requested__post")
    return asked.order_by().values("post"), named


def _held(post: _Post, holder: _Holder | None, day: date) -> Held:
    """Return the post as the rule takes it: a tour that is over leaves it vacant from its end on."""
    is_held = holder is not None and holder.until > day
    wanted_from = post.needed_from if holder is None else max(post.needed_from, holder.until)
    return Held(
        key=post.key,
        wanted_from=wanted_from,
        leaves_on=holder.until if holder is not None and is_held else None,
        needed_until=post.needed_until,
        is_requested=post.is_requested,
        is_nominated=post.is_nominated,
    )


def _row(
    post: _Post,
    holder: _Holder | None,
    line: DueLine,
    *,
    places: Mapping[str, str],
    categories: Mapping[str, str],
) -> DueRow:
    there = holder if holder is not None and line.due != Due.VACANT and holder.until == line.days.leaves_on else None
    return DueRow(
        post=post.reference,
        title=post.title,
        mission=post.mission or "",
        place=places[post.place],
        category=categories[post.category],
        is_command=post.is_command,
        state=there.state if there else "",
        person=there.person if there else None,
        due=line.due,
        act_by=line.act_by,
        nominate_by=line.days.nominate_by,
        arrives_on=line.days.arrives_on,
        leaves_on=there.until if there else None,
        illustrative=post.standing == Standing.ILLUSTRATIVE,
        through_blocks=None,
    )
