"""Addresses of editions of rates."""

from tests.web.address_entries import AU, IND, KAZ, KAZ_OFFICER, OFFICERS, Entry, form, only_read, operation

LOADERS = (*OFFICERS, *AU, *KAZ_OFFICER, *IND)
ROUTE, AT = "reimbursement/editions/", "/reimbursement/editions/"
ONE, OF_UN, OF_KAZ = f"{ROUTE}<slug:reference>/", f"{AT}rates-2017/", f"{AT}kaz-rates/"
EARLIER = {"reference": "rates-2010", "title": "Earlier rates", "valid_from": "2010-07-01", "valid_until": "2011-07-01"}
ROWS = {"self_sustainment": [{"category": "Catering", "rate_usd": "25.50"}]}

PAGES: tuple[Entry, ...] = (
    *only_read(ROUTE, AT),
    *form(f"{ROUTE}load/", f"{AT}load/", *LOADERS),
    *only_read(f"{ROUTE}load/template/<slug:form>/", f"{AT}load/template/csv/"),
    *only_read(f"{ROUTE}compare/", f"{AT}compare/?first=rates-2017&second=rates-2020"),
    *only_read(ONE, OF_UN),
    *only_read(f"{ONE}file/<slug:form>/", f"{OF_KAZ}file/xlsx/", *KAZ),
    *form(f"{ONE}rows/", f"{OF_UN}rows/", *OFFICERS),
    *form(f"{ONE}end/", f"{OF_UN}end/", *OFFICERS),
    *form(f"{ONE}revise/", f"{OF_UN}revise/", *LOADERS),
)
OPERATIONS: tuple[Entry, ...] = (
    operation("GET rate-editions", "rate-editions"),
    operation("POST rate-editions", "rate-editions", *LOADERS, status=201, others=403, body={**EARLIER, **ROWS}),
    operation("GET rate-editions/<reference>", "rate-editions/kaz-rates", *KAZ),
    operation("PUT rate-editions/<reference>/rows", "rate-editions/rates-2017/rows", *OFFICERS, others=403,
              body={**ROWS, "version": 1}),
    operation("POST rate-editions/<reference>/end", "rate-editions/rates-2017/end", *OFFICERS, others=403,
              body={"valid_until": "2019-07-01", "version": 1}),
    operation("POST rate-editions/<reference>/revise", "rate-editions/rates-2017/revise", *LOADERS, status=201,
              others=403, body={**EARLIER, "gfmv_percent": "5", "version": 1}),
    operation("GET rate-editions/<reference>/compare/<second>", "rate-editions/rates-2017/compare/rates-2020"),
)  # fmt: skip
MARKERS: tuple[tuple[str, tuple[str, ...]], ...] = (("Rates that Kazakhstan expects", KAZ),)
