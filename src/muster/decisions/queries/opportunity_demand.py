"""Posts that are to be had as of a day: open ones of published requirements, and those whose holder's tour ends."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from muster.decisions.opportunities.demand import first_open_time
from muster.decisions.opportunities.facts import Demand, DemandKind
from muster.decisions.opportunities.themes import themes_of
from muster.deployments.models import Stay
from muster.kit.intervals import DateInterval
from muster.matching.record import post_facts
from muster.missions.models import Post, RequirementStage, StatementVersion
from muster.missions.queries import covers, mandates_in_force, visible_posts, with_tasks
from muster.missions.rules.mandates import MandateCover
from muster.parties.viewer import Viewer
from muster.reference.unit_types import unit_types


def published_posts(viewer: Viewer, day: date, types: Iterable[str], post: str = "") -> list[Post]:
    """Return the posts of published requirements of these unit types, as of `day`; with `post` that one alone."""
    found = visible_posts(viewer, day).filter(
        requirement__stage=RequirementStage.PUBLISHED, unit_type__in=set(types)
    )  # fmt: skip
    return list(found.filter(reference=post) if post else found)


def demands(
    viewer: Viewer,
    day: date,
    posts: Sequence[Post],
    stays: Sequence[Stay],
    statements: Mapping[int, StatementVersion],
    horizon_months: int,
    *,
    with_mandated_tasks: bool,
) -> list[tuple[Demand, Post]]:
    """Return each post that is to be had within the horizon, with its first open time.

    One query; two more `with_mandated_tasks` among the themes, for a State that has an interest in one.
    """
    of_post: dict[int, list[Stay]] = defaultdict(list)
    of_requirement: dict[int, list[Stay]] = defaultdict(list)
    of_mission: dict[int, set[str]] = defaultdict(set)
    for stay in stays:
        of_post[stay.post_id].append(stay)
        of_requirement[stay.post.requirement_id].append(stay)
        of_mission[stay.post.requirement.mission_id].add(stay.pledge.state.code)
    cover = covers(viewer, day)
    tasks = _mandated_tasks(viewer, day) if with_mandated_tasks else {}
    categories = {one.code: one.category for one in unit_types()}
    found = []
    for post in posts:
        needed = DateInterval(post.needed_from, post.needed_until)
        own = of_post[post.pk]
        span = first_open_time(needed, [_interval(one) for one in own], day, horizon_months)
        if span is None:
            continue
        mission = post.requirement.mission
        beside = of_requirement[post.requirement_id]
        statement = statements.get(post.statement_id) if post.statement_id else None
        themes = themes_of(
            post.unit_type,
            categories.get(post.unit_type, ""),
            has_partners=bool(beside),
            women_percent=statement.women_minimum_percent if statement else 0,
            tasks=tasks.get(mission.pk, ()),
        )
        found.append(
            (_demand(post, span, own, beside, of_mission[mission.pk], themes, cover.get(mission.acronym)), post)
        )
    return found


def _mandated_tasks(viewer: Viewer, day: date) -> dict[int, list[str]]:
    """Return the tasks of the mandates in force by the mission's key."""
    return {
        one.mission_id: [task.task for task in one.tasks_in_order]  # type: ignore[attr-defined]  # prefetched
        for one in with_tasks(mandates_in_force(viewer, day))
    }


def _interval(stay: Stay) -> DateInterval:
    return DateInterval(stay.stay_from, stay.stay_until)


def _demand(
    post: Post,
    span: DateInterval,
    own: Iterable[Stay],
    beside: Iterable[Stay],
    in_mission: Iterable[str],
    themes: frozenset[str],
    cover: MandateCover | None,
) -> Demand:
    held: dict[str, list[DateInterval]] = defaultdict(list)
    for stay in beside:
        held[stay.pledge.state.code].append(_interval(stay))
    before = next((one for one in own if one.stay_until == span.start), None)
    mission = post.requirement.mission
    facts = post_facts(post, held)
    return Demand(
        kind=DemandKind.OPEN if before is None else DemandKind.FORECAST,
        post=replace(facts, needed=span),
        holder=before.pledge.state.code if before else "",
        holder_name=before.pledge.state.name if before else "",
        mission_name=mission.name,
        hosts=frozenset(one.strip() for one in mission.host_states.split(";") if one.strip()),
        others=frozenset(held),
        beside=frozenset(in_mission),
        themes=themes,
        is_mandated=cover.is_covered if cover else False,
        mandate_until=cover.until if cover else None,
        illustrative=post.requirement.illustrative,
    )
