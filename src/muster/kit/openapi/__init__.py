"""What every room's API endpoints share: kinds of fields, pages of a list, and one shape for whatever goes wrong."""

from muster.kit.openapi.complaints import READ_ERRORS, WRITE_ERRORS, Complaint
from muster.kit.openapi.paging import DatedRequest, Filters, ListFilters, Page, page_of, page_of_rows, page_with
from muster.kit.openapi.records import Answer, Body, Sourced, sourced

__all__ = [
    "READ_ERRORS",
    "WRITE_ERRORS",
    "Answer",
    "Body",
    "Complaint",
    "DatedRequest",
    "Filters",
    "ListFilters",
    "Page",
    "Sourced",
    "page_of",
    "page_of_rows",
    "page_with",
    "sourced",
]
