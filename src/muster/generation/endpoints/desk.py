"""The API of the desk: open cases, the calendar and its address. The same queries as the pages."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from ninja import Query, Router, Status

from muster.generation.endpoints.desk_shapes import (
    AddressAnswer,
    BoardFilters,
    CalendarFilters,
    EntryAnswer,
    OpenCaseAnswer,
    entry_of,
    open_case_of,
)
from muster.generation.queries.board import open_cases
from muster.generation.queries.calendar import calendar_entries
from muster.kit.openapi import READ_ERRORS, WRITE_ERRORS, Page, page_of_rows
from muster.parties.actions import issue_calendar_key, revoke_calendar_key
from muster.parties.request import MusterRequest

router = Router(tags=["desk"])


@router.get("/board", response={200: Page[OpenCaseAnswer], **READ_ERRORS}, summary="Open cases at a glance")
def board(request: MusterRequest, filters: Query[BoardFilters]) -> Any:
    """List the open cases that the caller may see, the latest against the wanted day first."""
    wanted = {
        "mission": filters.mission,
        "state_code": filters.state,
        "phase": filters.phase,
        "variant": filters.variant,
        "verdict": filters.lateness,
        "owed_by_code": filters.owed_by,
        "is_overdue": filters.is_overdue,
        "is_drill": filters.is_drill,
    }
    given = {name: value for name, value in wanted.items() if value is not None}
    rows = [
        row
        for row in open_cases(request.viewer, filters.day(request), today=request.today)
        if all(getattr(row, name) == value for name, value in given.items())
        and filters.station in (None, row.station.code)
    ]
    rows.sort(key=lambda row: (row.days_late is None, -(row.days_late or 0), row.reference))
    return page_of_rows(rows, filters, open_case_of)


@router.get("/calendar", response={200: Page[EntryAnswer], **READ_ERRORS}, summary="What falls into a span of days")
def calendar(request: MusterRequest, filters: Query[CalendarFilters]) -> Any:
    """List steps due, promises, visits, arrivals expected and blocks, in order."""
    day = filters.day(request)
    start = filters.start or day
    rows = [
        entry
        for entry in calendar_entries(
            request.viewer, day, start, start + timedelta(days=filters.days), today=request.today
        )
        if filters.kind in (None, entry.kind) and filters.mission in (None, entry.mission)
    ]
    return page_of_rows(rows, filters, entry_of)


@router.post("/calendar/address", response={201: AddressAnswer, **WRITE_ERRORS}, summary="A new address of my calendar")
def new_address(request: MusterRequest) -> Any:
    """Make the address of the caller's calendar feed; the one before stops to open it."""
    key = issue_calendar_key(request.viewer)
    address = request.build_absolute_uri(reverse("calendar-feed", args=[key]))
    return Status(201, AddressAnswer(address=address))


@router.delete("/calendar/address", response={204: None, **WRITE_ERRORS}, summary="Close the address of my calendar")
def close_address(request: MusterRequest) -> Any:
    """Let the address of the caller's calendar feed open no more."""
    revoke_calendar_key(request.viewer)
    return Status(204, None)
