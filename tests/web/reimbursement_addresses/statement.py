"""Addresses of the statement of a memorandum."""

from tests.reimbursement.agreed import MOU
from tests.web.address_entries import KAZ, MISSION, UN, Entry, operation, page

SIDES = (*UN, *MISSION, *KAZ)
ROUTE, AT = "reimbursement/memoranda/<slug:reference>/statement/", f"/reimbursement/memoranda/{MOU}/statement/"
DAYS = "?start=2018-09-01&until=2018-11-01"


def read_only(route: str, example: str, *to: str) -> tuple[Entry, Entry]:
    """Return the entries of what is only ever read: sending is no method."""
    return page(f"GET {route}", example, *to), page(f"POST {route}", example, status=405)


PAGES: tuple[Entry, ...] = (
    *read_only(ROUTE, f"{AT}{DAYS}", *SIDES),
    *read_only(f"{ROUTE}paper/", f"{AT}paper/{DAYS}", *SIDES),
    *read_only(f"{ROUTE}workbook/", f"{AT}workbook/{DAYS}", *SIDES),
    *read_only(f"{ROUTE}<int:number>/", f"{AT}1/{DAYS}", *SIDES),
)
OPERATIONS: tuple[Entry, ...] = (
    operation("GET memoranda/<reference>/statement", f"memoranda/{MOU}/statement{DAYS}", *SIDES),
)
MARKERS: tuple[tuple[str, tuple[str, ...]], ...] = (("Memorandum of the paid company", SIDES),)
