"""The API of changed facts: the list, and one with the records that rest on it."""

from datetime import date
from typing import Any

from ninja import Query, Router
from pydantic import Field

from muster.changes.models import ChangeKind, Reached, ReachKind
from muster.changes.queries import visible_change, visible_changes
from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Answer, Filters, ListFilters, Page, Sourced, page_of, sourced
from muster.kit.openapi.fields import Code, RecordId
from muster.parties.request import MusterRequest

router = Router(tags=["changed facts"])


class FactChangeAnswer(Sourced):
    """A fact that changed: what it was and is, in words; `mission` and `state` are codes, empty: does not apply."""

    number: int
    kind: ChangeKind
    mission: str
    state: str
    subject: str
    before: str
    after: str
    true_from: date
    known_from: date
    reached: int = Field(description="records that rest on it, as far as the caller may see them")


class ReachedAnswer(Answer):
    """A record that rests on a changed fact, and why; `owner` is the code of the organisation whose it is."""

    kind: ReachKind
    reference: str
    title: str
    owner: str
    why: str


class WholeFactChangeAnswer(FactChangeAnswer):
    """A changed fact with the records that rest on it, as far as the caller may see them."""

    records: list[ReachedAnswer]


class FactChangeFilters(ListFilters):
    """Which changed facts."""

    kind: ChangeKind | None = None
    mission: Code | None = None
    state: Code | None = None


def _values(change: Any) -> dict[str, Any]:
    names = ("kind", "mission", "subject", "before", "after", "true_from", "known_from")
    return {
        **{name: getattr(change, name) for name in names},
        "number": change.pk,
        "state": change.state.code if change.state else "",
        "reached": len(change.seen_reached),
        **sourced(change),
    }


def change_answer(change: Any) -> FactChangeAnswer:
    """Return the answer of a change read by `visible_changes`."""
    return FactChangeAnswer.model_validate(_values(change))


def reached_answer(one: Reached) -> ReachedAnswer:
    """Return the answer of a reached record."""
    return ReachedAnswer(
        kind=ReachKind(one.kind), reference=one.reference, title=one.title, owner=one.owner.code, why=one.why
    )


@router.get("/changes", response={200: Page[FactChangeAnswer], **READ_ERRORS}, summary="Changed facts")
def changed_facts(request: MusterRequest, filters: Query[FactChangeFilters]) -> Page[FactChangeAnswer]:
    """The facts of missions and of law that changed, the latest first, as far as the caller may see them."""
    found = visible_changes(request.viewer, filters.day(request)).filter(
        **filters.chosen(kind="kind", mission="mission", state="state__code")
    )
    return page_of(found, filters, change_answer)


@router.get("/changes/{number}", response={200: WholeFactChangeAnswer, **WRITE_ERRORS}, summary="A changed fact")
def changed_fact(request: MusterRequest, number: RecordId, filters: Query[Filters]) -> WholeFactChangeAnswer:
    """One changed fact with the tours, memoranda, cases, plans, dossiers and consultations that rest on it, and why."""
    found: Any = visible_change(request.viewer, filters.day(request), number)
    return WholeFactChangeAnswer.model_validate(
        {**_values(found), "records": [reached_answer(one) for one in found.seen_reached]}
    )


routers: tuple[Router, ...] = (router,)
