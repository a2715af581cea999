"""Lists come in pages; every read may name the day as of which it is answered."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Annotated, Any, Generic, Protocol, TypeVar, get_args, get_origin

from django.db.models import Model, QuerySet
from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, model_validator

from muster.kit.openapi.fields import Day
from muster.kit.openapi.records import Answer

MOST_OF_A_PAGE = 200
USUAL_PAGE = 50
FURTHEST_OFFSET = 1_000_000

ItemT = TypeVar("ItemT")
RecordT = TypeVar("RecordT", bound=Model)
RelatedT = TypeVar("RelatedT")
RowT = TypeVar("RowT")


class DatedRequest(Protocol):
    """A request as the middleware leaves it: with the day on which records are seen."""

    as_of: date


def _takes_several(annotation: Any) -> bool:
    """Return whether a field of this type is a list of values."""
    return get_origin(annotation) is list or any(_takes_several(part) for part in get_args(annotation))


class Filters(BaseModel):
    """What a read may be asked with. A parameter that is not described is refused: no slip is passed over."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    as_of: Annotated[
        Day | None, Field(description="answer as of this day; else the day of the session, or today with a token")
    ] = None

    @model_validator(mode="before")
    @classmethod
    def _knows_every_parameter(cls, values: Any, info: ValidationInfo) -> Any:
        """Refuse parameters of the address that no field describes, and one value given several times."""
        request = (info.context or {}).get("request")
        if request is None:
            return values
        unknown = sorted(set(request.GET) - set(cls.model_fields))
        if unknown:
            raise ValueError(f"unknown: {', '.join(unknown)}; there are {', '.join(sorted(cls.model_fields))}")
        several = [name for name in request.GET if len(request.GET.getlist(name)) > 1]
        repeated = sorted(name for name in several if not _takes_several(cls.model_fields[name].annotation))
        if repeated:
            raise ValueError(f"given more than once: {', '.join(repeated)}; each takes one value")
        return values

    def day(self, request: DatedRequest) -> date:
        """Return the day as of which to answer."""
        return self.as_of or request.as_of


class ListFilters(Filters):
    """A read of a list: which part of it."""

    limit: Annotated[int, Field(ge=1, le=MOST_OF_A_PAGE, description="most items of a page")] = USUAL_PAGE
    offset: Annotated[int, Field(ge=0, le=FURTHEST_OFFSET, description="items passed over")] = 0

    def chosen(self, **lookups: str) -> dict[str, Any]:
        """Return the conditions of those filters that were given: `field="orm__path"`."""
        given = {path: getattr(self, name) for name, path in lookups.items()}
        return {path: value for path, value in given.items() if value is not None}


class Page(Answer, Generic[ItemT]):
    """A part of a list; `count` is the length of the whole."""

    count: int
    limit: int
    offset: int
    items: list[ItemT]


def page_of(
    records: QuerySet[RecordT],
    filters: ListFilters,
    shape: Callable[[RecordT], ItemT],
    prepare: Callable[[list[RecordT]], Iterable[RecordT]] = list,
) -> Page[ItemT]:
    """Return the asked part of `records`, each in its shape. Two queries, and one for each prefetch."""
    part = prepare(list(records[filters.offset : filters.offset + filters.limit]))
    return Page(
        count=records.count(),
        limit=filters.limit,
        offset=filters.offset,
        items=[shape(record) for record in part],
    )


def page_with(
    records: QuerySet[RecordT],
    filters: ListFilters,
    related: Callable[[list[RecordT]], Mapping[int, list[RelatedT]]],
    shape: Callable[[RecordT, list[RelatedT]], ItemT],
) -> Page[ItemT]:
    """Return the asked part of `records`, each shaped with its own of what is `related` to the part, by their keys."""
    found: dict[int, list[RelatedT]] = {}

    def prepare(part: list[RecordT]) -> list[RecordT]:
        found.update(related(part))
        return part

    return page_of(records, filters, lambda one: shape(one, found.get(one.pk, [])), prepare)


def page_of_rows(rows: Sequence[RowT], filters: ListFilters, shape: Callable[[RowT], ItemT]) -> Page[ItemT]:
    """Return the asked part of rows that are in memory, each in its shape."""
    part = rows[filters.offset : filters.offset + filters.limit]
    return Page(count=len(rows), limit=filters.limit, offset=filters.offset, items=[shape(row) for row in part])
