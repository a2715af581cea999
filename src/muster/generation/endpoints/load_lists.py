"""The API of load lists of a case: the same queries and actions as the pages."""

from datetime import date
from typing import Annotated

from ninja import Query, Router
from pydantic import Field

from muster.generation.actions.load_lists import make_load_list, write_load_list
from muster.generation.endpoints.fields import CaseReference
from muster.generation.models import (
    Case,
    Stowage,
)
from muster.generation.models.load_list import HEAVIEST_KG, LARGEST_CM
from muster.generation.queries.case_parts import case_seen
from muster.generation.queries.load_lists import load_list_of, load_terms, stowage_rule
from muster.generation.rules.load_list import MOST_LINES, LoadTerms, measures
from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Answer, Body, Filters
from muster.kit.openapi.fields import WHOLE, Line, Strength, Title
from muster.parties.request import MusterRequest

router = Router(tags=["movement of a case"])
Size = Annotated[int, Field(ge=1, le=LARGEST_CM), WHOLE]


class LoadLineBody(Body):
    """Like items. Sizes in centimetres and weight in kilograms are of one; null: not known yet."""

    item: Annotated[Line, Field(min_length=1)]
    pieces: Strength
    category: Annotated[str, Field(pattern=r"^[A-Z0-9-]*$", max_length=12)] = ""
    length_cm: Size | None = None
    width_cm: Size | None = None
    height_cm: Size | None = None
    weight_kg: Annotated[int, Field(ge=1, le=HEAVIEST_KG), WHOLE] | None = None
    stowage: Stowage = Stowage.CONTAINER
    hazard_class: Annotated[str, Field(pattern=r"^[A-Z0-9.]*$", max_length=12)] = ""
    note: Title = ""


class LoadListBody(Body):
    """All lines of a load list. `version` 0: there is none yet; null: whatever is there is replaced."""

    lines: Annotated[list[LoadLineBody], Field(max_length=MOST_LINES)]
    version: Annotated[int, Field(ge=0, le=2**31 - 1), WHOLE] | None = None


class LoadListAnswer(Answer):
    """A load list with what it adds up to; what is not measured is in no total but the pieces."""

    case: str
    made_from: str
    version: int = Field(description="0: there is none yet")
    lines: list[LoadLineBody]
    pieces: int
    volume_m3: float
    weight_t: float
    lane_metres: float
    containers: int
    hazardous_pieces: int
    unmeasured: list[str]


def _load(request: MusterRequest, case: Case, day: date) -> LoadListAnswer:
    found = load_list_of(request.viewer, day, case)
    lines = load_terms(found)
    total = vars(measures(lines, stowage_rule(request.today)))
    said = {"made_from": found.made_from if found else "", "version": found.version if found else 0}
    return LoadListAnswer.model_validate(
        {"case": case.reference, **said, "lines": [vars(one) for one in lines], **total,
         "unmeasured": list(total["unmeasured"])}
    )  # fmt: skip


@router.get("/cases/{case}/load-list", response={200: LoadListAnswer, **READ_ERRORS}, summary="Load list of a case")
def case_load_list(request: MusterRequest, case: CaseReference, filters: Query[Filters]) -> LoadListAnswer:
    """The load list of a case with its totals."""
    day = filters.day(request)
    return _load(request, case_seen(request.viewer, day, case), day)


@router.put("/cases/{case}/load-list", response={200: LoadListAnswer, **WRITE_ERRORS}, summary="Write the load list")
def put_load_list(request: MusterRequest, case: CaseReference, body: LoadListBody) -> LoadListAnswer:
    """Replace the lines of a case's load list."""
    lines = [LoadTerms(**{**one.model_dump(), "stowage": one.stowage.value}) for one in body.lines]
    write_load_list(request.viewer, case, lines, today=request.today, expected_version=body.version)
    return _load(request, case_seen(request.viewer, request.today, case), request.today)


@router.post(
    "/cases/{case}/load-list/from-pledge", response={200: LoadListAnswer, **WRITE_ERRORS}, summary="Make the load list"
)
def load_list_from_pledge(request: MusterRequest, case: CaseReference) -> LoadListAnswer:
    """Make the load list from the major equipment of the pledge; what is there is replaced."""
    make_load_list(request.viewer, case, today=request.today)
    return _load(request, case_seen(request.viewer, request.today, case), request.today)
