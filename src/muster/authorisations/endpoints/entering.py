"""The API in which a State's officers enter its law: instruments, bodies and acts."""

from typing import TypeVar

from django.db.models import QuerySet
from ninja import Status

from muster.authorisations.actions import record_act, record_body, record_law
from muster.authorisations.endpoints.law import router
from muster.authorisations.endpoints.shapes import (
    DecisionBodyAnswer,
    DecisionBodyBody,
    NationalActAnswer,
    NationalActBody,
    NationalLawAnswer,
    NationalLawBody,
    act_answer,
    body_answer,
    law_answer,
)
from muster.authorisations.models import ActCeiling, DecisionBody, NationalAct, NationalLaw
from muster.authorisations.queries import visible_acts, visible_laws
from muster.authorisations.queries.access import state_of_law
from muster.authorisations.queries.laws import with_allowed_tasks
from muster.kit.errors import Refused
from muster.kit.openapi import WRITE_ERRORS
from muster.kit.openapi.fields import Code
from muster.missions.models import Mission
from muster.missions.queries import visible_mission
from muster.parties.models import Organisation
from muster.parties.request import MusterRequest

__all__ = ["router"]
Named = TypeVar("Named", NationalLaw, NationalAct)


@router.post("/law/{state}/laws", response={201: NationalLawAnswer, **WRITE_ERRORS}, summary="Enter an instrument")
def enter_law(request: MusterRequest, state: Code, body: NationalLawBody) -> Status[NationalLawAnswer]:
    """Enter an instrument with its tasks: an officer of the State."""
    of_state = state_of_law(request.viewer, state)
    law = NationalLaw(
        **body.model_dump(exclude={"kind", "replaces", "tasks"}),
        kind=body.kind.value,
        state=of_state,
        known_from=request.today,
        replaces=_named(visible_laws(request.viewer), of_state, body.replaces),
    )
    record_law(request.viewer, law, [one.task() for one in body.tasks])
    return Status(201, law_answer(with_allowed_tasks(visible_laws(request.viewer)).get(pk=law.pk)))


@router.post("/law/{state}/bodies", response={201: DecisionBodyAnswer, **WRITE_ERRORS}, summary="Enter a body")
def enter_body(request: MusterRequest, state: Code, body: DecisionBodyBody) -> Status[DecisionBodyAnswer]:
    """Enter a body, or a new version of the one with the same code."""
    of_state = state_of_law(request.viewer, state)
    made = DecisionBody(
        **body.model_dump(exclude={"part", "criteria", "turn", "under"}),
        part=body.part.value,
        criteria=";".join(one.value for one in body.criteria),
        order=body.turn,
        state=of_state,
        known_from=request.today,
        under=_named(visible_laws(request.viewer), of_state, body.under),
    )
    return Status(201, body_answer(record_body(request.viewer, made)))


@router.post("/law/{state}/acts", response={201: NationalActAnswer, **WRITE_ERRORS}, summary="Enter an act")
def enter_act(request: MusterRequest, state: Code, body: NationalActBody) -> Status[NationalActAnswer]:
    """Enter an act with its ceilings, by itself or in the place of another."""
    viewer = request.viewer
    of_state = state_of_law(viewer, state)
    act = NationalAct(
        **body.model_dump(exclude={"kind", "under", "replaces", "missions", "categories", "ceiling", "ceilings"}),
        kind=body.kind.value,
        categories=";".join(one.value for one in body.categories),
        personnel_ceiling=body.ceiling,
        state=of_state,
        known_from=request.today,
        under=_named(visible_laws(viewer), of_state, body.under),
        replaces=_named(visible_acts(viewer), of_state, body.replaces),
    )
    ceilings = [
        ActCeiling(
            mission=_mission(request, one.mission) if one.mission else None,
            category=one.category.value if one.category else "",
            personnel=one.people,
        )
        for one in body.ceilings
    ]
    record_act(viewer, act, [_mission(request, one) for one in body.missions], ceilings)
    found = visible_acts(viewer).select_related("state", "under", "replaces").get(pk=act.pk)
    return Status(201, act_answer(found))


def _mission(request: MusterRequest, acronym: str) -> Mission:
    return visible_mission(request.viewer, request.today, acronym)


def _named(records: QuerySet[Named], state: Organisation, reference: str | None) -> Named | None:
    """Return the State's record of a reference, None for none said. Raises Refused for an unknown one."""
    if reference is None:
        return None
    found = records.filter(state=state, reference=reference).first()
    if found is None:
        raise Refused(f"{reference!r} is on record for no law or act of {state.name}; enter it first.")
    return found
