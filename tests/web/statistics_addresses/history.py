"""Addresses of operations of the past and of what States record of their own."""

from tests.web.address_entries import IND, KAZ, KAZ_OFFICER, Entry, but, deed, form, only_read, operation, public

READER = "owning State's reader"
ROOM, API = "statistics/history/", "history"
RECORD = "statistics/history/records/<slug:reference>/"
BODY = {"kind": "exercise", "title": "New of Kazakhstan", "holds_from": "2003-01-01", "source": "A source"}

PAGES: tuple[Entry, ...] = (
    *public(ROOM, f"/{ROOM}"),
    *only_read(f"{ROOM}records/", f"/{ROOM}records/"),
    *only_read(f"{ROOM}states/<str:code>/", f"/{ROOM}states/KAZ/"),
    *only_read(RECORD, f"/{ROOM}records/history-kaz/"),
    *form(f"{ROOM}records/new/", f"/{ROOM}records/new/", *KAZ_OFFICER, *IND),
    *form(f"{RECORD}change/", f"/{ROOM}records/history-kaz/change/", *KAZ_OFFICER),
    *deed(
        f"{RECORD}stages/<slug:stage>/",
        f"/{ROOM}records/history-kaz-draft/stages/published/",
        *KAZ_OFFICER,
        status=400,
        others=404,
        readers=(READER,),
    ),
)
OPERATIONS: tuple[Entry, ...] = (
    *public("api/v1/statistics/operations", "/api/v1/statistics/operations"),
    operation("GET history", API),
    operation("GET history/<reference>", f"{API}/history-kaz"),
    operation(
        "POST history",
        API,
        *KAZ_OFFICER,
        status=201,
        others=403,
        body={**BODY, "reference": "history-new", "state": "KAZ"},
    ),
    operation("PUT history/<reference>", f"{API}/history-kaz", *KAZ_OFFICER, others=403, body={**BODY, "version": 2}),
    but(
        operation(
            "POST history/<reference>/stage",
            f"{API}/history-kaz-draft/stage",
            *KAZ_OFFICER,
            status=400,
            body={"stage": "published", "version": 1},
        ),
        (READER,),
        403,
    ),
)
MARKERS: tuple[tuple[str, tuple[str, ...]], ...] = (("Draft exercise of Kazakhstan", KAZ),)
