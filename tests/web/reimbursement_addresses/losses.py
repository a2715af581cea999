"""Addresses of losses, and of the rules that change statements."""

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
OUTSIDE = (*AU, *IND, *OTHERS)
LOSSES, AT = "reimbursement/losses/", "/reimbursement/losses/"
ONE = f"{LOSSES}<slug:reference>/"
RULES, RULES_AT = "reimbursement/adjustments/<slug:scope>/<str:about>/", "/reimbursement/adjustments/"
EVENT = {
    "kind": "hostile", "happened_on": "2018-09-30", "place": "A new place", "description": "What was new",
    "items": [{"agreed": 1}],
}  # fmt: skip
SWITCH = {"memorandum": "mou-lost", "rule": "risk-premium", "is_on": True, "reason": "A new reason", "version": 0}
PAGES: tuple[Entry, ...] = (
    *only_read(LOSSES, AT),
    *form(f"{LOSSES}new/", f"{AT}new/?memorandum=mou-lost", *MISSION, *KAZ_OFFICER),
    *only_read(ONE, f"{AT}loss-kaz/", *SIDES),
    *form(f"{ONE}write/", f"{AT}loss-kaz/write/", *MISSION, *KAZ_OFFICER, hidden_from=OUTSIDE),
    *form(f"{ONE}evidence/", f"{AT}loss-kaz/evidence/", *OFFICERS, *MISSION, *KAZ_OFFICER, hidden_from=OUTSIDE),
    *only_read(f"{ONE}paper/", f"{AT}loss-kaz/paper/", *SIDES),
    *only_read(f"{ONE}workbook/", f"{AT}loss-kaz/workbook/", *SIDES),
    *form(f"{ONE}<slug:stage>/", f"{AT}loss-kaz/investigated/", *OFFICERS, *MISSION, others=404),
    *form(f"{ONE}<slug:stage>/", f"{AT}loss-investigated/decided/", *APPROVER, others=404),
    *only_read("reimbursement/adjustments/", RULES_AT),
    *only_read(RULES, f"{RULES_AT}memoranda/mou-lost/", *SIDES),
    *only_read(RULES, f"{RULES_AT}missions/UNIFIL/", *SIDES),
    *only_read(RULES, f"{RULES_AT}nothing/mou-lost/", status=404),
    *form(f"{RULES}<slug:rule>/", f"{RULES_AT}memoranda/mou-lost/risk-premium/", *APPROVER, hidden_from=OUTSIDE),
    *form(f"{RULES}<slug:rule>/", f"{RULES_AT}missions/UNIFIL/rapid-premium/", *APPROVER, hidden_from=OUTSIDE),
)
OPERATIONS: tuple[Entry, ...] = (
    operation("GET losses", "losses"),
    operation("GET losses", "losses?stage=reported&kind=hostile"),
    operation(
        "POST losses",
        "losses",
        *MISSION,
        *KAZ_OFFICER,
        status=201,
        readers=(*UN, "owning State's reader"),
        body={**EVENT, "reference": "loss-new", "memorandum": "mou-lost"},
    ),
    operation("GET losses/<reference>", "losses/loss-kaz", *SIDES),
    operation(
        "PUT losses/<reference>",
        "losses/loss-kaz",
        *MISSION,
        *KAZ_OFFICER,
        readers=(*UN, "owning State's reader"),
        body={**EVENT, "version": 1},
    ),
    operation(
        "POST losses/<reference>/steps",
        "losses/loss-kaz/steps",
        *OFFICERS,
        *MISSION,
        readers=("secretariat reader", *KAZ),
        body={"stage": "investigated", "on": "2018-10-01", "words": "What was found", "version": 1},
    ),
    operation(
        "POST losses/<reference>/evidence",
        "losses/loss-kaz/evidence",
        *OFFICERS,
        *MISSION,
        *KAZ_OFFICER,
        status=400,
        readers=("secretariat reader", "owning State's reader"),
        body={"document": 2**40, "version": 1},
    ),
    operation("GET adjustment-switches", "adjustment-switches"),
    operation("GET adjustment-switches", "adjustment-switches?mission=UNIFIL"),
    operation(
        "POST adjustment-switches",
        "adjustment-switches",
        *APPROVER,
        status=201,
        readers=("secretariat reader", "secretariat officer", *MISSION, *KAZ),
        body=SWITCH,
    ),
)
MARKERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("What happened to Kazakhstan (illustrative)", SIDES),
    ("Carrier of Kazakhstan", SIDES),
    ("Radio of Kazakhstan", SIDES),
    ("Reason of the switch of Kazakhstan", SIDES),
)
