"""Addresses of mandates and the statements on operations: read by every party, written by those who mandate."""

from tests.record import Record
from tests.web.address_entries import AU, OFFICERS, Entry, form, only_read, operation

OPERATION = {
    "name": "A name", "latitude": 33.0, "longitude": 35.0, "started_on": "2003-03-20", "operation_kind": "coalition",
    "mandated_with": ["KAZ"],
}  # fmt: skip

PAGES: tuple[Entry, ...] = (
    *only_read("mandates/", "/mandates/"),
    *only_read("mandates/tasks/", "/mandates/tasks/"),
    *only_read("mandates/workbook/", "/mandates/workbook/"),
    *form("mandates/import/", "/mandates/import/", *OFFICERS, *AU),
    *form("mandates/import/csv/", "/mandates/import/csv/", *OFFICERS, *AU),
    *only_read("mandates/<str:acronym>/", "/mandates/UNIFIL/"),
    *only_read("mandates/<str:acronym>/", "/mandates/NOBODY/", status=404),
    *form("mandates/<str:acronym>/statements/new/", "/mandates/UNIFIL/statements/new/", *OFFICERS),
    *form("mandates/<str:acronym>/classifications/new/", "/mandates/UNIFIL/classifications/new/", *OFFICERS),
    *form("mandates/<str:acronym>/periods/<int:number>/correct/",
          "/mandates/UNDOF/periods/{mandate_period}/correct/", *OFFICERS),
)  # fmt: skip
OPERATIONS: tuple[Entry, ...] = (
    operation("GET mandates", "mandates"),
    operation("GET mandates/<acronym>", "mandates/UNIFIL"),
    operation("GET mandated-tasks", "mandated-tasks"),
    operation("POST mandates/<acronym>/periods", "mandates/UNDOF/periods", *OFFICERS, status=201, others=403,
              body={"valid_from": "2019-01-01", "tasks": [{"task": "monitor-ceasefire"}]}),
    operation("POST mandates/<acronym>/periods/<number>/correct",
              "mandates/UNDOF/periods/{mandate_period}/correct", *OFFICERS, status=201, others=403,
              body={"reason": "a slip"}),
    operation("POST mandates/<acronym>/statements", "mandates/UNIFIL/statements", *OFFICERS, status=201, others=403,
              body={"kind": "host-consent", "party": "Lebanon", "status": "given", "valid_from": "2018-01-01"}),
    operation("POST mandates/<acronym>/classifications", "mandates/UNIFIL/classifications", *OFFICERS, status=201,
              others=403, body={"scheme": "force", "value": "A", "valid_from": "2018-01-01"}),
    operation("POST missions", "missions", *OFFICERS, *AU, status=201, others=403,
              body={**OPERATION, "acronym": "COALITION"}),
    operation("PUT missions/<acronym>", "missions/UNIFIL", *OFFICERS, others=403, body=OPERATION),
)  # fmt: skip
MARKERS: tuple[tuple[str, tuple[str, ...]], ...] = ()


def ground(record: Record) -> dict[str, int]:
    """Return the number of the period of UNDOF; mandates are public to every party, so there is nothing to leak."""
    return {"mandate_period": record.missions["UNDOF"].mandates.get().pk}
