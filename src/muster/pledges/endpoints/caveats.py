"""The API of caveats besides those that a pledge declares: discovered, satisfied, dropped."""

from datetime import date
from typing import Annotated

from ninja import Query, Router, Status
from pydantic import Field

from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Body, Filters
from muster.kit.openapi.fields import Day, LongLine, RecordId, Reference, Title
from muster.parties.request import MusterRequest
from muster.pledges import actions, queries
from muster.pledges.endpoints.register import CaveatAnswer, CaveatBody
from muster.pledges.models import Caveat
from muster.pledges.rules.caveats import binding_on
from muster.pledges.terms import CaveatTerms

router = Router(tags=["pledges"])
Said = Annotated[LongLine, Field(min_length=1)]


class KnownCaveat(CaveatAnswer):
    """A caveat with its number, by which it is satisfied or dropped, and whether it binds as of the day."""

    number: int
    known_from: date
    binds: bool
    satisfied_evidence: str
    source: str


class DiscoveredCaveatBody(CaveatBody):
    """A caveat that came to light; `source`: how."""

    source: Said


class SatisfactionBody(Body):
    """That a caveat is satisfied: when, by whom or what, on which evidence."""

    satisfied_on: Day
    satisfied_by: Annotated[Title, Field(min_length=1)]
    evidence: Said


class DropReasonBody(Body):
    """Why."""

    reason: Said


def _answer(caveat: Caveat, day: date) -> KnownCaveat:
    names = ("kind", "value", "text", "is_hard", "expires_on", "origin", "satisfied_on", "satisfied_by")
    more = ("known_from", "satisfied_evidence", "source")
    values = {name: getattr(caveat, name) for name in (*names, *more)}
    return KnownCaveat(number=caveat.pk, binds=binding_on(caveat, day), **values)


@router.get("/pledges/{reference}/caveats", response={200: list[KnownCaveat], **READ_ERRORS}, summary="Caveats")
def caveats(request: MusterRequest, reference: Reference, filters: Query[Filters]) -> list[KnownCaveat]:
    """The caveats known on the day, declared and discovered; none for a partner, who does not see them."""
    day = filters.day(request)
    return [_answer(one, day) for one in queries.visible_pledge(request.viewer, day, reference).caveats]


@router.post(
    "/pledges/{reference}/caveats", response={201: KnownCaveat, **WRITE_ERRORS}, summary="Record a discovered caveat"
)
def discover_caveat(request: MusterRequest, reference: Reference, body: DiscoveredCaveatBody) -> Status[KnownCaveat]:
    """Record a caveat that the State did not declare: by the register, or by the mission where the unit stands."""
    said = CaveatTerms(body.kind.value, body.value, body.text, body.is_hard, body.expires_on)
    made = actions.record_discovered_caveat(request.viewer, reference, said, today=request.today, source=body.source)
    return Status(201, _answer(made, request.today))


@router.post(
    "/pledges/{reference}/caveats/{number}/satisfy",
    response={200: KnownCaveat, **WRITE_ERRORS},
    summary="A caveat is satisfied",
)
def satisfy_caveat(
    request: MusterRequest, reference: Reference, number: RecordId, body: SatisfactionBody
) -> KnownCaveat:
    """Say that a caveat is satisfied: the State of what it declared, the register of what was discovered."""
    done = actions.satisfy_caveat(request.viewer, reference, number, today=request.today, **body.model_dump())
    return _answer(done, request.today)


@router.post(
    "/pledges/{reference}/caveats/{number}/drop", response={200: KnownCaveat, **WRITE_ERRORS}, summary="Drop a caveat"
)
def drop_caveat(request: MusterRequest, reference: Reference, number: RecordId, body: DropReasonBody) -> KnownCaveat:
    """Drop a discovered caveat that proved to be none."""
    done = actions.drop_discovered_caveat(request.viewer, reference, number, reason=body.reason, today=request.today)
    return _answer(done, request.today)
