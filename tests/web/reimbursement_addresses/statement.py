"""Addresses of the statement of a memorandum."""

from tests.reimbursement.agreed import MOU
from tests.web.address_entries import KAZ, MISSION, UN, Entry, only_read, operation

SIDES = (*UN, *MISSION, *KAZ)
ROUTE, AT = "reimbursement/memoranda/<slug:reference>/statement/", f"/reimbursement/memoranda/{MOU}/statement/"
DAYS = "?start=2018-09-01&until=2018-11-01"


PAGES: tuple[Entry, ...] = (
    *only_read(ROUTE, f"{AT}{DAYS}", *SIDES),
    *only_read(f"{ROUTE}paper/", f"{AT}paper/{DAYS}", *SIDES),
    *only_read(f"{ROUTE}workbook/", f"{AT}workbook/{DAYS}", *SIDES),
    *only_read(f"{ROUTE}<int:number>/", f"{AT}1/{DAYS}", *SIDES),
)
OPERATIONS: tuple[Entry, ...] = (
    operation("GET memoranda/<reference>/statement", f"memoranda/{MOU}/statement{DAYS}", *SIDES),
)
MARKERS: tuple[tuple[str, tuple[str, ...]], ...] = (("Memorandum of the paid company", SIDES),)
