"""The API of what a State's law says: instruments, bodies, acts, and mandated tasks against it."""

from ninja import Query, Router

from muster.authorisations.endpoints.shapes import (
    DecisionBodyAnswer,
    MandatedTasksAnswer,
    NationalActAnswer,
    NationalLawAnswer,
    act_answer,
    body_answer,
    law_answer,
    match_answer,
)
from muster.authorisations.models import TaskScope
from muster.authorisations.queries import acts_in_force, bodies_on, known_acts, known_bodies, known_laws, laws_in_force
from muster.authorisations.queries.access import state_of_law
from muster.authorisations.queries.laws import with_allowed_tasks
from muster.authorisations.queries.tasks import tasks_by_mission
from muster.kit.openapi import READ_ERRORS, Filters, ListFilters, Page, page_of
from muster.kit.openapi.fields import Code
from muster.parties.request import MusterRequest

router = Router(tags=["national law"])


class LawFilters(ListFilters):
    """Which of a State's records: those in force on the day, or every version known."""

    in_force: bool = True


class TaskFilters(Filters):
    """The tasks of one mission, or of all with a mandate; of peacekeeping activity, or of a contingent."""

    mission: Code | None = None
    scope: TaskScope = TaskScope.ACTIVITY


@router.get(
    "/law/{state}/laws", response={200: Page[NationalLawAnswer], **READ_ERRORS}, summary="A State's instruments"
)
def national_laws(request: MusterRequest, state: Code, filters: Query[LawFilters]) -> Page[NationalLawAnswer]:
    """Instruments with the tasks that they allow: for the State itself and for secretariats."""
    of_state, day = state_of_law(request.viewer, state), filters.day(request)
    found = laws_in_force(request.viewer, day) if filters.in_force else known_laws(request.viewer, day)
    rows = with_allowed_tasks(found.filter(state=of_state)).order_by("valid_from", "pk")
    return page_of(rows, filters, law_answer)


@router.get(
    "/law/{state}/bodies", response={200: Page[DecisionBodyAnswer], **READ_ERRORS}, summary="Bodies that decide"
)
def decision_bodies(request: MusterRequest, state: Code, filters: Query[LawFilters]) -> Page[DecisionBodyAnswer]:
    """The bodies with a part in a State's decisions, in the order of their turn."""
    of_state, day = state_of_law(request.viewer, state), filters.day(request)
    read = bodies_on if filters.in_force else known_bodies
    return page_of(read(request.viewer, of_state, day), filters, body_answer)


@router.get("/law/{state}/acts", response={200: Page[NationalActAnswer], **READ_ERRORS}, summary="A State's acts")
def national_acts(request: MusterRequest, state: Code, filters: Query[LawFilters]) -> Page[NationalActAnswer]:
    """Acts with their missions and ceilings."""
    of_state, day = state_of_law(request.viewer, state), filters.day(request)
    found = acts_in_force(request.viewer, day) if filters.in_force else known_acts(request.viewer, day)
    rows = found.filter(state=of_state).select_related("state", "under", "replaces").order_by("valid_from", "pk")
    return page_of(rows, filters, act_answer)


@router.get(
    "/law/{state}/tasks", response={200: MandatedTasksAnswer, **READ_ERRORS}, summary="Mandated tasks against the law"
)
def mandated_tasks(request: MusterRequest, state: Code, filters: Query[TaskFilters]) -> MandatedTasksAnswer:
    """Each mandated task: allowed, allowed on a condition, covered by a catch-all item, or not covered."""
    of_state, day = state_of_law(request.viewer, state), filters.day(request)
    missions = None if filters.mission is None else [filters.mission]
    found = tasks_by_mission(request.viewer, of_state, day, filters.scope.value, missions)
    return MandatedTasksAnswer(
        state=of_state.code,
        scope=filters.scope,
        tasks=[match_answer(mission, one) for mission, matches in found.items() for one in matches],
    )
