"""Addresses of what a unit would earn and cost, and of a State's year."""

from tests.reimbursement.economics_record import COMPANY, TITLE
from tests.web.address_entries import IND, KAZ, KAZ_OFFICER, PARTIES, Entry, but, form, only_read, operation

ROUTE, AT = "reimbursement/economics/", "/reimbursement/economics/"
ONE, OF_KAZ = f"{ROUTE}<slug:reference>/", f"{AT}{COMPANY}/"
YEAR = "reimbursement/annual-report/"
STATES, OFFICERS_OF_STATES = (*KAZ, *IND), (*KAZ_OFFICER, *IND)
CONTENT = {
    "title": "Company", "start": "2025-01-01", "tour_months": 12, "horizon_months": 12, "strength": 10, "ceiling": 10,
    "serviceable_percent": "90",
}  # fmt: skip


PAGES: tuple[Entry, ...] = (
    *only_read(ROUTE, AT, *PARTIES),
    *form(f"{ROUTE}new/", f"{AT}new/", *OFFICERS_OF_STATES),
    *only_read(ONE, OF_KAZ, *KAZ),
    *only_read(f"{ONE}months/<int:number>/", f"{OF_KAZ}months/1/", *KAZ),
    *only_read(f"{ONE}what-if/", f"{OF_KAZ}what-if/", *KAZ),
    *form(f"{ONE}write/", f"{OF_KAZ}write/", *KAZ_OFFICER,
          hidden_from=tuple(one for one in PARTIES if one not in KAZ)),
    *only_read(f"{ONE}paper/", f"{OF_KAZ}paper/", *KAZ),
    *only_read(f"{ONE}workbook/", f"{OF_KAZ}workbook/", *KAZ),
    *only_read(YEAR, f"/{YEAR}?year=2018", *STATES, others=403),
    *only_read(f"{YEAR}paper/", f"/{YEAR}paper/?year=2018", *STATES, others=403),
    *only_read(f"{YEAR}workbook/", f"/{YEAR}workbook/?year=2018", *STATES, others=403),
)  # fmt: skip
OPERATIONS: tuple[Entry, ...] = (
    operation("GET unit-economics", "unit-economics"),
    operation("POST unit-economics", "unit-economics", *OFFICERS_OF_STATES, status=201, others=403,
              body={**CONTENT, "reference": "another-company"}),
    operation("GET unit-economics/<reference>", f"unit-economics/{COMPANY}", *KAZ),
    but(
        operation("PUT unit-economics/<reference>", f"unit-economics/{COMPANY}", *KAZ_OFFICER, others=403,
                  body={**CONTENT, "version": 1}),
        IND,
        404,
    ),
    operation("GET annual-reports/<year>", "annual-reports/2018", *STATES, others=403),
)  # fmt: skip
MARKERS: tuple[tuple[str, tuple[str, ...]], ...] = ((TITLE, KAZ),)
