"""Addresses of memoranda and of mission factors.

The memorandum in force names India, which sees its own lines of it; the draft is seen by its sides alone.
"""

from tests.web.address_entries import (
    AU,
    IND,
    KAZ,
    KAZ_OFFICER,
    MISSION,
    OFFICERS,
    OTHERS,
    UN,
    Entry,
    form,
    only_read,
    operation,
)

SIDES = (*UN, *KAZ, *MISSION)
STRANGERS = (*AU, *OTHERS)
READER = "secretariat reader"
KAZ_READER = "owning State's reader"
NOT_SIDES = (*STRANGERS, *IND)
ONE, ONE_PART = "/reimbursement/memoranda/mou-kaz/", "reimbursement/memoranda/<slug:reference>/"
DRAFT = "/reimbursement/memoranda/mou-draft/"
FACTORS, FACTORS_PART = "/reimbursement/factors/UNIFIL/", "reimbursement/factors/<str:acronym>/"
PAGES: tuple[Entry, ...] = (
    *only_read("reimbursement/", "/reimbursement/"),
    *only_read("reimbursement/", "/reimbursement/?unit=unit-kaz"),
    *form("reimbursement/memoranda/new/", "/reimbursement/memoranda/new/?unit=unit-kaz", *OFFICERS, *KAZ_OFFICER),
    *only_read(ONE_PART, ONE, *SIDES, *IND),
    *only_read(ONE_PART, DRAFT, *SIDES),
    *only_read(f"{ONE_PART}versions/<int:number>/", f"{ONE}versions/1/", *SIDES, *IND),
    *form(f"{ONE_PART}write/", f"{DRAFT}write/", *OFFICERS, *KAZ_OFFICER, hidden_from=NOT_SIDES),
    *form(f"{ONE_PART}amend/", f"{ONE}amend/", *OFFICERS, hidden_from=STRANGERS),
    *only_read(f"{ONE_PART}workbook/", f"{DRAFT}workbook/", *SIDES),
    *form(f"{ONE_PART}import/", f"{DRAFT}import/", *OFFICERS, *KAZ_OFFICER, hidden_from=NOT_SIDES),
    *form(f"{ONE_PART}step/<slug:stage>/", f"{ONE}step/ended/", *OFFICERS, others=404),
    *form(f"{ONE_PART}step/<slug:stage>/", f"{DRAFT}step/ended/", *OFFICERS, *KAZ_OFFICER, others=404),
    *only_read("reimbursement/factors/", "/reimbursement/factors/"),
    *only_read(FACTORS_PART, FACTORS),
    *form(f"{FACTORS_PART}enter/", f"{FACTORS}enter/", *OFFICERS, *MISSION),
    *form(f"{FACTORS_PART}<int:number>/correct/", FACTORS + "{factors}/correct/", *OFFICERS, *MISSION),
)  # fmt: skip
A_LINE = {"item": "Truck", "quantity": 9, "lease": "wet"}
AGREED = {"holds_from": "2018-10-01", "personnel_ceiling": 120, "edition": "edition-made-up", "equipment": [A_LINE]}
VALUES = {"holds_from": "2018-01-01", "environment_percent": "2", "region": ""}
OPERATIONS: tuple[Entry, ...] = (
    operation("GET memoranda", "memoranda"),
    operation("GET memoranda", "memoranda?stage=in-force"),
    operation("POST memoranda", "memoranda", *OFFICERS, *KAZ_OFFICER, status=201, others=403,
              body={**AGREED, "reference": "mou-new", "title": "A new memorandum", "unit": "unit-kaz"}),
    operation("GET memoranda/<reference>", "memoranda/mou-kaz", *SIDES, *IND),
    operation("GET memoranda/<reference>", "memoranda/mou-draft", *SIDES),
    operation("PUT memoranda/<reference>", "memoranda/mou-draft", *OFFICERS, *KAZ_OFFICER,
              readers=(READER, KAZ_READER, *MISSION), body={**AGREED, "version": 1}),
    operation("POST memoranda/<reference>/amendments", "memoranda/mou-kaz/amendments", *OFFICERS,
              readers=(READER, *KAZ, *MISSION, *IND), body={**AGREED, "reason": "A further truck", "version": 2}),
    operation("POST memoranda/<reference>/steps", "memoranda/mou-kaz/steps", *OFFICERS,
              readers=(READER, *KAZ, *MISSION, *IND),
              body={"stage": "ended", "on": "2018-12-01", "reason": "It is over", "version": 2}),
    operation("GET mission-factors", "mission-factors"),
    operation("GET mission-factors", "mission-factors?holding=true"),
    operation("POST mission-factors", "mission-factors", *OFFICERS, *MISSION, status=201, others=403,
              body={**VALUES, "mission": "UNIFIL", "region": "A sector"}),
    operation("PUT mission-factors/<number>", "mission-factors/{factors}", *OFFICERS, *MISSION, others=403,
              body={**VALUES, "version": 1}),
)  # fmt: skip
MARKERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Memorandum of Kazakhstan's company", (*SIDES, *IND)),
    ("Draft memorandum of Kazakhstan", SIDES),
    ("Special case of Kazakhstan", SIDES),
    ("Combat vehicles of Kazakhstan", SIDES),
)
