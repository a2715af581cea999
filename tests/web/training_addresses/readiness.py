"""Addresses of rosters and the training state of rotations."""

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
    but,
    deed,
    form,
    only_read,
    operation,
    refused,
)

UNIT = "unit-kaz"
SIDES = (*UN, *MISSION, *KAZ)
READER = "owning State's reader"
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
    *only_read("training/readiness/", "/training/readiness/"),
    *only_read("training/readiness/plan/", "/training/readiness/plan/"),
    *deed("training/readiness/plan/apply/", "/training/readiness/plan/apply/", status=400, others=400),
    *only_read("training/readiness/required/", "/training/readiness/required/"),
    *form("training/readiness/required/new/", "/training/readiness/required/new/", *ASKING),
    *form("training/readiness/required/<int:number>/end/",
          "/training/readiness/required/{required_training}/end/", *MISSION),
    *only_read("training/readiness/roster-form/", "/training/readiness/roster-form/"),
    *only_read(f"{ROUTE}/", f"{PLACE}/", *SIDES),
    *only_read(f"{ROUTE}/paper/", f"{PLACE}/paper/", *SIDES),
    *(but(one, NOT_THE_STATE, 403) for one in only_read(f"{ROUTE}/plan/", f"{PLACE}/plan/", *KAZ)),
    *deed(f"{ROUTE}/plan/apply/", f"{PLACE}/plan/apply/", *KAZ_OFFICER, status=400, others=404,
          readers=(*NOT_THE_STATE, READER)),
    *form(f"{ROUTE}/roster/name/", f"{PLACE}/roster/name/", *KAZ_OFFICER, hidden_from=STRANGERS),
    *form(f"{ROUTE}/roster/import/", f"{PLACE}/roster/import/", *KAZ_OFFICER, hidden_from=STRANGERS),
    *(but(one, NOT_THE_STATE, 403)
      for one in only_read(f"{ROUTE}/roster/workbook/", f"{PLACE}/roster/workbook/", *KAZ)),
    *form(f"{ROUTE}/roster/<int:number>/take-off/", f"{PLACE}/roster/{{rostered}}/take-off/", *KAZ_OFFICER,
          hidden_from=STRANGERS),
    *form(f"{ROUTE}/certify/", f"{PLACE}/certify/", *KAZ_OFFICER, saved=400, hidden_from=STRANGERS),
    *only_read("training/certifications/", "/training/certifications/"),
    *only_read(f"{CERTIFIED}/", f"/training/certifications/{SIGNED}/", *SIDES),
    *only_read(f"{CERTIFIED}/paper/", f"/training/certifications/{SIGNED}/paper/", *SIDES),
    *(but(one, ("owning State's reader",), 403)
      for one in form(f"{CERTIFIED}/change/", f"/training/certifications/{DRAFT}/change/", *KAZ_OFFICER, others=404)),
    *(entry for step, which in (("sign", DRAFT), ("revoke", SIGNED))
      for entry in refused(f"{CERTIFIED}/{step}/", f"/training/certifications/{which}/{step}/",
                           *(SIDES if which == SIGNED else KAZ))),
)  # fmt: skip
_ASKED = {"standard": "SEA", "valid_from": "2018-10-01"}
_DRAFTED = {"unit": UNIT, "rotation": "R4", "is_ready": True, "has_clean_conduct": True}
_SIGNATURE = {"office": "Office", "note_verbale": "NV", "on": "2018-10-01", "version": 1}
OPERATIONS: tuple[Entry, ...] = (
    operation("GET rotation-training", "rotation-training"),
    operation(f"GET {ROTATION}/training", f"{OF}/training", *SIDES),
    but(operation(f"GET {ROTATION}/roster", f"{OF}/roster", *KAZ), NOT_THE_STATE, 403),
    operation(
        f"POST {ROTATION}/roster",
        f"{OF}/roster",
        *KAZ_OFFICER,
        readers=(*NOT_THE_STATE, READER),
        body={"person": 2**40},
        status=404,
    ),
    operation(
        f"POST {ROTATION}/roster/<person>/remove", f"{OF}/roster/{{rostered}}/remove", *KAZ_OFFICER,
        readers=(*NOT_THE_STATE, READER), body={"version": 1},
    ),
    but(operation(f"GET {ROTATION}/training-plan", f"{OF}/training-plan", *KAZ), NOT_THE_STATE, 403),
    operation(f"POST {ROTATION}/training-plan/apply", f"{OF}/training-plan/apply", *KAZ_OFFICER,
              readers=(*NOT_THE_STATE, READER), body={"seen": "another"}, status=400),
    operation("GET required-training", "required-training"),
    operation("POST required-training", "required-training", *ASKING, status=201, others=403, body=_ASKED),
    operation(
        "POST required-training/<number>/end", "required-training/{required_training}/end", *MISSION, others=403,
        body={"until": "2030-01-01", "version": 1},
    ),
    operation("GET training-certifications", "training-certifications"),
    operation(
        "POST training-certifications", "training-certifications", *KAZ_OFFICER, status=201,
        readers=(*NOT_THE_STATE, READER), body=_DRAFTED,
    ),
    operation(
        "PUT training-certifications/<reference>", f"training-certifications/{DRAFT}", *KAZ_OFFICER, readers=(READER,),
        body={"is_ready": True, "has_clean_conduct": True, "version": 1},
    ),
    operation(
        "POST training-certifications/<reference>/sign", f"training-certifications/{DRAFT}/sign", *KAZ, status=403,
        body=_SIGNATURE,
    ),
    operation(
        "POST training-certifications/<reference>/revoke", f"training-certifications/{SIGNED}/revoke", *SIDES,
        status=403, body={"reason": "Reason", "version": 2},
    ),
)  # fmt: skip
MARKERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Family of the commander", KAZ),
    ("Reason of the exception", SIDES),
)
