"""The API of a mission's statement of force requirement."""

from datetime import date

from ninja import Query, Router
from pydantic import Field

from muster.kit.openapi import READ_ERRORS, Answer, Filters
from muster.kit.openapi.fields import Code
from muster.missions.rules.force import ForceLine, LineStatus
from muster.parties.request import MusterRequest
from muster.plans.force import force_requirement

router = Router(tags=["missions and requirements"])


class ForceLineAnswer(Answer):
    """The posts of one sector and unit type; strengths in people."""

    sector: str
    unit_type: str
    units: int
    held: int = Field(description="units in whose post a stay is under way")
    strength_least: int = Field(description="of the smallest unit")
    strength_most: int = Field(description="of the largest unit")
    strength: int = Field(description="of all units together")
    needed_by: date
    priority: int = Field(description="1 to 8, the highest of the posts' requirements")
    authorities: list[str]
    statements: list[str] = Field(description="references of the statements of unit requirement that the posts mean")
    status: LineStatus
    posts: list[str]
    illustrative: bool = Field(description="a post of it is made up for demonstration")


class ForceRequirementAnswer(Answer):
    """A mission's statement of force requirement as of a day."""

    mission: str
    as_of: date
    closing_days: int = Field(description="a line is closing where every post of it ends within so many days")
    lines: list[ForceLineAnswer]


@router.get(
    "/missions/{acronym}/force-requirement",
    response={200: ForceRequirementAnswer, **READ_ERRORS},
    summary="Statement of force requirement",
)
def force_requirement_of(request: MusterRequest, acronym: Code, filters: Query[Filters]) -> ForceRequirementAnswer:
    """What a mission needs by sector and unit type, and how each line stands."""
    found = force_requirement(request.viewer, filters.day(request), acronym)
    return ForceRequirementAnswer(
        mission=found.mission.acronym,
        as_of=found.day,
        closing_days=found.closing.integer,
        lines=[_answer(line) for line in found.lines],
    )


def _answer(line: ForceLine) -> ForceLineAnswer:
    return ForceLineAnswer(
        sector=line.sector,
        unit_type=line.unit_type,
        units=line.units,
        held=line.held,
        strength_least=line.strength_least,
        strength_most=line.strength_most,
        strength=line.strength,
        needed_by=line.needed_by,
        priority=line.priority,
        authorities=list(line.authorities),
        statements=list(line.statements),
        status=line.status,
        posts=[post.reference for post in line.posts],
        illustrative=line.illustrative,
    )
