"""Addresses of the recognition of courses."""

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
    public,
    refused,
)

OUTSIDE = (*AU, *MISSION, *IND, *OTHERS)
A_CASE, CASE_PART = "/training/recognition/rec-desk/", "training/recognition/<slug:reference>/"
FINDING, FINDING_PART = "/training/recognition/findings/rec-desk-f1/", "training/recognition/findings/<slug:reference>/"
NUMBER, NUMBER_PART = "/training/certificates/rec-number-1/", "training/certificates/<slug:number>/"
PAGES: tuple[Entry, ...] = (
    *public("training/verify/", "/training/verify/"),
    *public("training/verify/", "/training/verify/?number=nothing", 404),
    *public("training/verify/", "/training/verify/?number=rec-number-1", 302),
    *public("training/verify/<str:number>/", "/training/verify/rec-number-1/"),
    *public("training/verify/<str:number>/", "/training/verify/nothing/", 404),
    *only_read("training/recognition/", "/training/recognition/"),
    *refused("training/recognition/apply/", "/training/recognition/apply/?course=rec-poc"),
    *only_read(CASE_PART, A_CASE, *UN, *KAZ),
    *only_read(CASE_PART, "/training/recognition/rec-whole/", *UN, *KAZ),
    *only_read("visits/<slug:reference>/", "/visits/rec-rec-whole/", *UN, *KAZ),
    *form(f"{CASE_PART}step/<slug:stage>/", f"{A_CASE}step/refused/", *APPROVER, others=404),
    *form(f"{CASE_PART}step/<slug:stage>/", f"{A_CASE}step/lesson-plans/", *OFFICERS, others=404),
    *refused(f"{CASE_PART}evidence/", f"{A_CASE}evidence/", *UN, *KAZ),
    *form(f"{CASE_PART}evidence/<int:number>/", A_CASE + "evidence/{recognition_evidence}/", *OFFICERS,
          hidden_from=OUTSIDE),
    *form(f"{CASE_PART}review/", f"{A_CASE}review/", *OFFICERS, hidden_from=OUTSIDE),
    *only_read(f"{CASE_PART}coverage/workbook/", f"{A_CASE}coverage/workbook/", *UN, *KAZ),
    *form(f"{CASE_PART}coverage/import/", f"{A_CASE}coverage/import/", *OFFICERS, hidden_from=OUTSIDE),
    *form(f"{CASE_PART}finding/", f"{A_CASE}finding/", *OFFICERS, hidden_from=OUTSIDE),
    *form(f"{CASE_PART}comment/", f"{A_CASE}comment/", *OFFICERS, *KAZ_OFFICER, hidden_from=OUTSIDE),
    *form(f"{CASE_PART}visit/", f"{A_CASE}visit/", *OFFICERS, hidden_from=OUTSIDE),
    *form(f"{CASE_PART}sign/", f"{A_CASE}sign/", *APPROVER, hidden_from=OUTSIDE),
    *only_read(FINDING_PART, FINDING, *UN, *KAZ),
    *form(f"{FINDING_PART}<slug:standing>/", f"{FINDING}waived/", *OFFICERS, others=404),
    *only_read("training/certificates/", "/training/certificates/"),
    *only_read("training/certificates/due/", "/training/certificates/due/"),
    *only_read(NUMBER_PART, NUMBER),
    *only_read(f"{NUMBER_PART}paper/", f"{NUMBER}paper/"),
    *form(f"{NUMBER_PART}revoke/", f"{NUMBER}revoke/", *APPROVER),
    *public("api/v1/verify-recognition/<number>", "/api/v1/verify-recognition/rec-number-1"),
    *public("api/v1/verify-recognition/<number>", "/api/v1/verify-recognition/nothing", 404),
)  # fmt: skip
CASES, READER = "recognition-cases/rec-desk", "secretariat reader"
CASES_PART = "recognition-cases/<reference>"
AT = 7
"""The version of the case under desk review."""

OPERATIONS: tuple[Entry, ...] = (
    operation("GET recognition-cases", "recognition-cases"),
    operation("GET recognition-cases", "recognition-cases?stage=desk-review"),
    operation("POST recognition-cases", "recognition-cases", status=403,
              body={"reference": "rec-new", "course": "rec-poc", "register_code": "UN", "applied_on": "2018-10-01"}),
    operation(f"GET {CASES_PART}", CASES, *UN, *KAZ),
    operation(f"POST {CASES_PART}/steps", f"{CASES}/steps", *APPROVER,
              readers=("secretariat officer", READER, *KAZ),
              body={"stage": "refused", "on": "2018-12-01", "words": "Not enough", "version": AT}),
    operation(f"POST {CASES_PART}/evidence", f"{CASES}/evidence", *UN, *KAZ, status=403,
              body={"about": "exercises", "words": "Exercises"}),
    operation(f"POST {CASES_PART}/evidence/<number>/verdict", CASES + "/evidence/{recognition_evidence}/verdict",
              *OFFICERS, readers=(READER, *KAZ), body={"verdict": "full", "version": AT}),
    operation(f"PUT {CASES_PART}/coverage", f"{CASES}/coverage", *OFFICERS, readers=(READER, *KAZ),
              body={"lines": [{"line": "1", "verdict": "full"}], "version": AT}),
    operation(f"POST {CASES_PART}/comments", f"{CASES}/comments", *OFFICERS, *KAZ_OFFICER, status=201,
              readers=(READER, "owning State's reader"), body={"words": "Words"}),
    operation(f"POST {CASES_PART}/visit", f"{CASES}/visit", *OFFICERS, status=201, readers=(READER, *KAZ),
              body={"planned_from": "2098-01-01", "planned_until": "2098-01-06", "version": AT}),
    operation(f"POST {CASES_PART}/certificate", f"{CASES}/certificate", *APPROVER, status=400,
              readers=("secretariat officer", READER, *KAZ),
              body={"signed_by": "An office", "signed_on": "2018-12-01", "effective_from": "2018-12-01",
                    "version": AT}),
    operation("GET recognition-findings", "recognition-findings"),
    operation(f"POST {CASES_PART}/findings", f"{CASES}/findings", *OFFICERS, status=201, readers=(READER, *KAZ),
              body={"about": "exercises", "severity": "minor", "text": "Words", "version": AT}),
    operation("POST recognition-findings/<reference>/steps", "recognition-findings/rec-desk-f1/steps", *OFFICERS,
              readers=(READER, *KAZ), body={"standing": "waived", "note": "Words", "version": 1}),
    operation("GET course-recognitions", "course-recognitions"),
    operation("GET course-recognitions", "course-recognitions?older_version=true"),
    operation("POST course-recognitions/<number>/revocation", "course-recognitions/rec-number-1/revocation",
              *APPROVER, status=400, others=403, body={"reason": "Words", "version": 1}),
)  # fmt: skip
MARKERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("rec-desk", (*UN, *KAZ)),
    ("Words on system of rec-desk", (*UN, *KAZ)),
    ("Words of the finding on rec-desk", (*UN, *KAZ)),
)
