"""Addresses of rosters and the training state of rotations."""

from tests.web.address_entries import (
    ADMINISTRATOR,
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
    but,
    form,
    operation,
    same,
)

UNIT = "unit-kaz"
SIDES = (*UN, *MISSION, *KAZ)
READERS = ("secretariat reader", "owning State's reader")
NOT_THE_STATE = (*UN, *MISSION)
STRANGERS = (*AU, *IND, *OTHERS)
OTHER_MISSION = ("other mission",)
ASKING = (*OFFICERS, *AU, *MISSION, *KAZ_OFFICER, *IND, *OTHER_MISSION)
ROUTE, PLACE = "training/readiness/<slug:unit>/<slug:rotation>", f"/training/readiness/{UNIT}/R2"
SIGNED = "certified-unit-kaz-r2-1"
DRAFT = "certified-unit-kaz-r3-1"
CERTIFIED = "training/certifications/<slug:reference>"
ROTATION, OF = "rotations/<unit>/<rotation>", f"rotations/{UNIT}/R2"

PAGES: tuple[Entry, ...] = (
    *same("training/readiness/", "/training/readiness/"),
    *same("training/readiness/plan/", "/training/readiness/plan/"),
    *same("training/readiness/required/", "/training/readiness/required/"),
    *form("training/readiness/required/new/", "/training/readiness/required/new/", *ASKING),
    *form("training/readiness/required/<int:number>/end/", "/training/readiness/required/{required_training}/end/", *MISSION),
    *same("training/readiness/roster-form/", "/training/readiness/roster-form/"),
    *same(f"{ROUTE}/", f"{PLACE}/", *SIDES),
    *same(f"{ROUTE}/paper/", f"{PLACE}/paper/", *SIDES),
    *(but(one, NOT_THE_STATE, 403) for one in same(f"{ROUTE}/plan/", f"{PLACE}/plan/", *KAZ)),
    *form(f"{ROUTE}/roster/name/", f"{PLACE}/roster/name/", *KAZ_OFFICER, hidden_from=STRANGERS),
    *form(f"{ROUTE}/roster/import/", f"{PLACE}/roster/import/", *KAZ_OFFICER, hidden_from=STRANGERS),
    *(but(one, NOT_THE_STATE, 403) for one in same(f"{ROUTE}/roster/workbook/", f"{PLACE}/roster/workbook/", *KAZ)),
    *form(f"{ROUTE}/roster/<int:number>/take-off/", f"{PLACE}/roster/{{rostered}}/take-off/", *KAZ_OFFICER,
          hidden_from=STRANGERS),
    *form(f"{ROUTE}/certify/", f"{PLACE}/certify/", *KAZ_OFFICER, saved=400, hidden_from=STRANGERS),
    *same("training/certifications/", "/training/certifications/"),
    *same(f"{CERTIFIED}/", f"/training/certifications/{SIGNED}/", *SIDES),
    *same(f"{CERTIFIED}/paper/", f"/training/certifications/{SIGNED}/paper/", *SIDES),
    *(but(one, KAZ, 403) for one in form(f"{CERTIFIED}/sign/", f"/training/certifications/{DRAFT}/sign/", others=404)),
)  # fmt: skip
OPERATIONS: tuple[Entry, ...] = ()
MARKERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Family of the commander", KAZ),
    ("Reason of the exception", SIDES),
)
