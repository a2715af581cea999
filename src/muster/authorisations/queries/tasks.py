"""Reads of what a State's law allows against what a mission's mandate sets, on a day."""

from collections.abc import Iterable
from datetime import date

from muster.authorisations.models import AllowedTask, TaskScope
from muster.authorisations.queries.laws import laws_in_force
from muster.authorisations.rules.tasks import Allowed, Mandated, TaskMatch, match_tasks
from muster.missions.models import MandatedTask
from muster.missions.queries import mandates_in_force
from muster.missions.rules.statements import codes_of
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer

__all__ = ["TaskMatch", "allowed_in_force", "mandated_on", "tasks_against_mandate", "tasks_by_mission"]


def tasks_against_mandate(
    viewer: Viewer, state: Organisation, day: date, acronym: str, scope: str = TaskScope.ACTIVITY
) -> tuple[TaskMatch, ...]:
    """Return each task that the mission's mandates in force set, with how the law of the State stands to it.

    `scope`: the tasks of peacekeeping activity, or those of a contingent. Nothing where no instrument that the viewer
    may read lists tasks of the scope: then nothing is said. Two queries.
    """
    return tasks_by_mission(viewer, state, day, scope, (acronym,)).get(acronym, ())


def tasks_by_mission(
    viewer: Viewer,
    state: Organisation,
    day: date,
    scope: str = TaskScope.ACTIVITY,
    missions: Iterable[str] | None = None,
) -> dict[str, tuple[TaskMatch, ...]]:
    """Return the same by acronym, for some missions or for all that have a mandate in force. Two queries."""
    allowed = [fact(one) for one in allowed_in_force(viewer, state, day) if one.scope == scope]
    if not allowed:
        return {}
    return {acronym: match_tasks(tasks, allowed) for acronym, tasks in mandated_on(viewer, day, missions).items()}


def allowed_in_force(viewer: Viewer, state: Organisation, day: date) -> list[AllowedTask]:
    """Return the tasks that the State's instruments in force allow, by instrument, scope and number. One query."""
    laws = laws_in_force(viewer, day).filter(state=state)
    found = AllowedTask.objects.filter(law__in=laws).select_related("law")
    return list(found.order_by("law__valid_from", "law__reference", "scope", "number"))


def mandated_on(viewer: Viewer, day: date, missions: Iterable[str] | None = None) -> dict[str, list[Mandated]]:
    """Return by acronym the tasks of the mandates in force, each once. One query."""
    found: dict[str, list[Mandated]] = {}
    mandates = mandates_in_force(viewer, day).order_by()
    if missions is not None:
        mandates = mandates.filter(mission__acronym__in=list(missions))
    rows = MandatedTask.objects.filter(mandate__in=mandates).select_related("mandate__mission")
    for row in rows.order_by("mandate__mission__acronym", "mandate__valid_from", "mandate", "number"):
        tasks = found.setdefault(row.mandate.mission.acronym, [])
        if all(one.task != row.task for one in tasks):
            tasks.append(Mandated(row.task, row.words, row.paragraph))
    return found


def fact(item: AllowedTask) -> Allowed:
    """Return an item of an instrument as the rules want it."""
    return Allowed(item.law.reference, item.words, frozenset(codes_of(item.tasks)), item.condition, item.is_catch_all)
