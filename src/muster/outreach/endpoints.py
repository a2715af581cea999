"""The API of outreach: the States to approach, as the page ranks them."""

from dataclasses import asdict
from datetime import date
from typing import Annotated

from ninja import Query, Router
from pydantic import Field

from muster.kit.openapi import WRITE_ERRORS, Answer, Filters
from muster.kit.openapi.fields import Code, Day, Word
from muster.outreach.answer import Answer as Ranked
from muster.outreach.answer import RankedState, answer_of
from muster.outreach.queries import PledgedUnit, pledged_units
from muster.outreach.rules.unit_kinds import ANY
from muster.outreach.tables import two_places
from muster.parties.request import MusterRequest

router = Router(tags=["outreach"])
Score = Annotated[str, Field(pattern=r"^-?[0-9]+\.[0-9]{2}$")]


class OutreachFilters(Filters):
    """A question: for which mission and unit, on what was known on which day."""

    mission: Annotated[Code, Field(description="acronym; an unknown one is ranked on the rest")]
    unit_type: Annotated[Word, Field(description="any, a kind of unit, or a code of the catalogue")] = ANY
    on: Annotated[Day | None, Field(description="only what was known on this day counts; else on `as_of`")] = None


class OutreachReason(Answer):
    """Why a State stands where it stands."""

    name: str
    words: str
    adds: Score = Field(description="what it adds to the score")


class OutreachPledge(Answer):
    """A pledge of the State that the caller may see and that answers the question."""

    reference: str
    unit_type: str
    level: str
    strength: int
    caveats: int
    illustrative: bool


class OutreachState(Answer):
    """A State to approach."""

    rank: int
    state: str
    name: str
    score: Score
    reasons: list[OutreachReason]
    pledges: list[OutreachPledge]


class OutreachAnswer(Answer):
    """The States to approach for a question, the first to approach first."""

    mission: str
    line: str = Field(description="mission under which the facts stand, where it was renamed")
    unit_type: str
    on: date
    counted_on: date = Field(description="day of the last count known on the day")
    files: list[str] = Field(description="files that the facts come from")
    states: list[OutreachState]


@router.get("/outreach", response={200: OutreachAnswer, **WRITE_ERRORS}, summary="States to approach")
def read_outreach(request: MusterRequest, filters: Query[OutreachFilters]) -> OutreachAnswer:
    """Sixty States ranked by how likely they are to send the unit within twelve months, each with its reasons."""
    day = filters.day(request)
    answer = answer_of(filters.mission, filters.unit_type, filters.on or day)
    pledged = pledged_units(request.viewer, day, answer.kind)
    return _answer(answer, [_state(one, pledged.get(one.iso3, ())) for one in answer.states])


def _answer(answer: Ranked, states: list[OutreachState]) -> OutreachAnswer:
    return OutreachAnswer(
        mission=answer.mission,
        line=answer.line,
        unit_type=answer.unit_type,
        on=answer.on,
        counted_on=answer.counted_on,
        files=list(answer.files),
        states=states,
    )


def _state(ranked: RankedState, pledged: tuple[PledgedUnit, ...]) -> OutreachState:
    return OutreachState(
        rank=ranked.rank,
        state=ranked.iso3,
        name=ranked.name,
        score=str(two_places(ranked.score)),
        reasons=[
            OutreachReason(name=one.name, words=one.words, adds=str(two_places(one.adds))) for one in ranked.reasons
        ],
        pledges=[OutreachPledge(**asdict(one)) for one in pledged],
    )
