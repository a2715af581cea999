"""Addresses of the catalogue: standards, courses, sessions, enrolment."""

from datetime import timedelta

from tests.training.taught import COMING, COURSE, TODAY
from tests.web.address_entries import (
    AU,
    IND,
    KAZ,
    KAZ_OFFICER,
    OFFICERS,
    PARTIES,
    UN,
    Entry,
    form,
    only_read,
    operation,
)

KAZCENT = ("training institution",)
SECRETARIATS = (*OFFICERS, *AU)
SENDERS = (*KAZ_OFFICER, *IND)
SIDES = (*KAZ, *KAZCENT)
STRANGERS = tuple(one for one in PARTIES if one not in SIDES)
FAR = (TODAY + timedelta(days=60)).isoformat()
FURTHER = (TODAY + timedelta(days=65)).isoformat()

NEW_STANDARD = {"standard": "CPTM", "edition": "2017", "title": "A new version", "issued_on": "2017-01-01",
                "lines": [{"number": "1", "title": "A line", "least_minutes": 45}]}  # fmt: skip
LINES = {"lines": [{"number": "1", "title": "A line"}, {"number": "2.5", "title": "Another"}], "version": 1}
COURSE_BODY = {"title": "A new title", "standard": "POC", "standard_version": "2017"}
NEW_COURSE = {**COURSE_BODY, "reference": "new-course", "institution": "KAZCENT"}
CURRICULUM = {"lessons": [{"number": "L1", "title": "A lesson", "minutes": 45, "covers": [{"line": "1"}]}],
              "version": 3}  # fmt: skip
NEW_SESSION = {"held_from": FAR, "held_until": FURTHER, "seats": 10}

PAGES: tuple[Entry, ...] = (
    *only_read("training/", "/training/"),
    *only_read("training/standards/", "/training/standards/"),
    *form("training/standards/new/", "/training/standards/new/", *SECRETARIATS),
    *only_read("training/standards/<slug:standard>/<slug:version>/", "/training/standards/POC/2017/"),
    *form("training/standards/<slug:standard>/<slug:version>/lines/", "/training/standards/POC/2017/lines/",
          *SECRETARIATS),
    *only_read("training/standards/<slug:standard>/<slug:version>/workbook/", "/training/standards/POC/2017/workbook/"),
    *form("training/standards/<slug:standard>/<slug:version>/import/", "/training/standards/POC/2017/import/",
          *SECRETARIATS),
    *only_read("training/instructors/", "/training/instructors/"),
    *form("training/instructors/new/", "/training/instructors/new/", *KAZCENT),
    *only_read("training/instructors/<int:number>/", "/training/instructors/{instructor}/", *SIDES),
    *form("training/instructors/<int:number>/qualifications/new/",
          "/training/instructors/{instructor}/qualifications/new/", *KAZCENT, hidden_from=STRANGERS),
    *form("training/instructors/<int:number>/end/", "/training/instructors/{instructor}/end/", *KAZCENT,
          hidden_from=STRANGERS),
    *only_read("training/sessions/", "/training/sessions/"),
    *only_read("training/sessions/<slug:reference>/", f"/training/sessions/{COMING}/"),
    *form("training/sessions/<slug:reference>/change/", f"/training/sessions/{COMING}/change/", *KAZCENT),
    *form("training/sessions/<slug:reference>/step/<slug:stage>/", f"/training/sessions/{COMING}/step/cancelled/",
          *KAZCENT),
    *form("training/sessions/<slug:reference>/apply/", f"/training/sessions/{COMING}/apply/", *SENDERS),
    *only_read("training/sessions/<slug:reference>/participants/", f"/training/sessions/{COMING}/participants/",
               *SENDERS, others=403),
    *form("training/sessions/<slug:reference>/participants/import/",
          f"/training/sessions/{COMING}/participants/import/", *SENDERS),
    *form("training/sessions/<slug:reference>/results/", f"/training/sessions/{COMING}/results/", *KAZCENT),
    *only_read("training/sessions/<slug:reference>/results/workbook/", f"/training/sessions/{COMING}/results/workbook/",
          *KAZCENT, others=403),
    *form("training/sessions/<slug:reference>/results/import/", f"/training/sessions/{COMING}/results/import/",
          *KAZCENT),
    *form("training/sessions/<slug:reference>/feedback/", f"/training/sessions/{COMING}/feedback/", *KAZCENT),
    *only_read("training/enrolments/<int:number>/", "/training/enrolments/{enrolment}/", *SIDES),
    *form("training/enrolments/<int:number>/step/<slug:stage>/", "/training/enrolments/{enrolment}/step/withdrawn/",
          *KAZ_OFFICER, others=404, saved=302),
    *form("training/courses/new/", "/training/courses/new/", *KAZCENT),
    *only_read("training/courses/<slug:reference>/", f"/training/courses/{COURSE}/"),
    *form("training/courses/<slug:reference>/change/", f"/training/courses/{COURSE}/change/", *KAZCENT),
    *form("training/courses/<slug:reference>/step/<slug:stage>/", "/training/courses/kazcent-draft/step/offered/",
          *KAZCENT, hidden_from=STRANGERS, saved=302),
    *form("training/courses/<slug:reference>/curriculum/", f"/training/courses/{COURSE}/curriculum/", *KAZCENT),
    *only_read("training/courses/<slug:reference>/curriculum/workbook/",
               f"/training/courses/{COURSE}/curriculum/workbook/"),
    *form("training/courses/<slug:reference>/curriculum/import/", f"/training/courses/{COURSE}/curriculum/import/",
          *KAZCENT),
    *form("training/courses/<slug:reference>/sessions/new/", f"/training/courses/{COURSE}/sessions/new/", *KAZCENT),
)  # fmt: skip

PATH = "courses/<reference>"
OPERATIONS: tuple[Entry, ...] = (
    operation("GET standards", "standards"),
    operation("POST standards", "standards", *SECRETARIATS, status=201, others=403, body=NEW_STANDARD),
    operation("GET standards/<standard>/<version>", "standards/POC/2017"),
    operation("PUT standards/<standard>/<version>/lines", "standards/POC/2017/lines", *SECRETARIATS, others=403,
              body=LINES),
    operation("GET courses", "courses"),
    operation("POST courses", "courses", *KAZCENT, status=201, others=403, body=NEW_COURSE),
    operation(f"GET {PATH}", f"courses/{COURSE}"),
    operation(f"PUT {PATH}", f"courses/{COURSE}", *KAZCENT, others=403, body={**COURSE_BODY, "version": 3}),
    operation(f"POST {PATH}/steps", "courses/kazcent-draft/steps", *KAZCENT, readers=KAZ,
              body={"stage": "offered", "version": 2}),
    operation(f"GET {PATH}/curriculum", f"courses/{COURSE}/curriculum"),
    operation(f"PUT {PATH}/curriculum", f"courses/{COURSE}/curriculum", *KAZCENT, others=403, body=CURRICULUM),
    operation(f"POST {PATH}/sessions", f"courses/{COURSE}/sessions", *KAZCENT, status=201, others=403,
              body=NEW_SESSION),
    operation("GET sessions", "sessions"),
    operation("GET sessions/<reference>", f"sessions/{COMING}"),
    operation("PUT sessions/<reference>", f"sessions/{COMING}", *KAZCENT, others=403,
              body={**NEW_SESSION, "version": 2}),
    operation("POST sessions/<reference>/steps", f"sessions/{COMING}/steps", *KAZCENT, others=403,
              body={"stage": "cancelled", "reason": "No hall", "version": 2}),
    operation("GET sessions/<reference>/feedback", f"sessions/{COMING}/feedback"),
    operation("POST sessions/<reference>/feedback", f"sessions/{COMING}/feedback", *KAZCENT, status=400, others=403,
              body={"content": 4, "delivery": 4, "usefulness": 4}),
    operation("GET enrolments", "enrolments"),
    operation("POST sessions/<reference>/enrolments", f"sessions/{COMING}/enrolments", *SENDERS, status=404,
              others=404, readers=(*UN[:1], "owning State's reader"), body={"person": 2**40}),
    operation("GET enrolments/<number>", "enrolments/{enrolment}", *SIDES),
    operation("POST enrolments/<number>/steps", "enrolments/{enrolment}/steps", *KAZCENT, readers=KAZ,
              body={"stage": "waiting", "version": 1}),
    operation("GET instructors", "instructors"),
    operation("POST instructors", "instructors", *KAZCENT, status=404, others=403,
              body={"institution": "KAZCENT", "person": 2**40, "teaches_from": "2018-01-01"}),
    operation("GET instructors/<number>", "instructors/{instructor}", *SIDES),
    operation("POST instructors/<number>/qualifications", "instructors/{instructor}/qualifications", *KAZCENT,
              status=201, readers=KAZ,
              body={"standard": "POC", "evidence": "A paper", "valid_from": "2018-01-01", "version": 2}),
    operation("POST instructors/<number>/end", "instructors/{instructor}/end", *KAZCENT, readers=KAZ,
              body={"until": "2019-01-01", "version": 2}),
)  # fmt: skip

MARKERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("kazcent-draft", SIDES),
    ("Family of the trainee of KAZ", SIDES),
    ("Family of the trainee of IND", (*IND, *KAZCENT)),
    ("Exception of KAZ", SIDES),
    ("Exception of IND", (*IND, *KAZCENT)),
    ("Family of the instructor", KAZCENT),
    ("Title of kazcent-poc", PARTIES),
)
