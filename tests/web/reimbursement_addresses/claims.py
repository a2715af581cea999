"""Addresses of claims, payments, debts, arrears and accounts."""

from tests.web.address_entries import (
    APPROVER,
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

SIDES = (*UN, *MISSION, *KAZ)
STRANGERS = (*AU, *IND, *OTHERS)
READER = "secretariat reader"
ROOM = "/reimbursement/"
ONE = "reimbursement/claims/<slug:reference>/"
DRAFT, SUBMITTED, CONTESTED, PAID = (
    f"claimed-kaz-{quarter}-KAZ" for quarter in ("2018Q1", "2018Q2", "2017Q4", "2017Q3")
)
INDIAN = "claimed-kaz-2018Q2-IND"


def at(claim: str, part: str = "") -> str:
    """Return the address of a claim, or of a part of it."""
    return f"{ROOM}claims/{claim}/{part}"


PAGES: tuple[Entry, ...] = (
    *only_read("reimbursement/claims/", f"{ROOM}claims/"),
    *only_read("reimbursement/claims/due/", f"{ROOM}claims/due/"),
    *form("reimbursement/claims/new/", f"{ROOM}claims/new/?memorandum=claimed-kaz", *OFFICERS,
          hidden_from=(*AU, *OTHERS)),
    *only_read(ONE, at(PAID), *SIDES),
    *only_read(ONE, at(CONTESTED), *SIDES),
    *only_read(ONE, at(DRAFT), *UN),
    *only_read(ONE, at(INDIAN), *UN, *MISSION, *IND),
    *only_read(f"{ONE}lines/<int:number>/", at(PAID, "lines/1/"), *SIDES),
    *only_read(f"{ONE}paper/", at(PAID, "paper/"), *SIDES),
    *only_read(f"{ONE}workbook/", at(PAID, "workbook/"), *SIDES),
    *form(f"{ONE}set-off/", at(PAID, "set-off/"), *APPROVER, hidden_from=STRANGERS),
    *form(f"{ONE}supplement/", at(PAID, "supplement/"), *OFFICERS, hidden_from=STRANGERS),
    *form(f"{ONE}<slug:stage>/", at(DRAFT, "submitted/"), *OFFICERS, others=404),
    *form(f"{ONE}<slug:stage>/", at(SUBMITTED, "contested/"), *KAZ_OFFICER, others=404),
    *form(f"{ONE}<slug:stage>/", at(SUBMITTED, "certified/"), *APPROVER, others=404),
    *form(f"{ONE}<slug:stage>/", at(CONTESTED, "submitted/"), *OFFICERS, others=404),
    *only_read("reimbursement/payments/", f"{ROOM}payments/"),
    *form("reimbursement/payments/new/", f"{ROOM}payments/new/", *OFFICERS, *AU),
    *only_read("reimbursement/payments/<slug:reference>/", f"{ROOM}payments/pay-kaz/", *SIDES),
    *only_read("reimbursement/debts/", f"{ROOM}debts/"),
    *form("reimbursement/debts/new/", f"{ROOM}debts/new/", *OFFICERS, *AU),
    *only_read("reimbursement/debts/<slug:reference>/", f"{ROOM}debts/debt-kaz/", *UN, *KAZ),
    *only_read("reimbursement/arrears/", f"{ROOM}arrears/"),
    *only_read("reimbursement/accounts/<str:state>/", f"{ROOM}accounts/KAZ/"),
)  # fmt: skip
A_CLAIM = {
    "memorandum": "claimed-kaz", "payee": "IND", "covers_from": "2018-01-01", "amounts": {"personnel_cents": 5},
    "source": "A paper",
}  # fmt: skip
A_PAYMENT = {"reference": "pay-new", "payee": "KAZ", "mission": "UNIFIL", "paid_on": "2018-12-01", "amount_cents": 5}
A_DEBT = {
    "reference": "debt-new", "state": "KAZ", "incurred_on": "2018-12-01", "amount_cents": 5, "reason": "Words",
}  # fmt: skip
A_SET_OFF = {"debt": "debt-kaz", "on": "2018-12-01", "amount_cents": 5, "reason": "Words", "version": 5}
CLAIM = "claims/<reference>"

OPERATIONS: tuple[Entry, ...] = (
    operation("GET claims", "claims"),
    operation("GET claims", "claims?payee=KAZ&mission=UNIFIL&stage=submitted&memorandum=claimed-kaz"),
    operation("GET claims-due", "claims-due"),
    operation("GET claims-due", "claims-due?memorandum=claimed-kaz"),
    operation("POST claims", "claims", *OFFICERS, status=201, readers=(READER, *MISSION, *KAZ, *IND), body=A_CLAIM),
    operation(f"GET {CLAIM}", f"claims/{PAID}", *SIDES),
    operation(f"GET {CLAIM}", f"claims/{DRAFT}", *UN),
    operation(f"POST {CLAIM}/steps", f"claims/{SUBMITTED}/steps", *KAZ_OFFICER,
              readers=(*UN, *MISSION, "owning State's reader"),
              body={"stage": "contested", "on": "2018-12-01", "words": "Words", "version": 2}),
    operation(f"POST {CLAIM}/steps", f"claims/{SUBMITTED}/steps", *APPROVER,
              readers=("secretariat officer", READER, *MISSION, *KAZ),
              body={"stage": "certified", "on": "2018-12-01", "version": 2}),
    operation(f"POST {CLAIM}/supplements", f"claims/{PAID}/supplements", *OFFICERS, status=201,
              readers=(READER, *MISSION, *KAZ),
              body={"amounts": {"personnel_cents": 5}, "source": "A paper", "version": 5}),
    operation(f"POST {CLAIM}/set-offs", f"claims/{PAID}/set-offs", *APPROVER, status=201,
              readers=("secretariat officer", READER, *MISSION, *KAZ), body=A_SET_OFF),
    operation(f"GET {CLAIM}/paper", f"claims/{PAID}/paper", *SIDES),
    operation("GET arrears", "arrears"),
    operation("GET arrears", "arrears?state=KAZ&mission=UNIFIL"),
    operation("GET state-accounts/<state>", "state-accounts/KAZ"),
    operation("GET payments", "payments"),
    operation("GET payments", "payments?payee=KAZ"),
    operation("POST payments", "payments", *OFFICERS, status=201, others=403, body=A_PAYMENT),
    operation("GET state-debts", "state-debts"),
    operation("POST state-debts", "state-debts", *OFFICERS, *AU, status=201, others=403, body=A_DEBT),
)  # fmt: skip
MARKERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (PAID, SIDES),
    (CONTESTED, SIDES),
    (DRAFT, UN),
    (INDIAN, (*UN, *MISSION, *IND)),
    ("Remark of the payment", SIDES),
    ("Reason of the set-off", SIDES),
    ("Words of the debt of Kazakhstan", (*UN, *KAZ)),
)
