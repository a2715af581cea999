"""Who gets what at each address of the site: the table that the walk keeps the site to.

An entry names the address as the URLconf has it, an example of it, and the status for each kind of user. Whatever the
status, no answer may hold a text that `MARKERS` keeps from the kind.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

ANONYMOUS = "anonymous"
NO_MEMBERSHIP = "no membership"
UN = ("secretariat reader", "secretariat officer", "secretariat approver", "secretariat administrator")
OFFICERS = ("secretariat officer", "secretariat approver", "secretariat administrator")
APPROVER = ("secretariat approver", "secretariat administrator")
ADMINISTRATOR = ("secretariat administrator",)
AU = ("other secretariat",)
KAZ = ("owning State", "owning State's reader")
KAZ_OFFICER = ("owning State",)
IND = ("other State",)
MISSION = ("mission",)
OTHERS = ("other mission", "training institution", "analyst")
PARTIES = (*UN, *AU, *MISSION, *KAZ, *IND, *OTHERS)
WRITERS = (*OFFICERS, *AU, *MISSION, *KAZ_OFFICER, *IND, *OTHERS)
NOT_UN = (*AU, *MISSION, *KAZ, *IND, *OTHERS)
OF_SECRETARIATS = (ANONYMOUS, *UN, *AU)
KINDS = (ANONYMOUS, NO_MEMBERSHIP, *PARTIES)


@dataclass(frozen=True)
class Entry:
    """One address with an example. `statuses` by kind; `body` is sent with what changes something."""

    address: str
    example: str
    statuses: dict[str, int]
    body: Mapping[str, Any] = field(default_factory=dict)

    @property
    def method(self) -> str:
        """Return the method."""
        return self.address.split(" ", 1)[0]


def _given(to: tuple[str, ...], status: int, others: int, **single: int) -> dict[str, int]:
    """Return `status` for those named (for every party if none is), `others` for the rest; `single` ones as said."""
    named = {name.replace("_", " "): value for name, value in single.items()}
    return dict.fromkeys(PARTIES, others) | dict.fromkeys(to or PARTIES, status) | named


def page(address: str, example: str, *to: str, status: int = 200, others: int = 404) -> Entry:
    """Return an entry of a page for parties: who is not signed in goes to the sign-in page; who has no role is told."""
    return Entry(address, example, {ANONYMOUS: 302, NO_MEMBERSHIP: 403, **_given(to, status, others)})


def same(route: str, example: str, *to: str, status: int = 200, others: int = 404) -> tuple[Entry, Entry]:
    """Return the entries of a page that only reads: it answers POST as it answers GET."""
    get, post = (page(f"{method} {route}", example, *to, status=status, others=others) for method in ("GET", "POST"))
    return get, post


def form(
    route: str, example: str, *to: str, others: int = 403, saved: int = 400, hidden_from: tuple[str, ...] = ()
) -> tuple[Entry, Entry]:
    """Return the entries of a page with a form: shown to some, refused when it is sent empty."""
    entries = (
        page(f"GET {route}", example, *to, others=others),
        page(f"POST {route}", example, *to, status=saved, others=others),
    )
    for entry in entries:
        entry.statuses.update(dict.fromkeys(hidden_from, 404))
    return entries


def asked(
    route: str, example: str, readers: tuple[str, ...], askers: tuple[str, ...], saved: int = 400
) -> tuple[Entry, Entry]:
    """Return the entries of a page that readers see and on which some of them ask for more, refused when sent empty."""
    get = page(f"GET {route}", example, *readers)
    post = page(f"POST {route}", example, *readers, status=403)
    post.statuses.update(dict.fromkeys(askers, saved))
    return get, post


def deed(
    route: str, example: str, *to: str, status: int, others: int, readers: tuple[str, ...] = ()
) -> tuple[Entry, Entry]:
    """Return the entries of what is only sent: asking for it is no method; `readers` see the record but may not."""
    post = page(f"POST {route}", example, *to, status=status, others=others)
    post.statuses.update(dict.fromkeys(readers, 403))
    return page(f"GET {route}", example, status=405), post


def public(
    route: str, example: str, status: int = 200, methods: tuple[str, ...] = ("GET", "POST")
) -> tuple[Entry, ...]:
    """Return entries that answer everybody alike."""
    statuses = dict.fromkeys(KINDS, status)
    return tuple(Entry(f"{method} {route}", example, statuses) for method in methods)


def account(route: str, example: str, anonymous: tuple[int, int], signed_in: tuple[int, int]) -> tuple[Entry, ...]:
    """Return entries of the sign-in pages, with the statuses of GET and POST; a role plays no part in them."""
    return tuple(
        Entry(f"{method} accounts/{route}", f"/accounts/{example}", dict.fromkeys(KINDS, inside) | {ANONYMOUS: outside})
        for method, outside, inside in zip(("GET", "POST"), anonymous, signed_in, strict=True)
    )


def operation(
    address: str,
    example: str,
    *to: str,
    status: int = 200,
    others: int = 404,
    readers: tuple[str, ...] = (),
    **more: Any,
) -> Entry:
    """Return an entry of the API: who is not signed in gets 401; `readers` see the record but may not change it."""
    given = _given(to, status, others) | dict.fromkeys(readers, 403)
    method, route = address.split(" ", 1)
    return Entry(
        f"{method} api/v1/{route}", f"/api/v1/{example}", {ANONYMOUS: 401, NO_MEMBERSHIP: 403, **given}, **more
    )


def but(entry: Entry, kinds: tuple[str, ...], status: int) -> Entry:
    """Return the entry with another status for some kinds."""
    entry.statuses.update(dict.fromkeys(kinds, status))
    return entry


PLEDGE = {
    "state": "KAZ", "unit_type": "INF-COY", "strength": 120, "available_from": "2019-01-01", "title": "A new title",
}  # fmt: skip
REQUIREMENT = {
    "mission": "UNIFIL", "title": "A new title",
    "posts": [{"reference": "new-post", "unit_type": "INF-COY", "strength": 120, "needed_from": "2019-01-01"}],
}  # fmt: skip
STATEMENT = {"title": "A new title", "unit_type": "INF-COY", "strength_minimum": 120, "strength_maximum": 180}
CHANGED_REQUIREMENT = REQUIREMENT | {
    "version": 1,
    "posts": [
        {"reference": f"req-draft-{end}", "unit_type": kind, "strength": 100, "needed_from": "2019-01-01"}
        for end, kind in (("bn", "INF-BN"), ("coy", "INF-COY"))
    ],
}
PERSON = {"purpose": "visit-team", "family_name": "A new family name"}
TOMORROW = (datetime.now(UTC).date() + timedelta(days=1)).isoformat()
FOCAL_POINT = {"person": 2**40, "function": "A person whom nobody holds"}
LEVEL = {"level": "L3", "held_from": "2019-01-01", "evidence": "Reconciled line by line"}
DISCOVERED = {"kind": "command", "value": "a new caveat", "source": "The host State said so"}
SATISFIED = {"satisfied_on": "2018-09-01", "satisfied_by": "An agreement", "evidence": "A letter"}
ANNOUNCEMENT = {
    "reference": "new-announcement", "registered_with": "UN", "state": "KAZ", "occasion": "A summit",
    "announced_on": "2018-09-01", "text": "A company",
}  # fmt: skip
PACKAGE = {"name": "A new package", "slots": [{"unit_type": "INF-COY", "strength": 120}]}
CERTIFICATION = {"scheme": "OCC-EF", "step": "NEL1", "rating": "interoperable", "certified_on": "2017-08-04"}
SERVICE = {"kind": "exercise", "name": "An exercise", "with_state": "IND", "began_on": "2017-08-04"}
LEVEL = {"level": "L1", "held_from": "2019-01-01", "evidence": "Note verbale", "reason": "The unit was disbanded"}
CHANGE = {"version": 1, "reason": "A second platoon"}
PAPER = {"level": "L2", "kind": "commitment"}
SOLVED, PUBLISHED = "plan-2018-10-01-1", "plan-2018-10-01-2"
FIT = "/requirements/fit/unifil-coy/kaz-submitted"
FILE = "plans/<slug:reference>/files/<str:name>"

VISIT = {
    "state": "KAZ", "kind": "assessment", "purpose": "A new purpose",
    "subjects": [{"kind": "pledge", "reference": "kaz-submitted"}],
}  # fmt: skip
STRANGERS = (*AU, *IND, *OTHERS)
CASE = "case-kaz-agreed"
UNIT = "unit-kaz"
NOT_THE_MISSION = (*STRANGERS, *MISSION)

STAFF = "deployments/individuals/"
OTHER_PARTIES = (*AU, *IND, *OTHERS)
INDIVIDUALS: tuple[Entry, ...] = (
    *same(STAFF, f"/{STAFF}"),
    *same(f"{STAFF}due/", f"/{STAFF}due/"),
    *same(f"{STAFF}headquarters/", f"/{STAFF}headquarters/"),
    *form(f"{STAFF}posts/new/", f"/{STAFF}posts/new/", *OFFICERS, *AU),
    *same(f"{STAFF}posts/<slug:reference>/", f"/{STAFF}posts/mo-held/"),
    *same(f"{STAFF}requests/", f"/{STAFF}requests/"),
    *form(f"{STAFF}requests/new/", f"/{STAFF}requests/new/", *OFFICERS, *AU),
    *same(f"{STAFF}requests/<slug:reference>/", f"/{STAFF}requests/ask-walk/", *UN, *KAZ),
    *form(f"{STAFF}requests/<slug:reference>/step/", f"/{STAFF}requests/ask-walk/step/", *OFFICERS,
          hidden_from=(*OTHER_PARTIES, *MISSION)),
    *form(f"{STAFF}requests/<slug:reference>/nominate/", f"/{STAFF}requests/ask-walk/nominate/", *KAZ_OFFICER,
          hidden_from=(*OTHER_PARTIES, *MISSION)),
    *same(f"{STAFF}nominees/<int:number>/", f"/{STAFF}nominees/{{nominee}}/", *UN, *KAZ),
    *[
        entry
        for part in ("step", "waive")
        for entry in form(f"{STAFF}nominees/<int:number>/{part}/", f"/{STAFF}nominees/{{nominee}}/{part}/",
                          *OFFICERS, *KAZ_OFFICER, hidden_from=(*OTHER_PARTIES, *MISSION))
    ],
    *same(f"{STAFF}assignments/<int:number>/", f"/{STAFF}assignments/{{assignment}}/", *UN, *KAZ, *MISSION),
    *[
        entry
        for part in ("extend", "extension", "end")
        for entry in form(f"{STAFF}assignments/<int:number>/{part}/", f"/{STAFF}assignments/{{assignment}}/{part}/",
                          *OFFICERS, *KAZ_OFFICER, *MISSION, hidden_from=OTHER_PARTIES)
    ],
)  # fmt: skip

BUILD_UP_FILE = "generation/build-ups/<str:mission>/files/<str:name>"
EXPECTED_FILE = "deployments/expected/<str:mission>/files/<str:name>"
CASE_PART = "generation/cases/<slug:case>/"
A_CASE = "/generation/cases/case-kaz/"
SIDES = (*UN, *KAZ)
INSTRUMENT = f"{CASE_PART}instruments/<slug:reference>/"
MOU, SHARED = f"{A_CASE}instruments/case-kaz-mou/", f"{A_CASE}instruments/case-kaz-states/"
CASE_PARTS: tuple[Entry, ...] = (
    *same(f"{CASE_PART}instruments/", f"{A_CASE}instruments/", *SIDES, *MISSION),
    *form(f"{CASE_PART}instruments/new/", f"{A_CASE}instruments/new/", *OFFICERS, hidden_from=(*AU, *IND, *OTHERS)),
    *same(INSTRUMENT, MOU, *SIDES),
    *same(INSTRUMENT, SHARED, *SIDES, *IND),
    *same(INSTRUMENT, "/generation/cases/another/instruments/case-kaz-mou/", status=404),
    *[
        entry
        for part in ("change", "lines")
        for entry in form(
            f"{INSTRUMENT}{part}/", f"{MOU}{part}/", *OFFICERS, hidden_from=(*AU, *MISSION, *IND, *OTHERS)
        )
    ],
    *form(f"{INSTRUMENT}step/", f"{MOU}step/", *OFFICERS, *KAZ_OFFICER, hidden_from=(*AU, *MISSION, *IND, *OTHERS)),
    *same(f"{INSTRUMENT}paper/<str:form>/", f"{SHARED}paper/pdf/", *SIDES, *IND),
    *same(f"{INSTRUMENT}paper/<str:form>/", f"{MOU}paper/docx/", *SIDES),
    *same(f"{INSTRUMENT}paper/<str:form>/", f"{MOU}paper/odt/", status=404),
    *same(f"{CASE_PART}history/", f"{A_CASE}history/", *SIDES, *MISSION),
    *same(f"{CASE_PART}visit/", f"{A_CASE}visit/", *SIDES, *MISSION),
    *form(f"{CASE_PART}visit/new/", f"{A_CASE}visit/new/", *OFFICERS, *KAZ_OFFICER, hidden_from=(*AU, *IND, *OTHERS)),
    *same(f"{CASE_PART}letters/", f"{A_CASE}letters/", *SIDES, *MISSION),
    *form(f"{CASE_PART}letters/new/", f"{A_CASE}letters/new/", *OFFICERS, hidden_from=(*AU, *IND, *OTHERS)),
    *same(f"{CASE_PART}load-list/", f"{A_CASE}load-list/", *SIDES, *MISSION),
    *deed(
        f"{CASE_PART}load-list/make/",
        f"{A_CASE}load-list/make/",
        *OFFICERS,
        *KAZ_OFFICER,
        status=302,
        others=404,
        readers=("secretariat reader", "owning State's reader", *MISSION),
    ),
    *form(
        f"{CASE_PART}load-list/import/",
        f"{A_CASE}load-list/import/",
        *OFFICERS,
        *KAZ_OFFICER,
        hidden_from=(*AU, *IND, *OTHERS),
    ),
    *same(f"{CASE_PART}load-list/workbook/", f"{A_CASE}load-list/workbook/", *SIDES, *MISSION),
    *same(f"{CASE_PART}load-list/paper/", f"{A_CASE}load-list/paper/", *SIDES, *MISSION),
    *same(f"{CASE_PART}movement/", f"{A_CASE}movement/", *SIDES, *MISSION),
    *form(
        f"{CASE_PART}movement/new/", f"{A_CASE}movement/new/", *OFFICERS, *KAZ_OFFICER, hidden_from=(*AU, *IND, *OTHERS)
    ),
    *form(
        f"{CASE_PART}movement/<int:number>/",
        f"{A_CASE}movement/1/",
        *OFFICERS,
        *KAZ_OFFICER,
        hidden_from=(*AU, *IND, *OTHERS),
    ),
    *deed(
        f"{CASE_PART}movement/<int:number>/step/",
        f"{A_CASE}movement/1/step/",
        *OFFICERS,
        *KAZ_OFFICER,
        status=400,
        others=404,
        readers=("secretariat reader", "owning State's reader", *MISSION),
    ),
    *same(f"{CASE_PART}clearances/", f"{A_CASE}clearances/", *SIDES, *MISSION),
    *[
        entry
        for part in ("needed", "inspection")
        for entry in form(
            f"{CASE_PART}clearances/{part}/",
            f"{A_CASE}clearances/{part}/",
            *OFFICERS,
            *KAZ_OFFICER,
            *MISSION,
            hidden_from=(*AU, *IND, *OTHERS),
        )
    ],
    *form(
        f"{CASE_PART}clearances/<int:number>/",
        f"{A_CASE}clearances/{{clearance}}/",
        *OFFICERS,
        *KAZ_OFFICER,
        *MISSION,
        hidden_from=(*AU, *IND, *OTHERS),
    ),
    *same("generation/arrivals/<str:mission>/", "/generation/arrivals/UNIFIL/"),
    *same("generation/arrivals/<str:mission>/", "/generation/arrivals/NOBODY/", status=404),
    # No folder of public data is named to the tests' server: the pages say so, and there is no drawing.
    *same("generation/build-ups/", "/generation/build-ups/"),
    *same("generation/build-ups/<str:mission>/", "/generation/build-ups/UNIFIL/"),
    page(f"GET {BUILD_UP_FILE}", "/generation/build-ups/UNIFIL/files/build-up.svg", status=404),
    page(f"POST {BUILD_UP_FILE}", "/generation/build-ups/UNIFIL/files/build-up.svg", status=405, others=405),
)
A_MOVEMENT = {
    "mode": "air", "carries": "people", "people": 100, "origin": "UAAA", "destination": "OLBA",
    "departs_on": "2018-10-30", "arrives_on": "2018-10-31",
}  # fmt: skip
CASE_OPERATIONS: tuple[Entry, ...] = (
    operation("GET cases/<case>/visit", "cases/case-kaz/visit", status=404),
    operation(
        "POST cases/<case>/visit",
        "cases/call-kaz/visit",
        *OFFICERS,
        *KAZ_OFFICER,
        status=201,
        readers=("secretariat reader", "owning State's reader", *MISSION),
        body={},
    ),
    operation("GET cases/<case>/history", "cases/case-kaz/history", *SIDES, *MISSION),
    operation("GET cases/<case>/letters", "cases/case-kaz/letters", *SIDES, *MISSION),
    operation(
        "POST cases/<case>/letters",
        "cases/case-kaz/letters",
        *OFFICERS,
        status=201,
        readers=("secretariat reader", *KAZ, *MISSION),
        body={
            "kind": "selection",
            "number": "NV/1",
            "dated": "2018-10-01",
            "unit": "Company",
            "reply_by": "2018-11-01",
        },
    ),
    operation("GET cases/<case>/load-list", "cases/case-kaz/load-list", *SIDES, *MISSION),
    operation(
        "PUT cases/<case>/load-list",
        "cases/case-kaz/load-list",
        *OFFICERS,
        *KAZ_OFFICER,
        readers=("secretariat reader", "owning State's reader", *MISSION),
        body={"lines": [{"item": "Crate", "pieces": 2}]},
    ),
    operation(
        "POST cases/<case>/load-list/from-pledge",
        "cases/case-kaz/load-list/from-pledge",
        *OFFICERS,
        *KAZ_OFFICER,
        readers=("secretariat reader", "owning State's reader", *MISSION),
    ),
    operation("GET cases/<case>/movements", "cases/case-kaz/movements", *SIDES, *MISSION),
    operation(
        "POST cases/<case>/movements",
        "cases/case-kaz/movements",
        *OFFICERS,
        *KAZ_OFFICER,
        status=201,
        readers=("secretariat reader", "owning State's reader", *MISSION),
        body=A_MOVEMENT,
    ),
    operation(
        "PUT cases/<case>/movements/<number>",
        "cases/case-kaz/movements/1",
        *OFFICERS,
        *KAZ_OFFICER,
        readers=("secretariat reader", "owning State's reader", *MISSION),
        body=A_MOVEMENT | {"version": 1},
    ),
    operation(
        "POST cases/<case>/movements/<number>/step",
        "cases/case-kaz/movements/1/step",
        *OFFICERS,
        *KAZ_OFFICER,
        readers=("secretariat reader", "owning State's reader", *MISSION),
        body={"version": 1, "stage": "cancelled"},
    ),
    operation("GET missions/<acronym>/arrivals", "missions/UNIFIL/arrivals"),
    operation("GET cases/<case>/clearances", "cases/case-kaz/clearances", *SIDES, *MISSION),
    operation(
        "POST cases/<case>/clearances",
        "cases/case-kaz/clearances",
        *OFFICERS,
        *KAZ_OFFICER,
        *MISSION,
        status=400,
        readers=("secretariat reader", "owning State's reader"),
        body={"due_on": "2018-10-01"},
    ),
    operation(
        "POST cases/<case>/clearances/<number>",
        "cases/case-kaz/clearances/{clearance}",
        *OFFICERS,
        *KAZ_OFFICER,
        *MISSION,
        readers=("secretariat reader", "owning State's reader"),
        body={"version": 1, "stage": "asked", "day": "2018-06-01"},
    ),
    operation(
        "PUT cases/<case>/inspection",
        "cases/case-kaz/inspection",
        *OFFICERS,
        *KAZ_OFFICER,
        *MISSION,
        readers=("secretariat reader", "owning State's reader"),
        body={"arrival_on": "2018-10-31"},
    ),
)

REQUEST = "generation/requests/<slug:reference>/"
ASKED, UNISSUED = "/generation/requests/ask-kaz/", "/generation/requests/ask-draft/"
NEITHER_SIDE = (*AU, *MISSION, *IND, *OTHERS)
NOT_THE_REGISTER = (*NEITHER_SIDE, *KAZ)
CHOSEN = "/generation/selections/done-for-req-published-coy/"
SELECTIONS: tuple[Entry, ...] = (
    *same("generation/requests/", "/generation/requests/"),
    *form("generation/requests/new/", "/generation/requests/new/", *OFFICERS, *AU),
    *same(REQUEST, ASKED, *UN, *KAZ),
    *same(REQUEST, UNISSUED, *UN),
    *same(REQUEST, "/generation/requests/done/", *UN, *KAZ, *IND),
    *form(f"{REQUEST}change/", f"{UNISSUED}change/", *OFFICERS, hidden_from=NOT_THE_REGISTER),
    *form(f"{REQUEST}step/<slug:step>/", f"{ASKED}step/cancel/", *OFFICERS, hidden_from=NEITHER_SIDE),
    *form(f"{REQUEST}weights/", f"{UNISSUED}weights/", *OFFICERS, hidden_from=NOT_THE_REGISTER),
    *form(f"{REQUEST}decline/", f"{ASKED}decline/", *OFFICERS, *KAZ_OFFICER, hidden_from=NEITHER_SIDE),
    *form(f"{REQUEST}offer/", f"{ASKED}offer/", *OFFICERS, *KAZ_OFFICER, hidden_from=NEITHER_SIDE),
    *same(f"{REQUEST}posts/<slug:post>/", f"{ASKED}posts/req-published-coy/", *UN),
    *form(f"{REQUEST}posts/<slug:post>/choose/", f"{ASKED}posts/req-published-coy/choose/", *OFFICERS,
          hidden_from=NOT_THE_REGISTER),
    *same("generation/offers/<slug:reference>/", "/generation/offers/ask-kaz-kaz-1/", *UN, *KAZ),
    *same("generation/offers/<slug:reference>/", "/generation/offers/done-ind-1/", *UN, *IND),
    *form("generation/offers/<slug:reference>/<slug:step>/", "/generation/offers/ask-kaz-kaz-1/withdraw/", *OFFICERS,
          *KAZ_OFFICER, hidden_from=NEITHER_SIDE),
    *same("generation/selections/", "/generation/selections/", *UN, *AU, others=403),
    *same("generation/selections/<slug:reference>/", CHOSEN, *UN),
    *form("generation/selections/<slug:reference>/change/", f"{CHOSEN}change/", *OFFICERS,
          hidden_from=NOT_THE_REGISTER),
    *form("generation/selections/<slug:reference>/step/<slug:step>/", f"{CHOSEN}step/revoke/", *OFFICERS,
          hidden_from=NOT_THE_REGISTER),
    *form("generation/selections/<slug:reference>/feedback/<slug:offer>/", f"{CHOSEN}feedback/done-ind-1/", *OFFICERS,
          hidden_from=NOT_THE_REGISTER),
    *same("generation/bars/", "/generation/bars/", *UN, *AU, others=403),
    *form("generation/bars/new/", "/generation/bars/new/", *OFFICERS, *AU),
    *form("generation/bars/<int:number>/end/", "/generation/bars/{bar}/end/", *OFFICERS, hidden_from=NOT_THE_REGISTER),
)  # fmt: skip

CASE_SIDES = (*UN, *KAZ, *MISSION)
NOT_A_SIDE = (*AU, *IND, *OTHERS)
A_CALL, A_DRILL = "/generation/cases/call-kaz/", "/generation/cases/drill-kaz/"
CALLS: tuple[Entry, ...] = (
    *form("generation/calls/new/", "/generation/calls/new/", *OFFICERS, *AU),
    *form("generation/calls/package/", "/generation/calls/package/", *OFFICERS, *AU),
    *[
        entry
        for part in ("play-book", "breach", "bridging", "debrief")
        for entry in same(f"{CASE_PART}{part}/", f"{A_CALL}{part}/", *CASE_SIDES)
    ],
    *same(f"{CASE_PART}play-book/", f"{A_DRILL}play-book/", *CASE_SIDES),
    *same(f"{CASE_PART}play-book/", f"{A_CASE}play-book/", status=404),
    *form(f"{CASE_PART}play-book/<slug:step>/", f"{A_CALL}play-book/authorise/", *OFFICERS, *KAZ_OFFICER,
          hidden_from=NOT_A_SIDE),
    *form(f"{CASE_PART}play-book/<slug:step>/", f"{A_CALL}play-book/send-call/", *OFFICERS, hidden_from=NOT_A_SIDE),
    *same(f"{CASE_PART}checklist/<slug:role>/<str:form>/", f"{A_CALL}checklist/unit/pdf/", *CASE_SIDES),
    *same(f"{CASE_PART}checklist/<slug:role>/<str:form>/", f"{A_DRILL}checklist/all/docx/", *CASE_SIDES),
    *form(f"{CASE_PART}answer/", f"{A_CALL}answer/", *OFFICERS, *KAZ_OFFICER, hidden_from=NOT_A_SIDE),
    *form(f"{CASE_PART}breach/<slug:code>/", f"{A_CALL}breach/level/", *APPROVER, hidden_from=NOT_A_SIDE),
    *same(f"{CASE_PART}breach/<slug:code>/", f"{A_DRILL}breach/level/", status=404),
    *form(f"{CASE_PART}drill/clock/", f"{A_DRILL}drill/clock/", *OFFICERS, hidden_from=NOT_A_SIDE),
    *form(f"{CASE_PART}drill/event/", f"{A_DRILL}drill/event/", *OFFICERS, hidden_from=NOT_A_SIDE),
    *form(f"{CASE_PART}bridging/new/", f"{A_CALL}bridging/new/", *OFFICERS, hidden_from=NOT_A_SIDE),
    *same("generation/bridges/", "/generation/bridges/"),
    *same("generation/bridges/<slug:reference>/", "/generation/bridges/bridge-ind/", *UN, *IND, *MISSION),
    *form("generation/bridges/<slug:reference>/step/", "/generation/bridges/bridge-ind/step/", *OFFICERS, *IND,
          hidden_from=(*AU, *KAZ, *OTHERS)),
)  # fmt: skip
A_TICK = {"proof": "A decision"}

SITE: tuple[Entry, ...] = (
    *CASE_PARTS,
    *CALLS,
    *same("", "/"),
    *public("health/", "/health/"),
    *public("style-guide/", "/style-guide/"),
    page("GET search/", "/search/?q=a"),
    page("GET search/", "/search/?q=kaz"),
    page("GET search/", "/search/?q=draft"),
    page("POST search/", "/search/?q=draft", status=405),
    Entry("GET acting-for/", "/acting-for/", dict.fromkeys(KINDS, 405)),
    Entry("POST acting-for/", "/acting-for/", dict.fromkeys(KINDS, 404)),
    Entry("GET as-of/", "/as-of/", dict.fromkeys(KINDS, 405)),
    Entry("POST as-of/", "/as-of/", dict.fromkeys(KINDS, 400)),
    *same("audit/", "/audit/", *ADMINISTRATOR, others=403),
    *same("audit/<int:sequence>/", "/audit/{event}/", *ADMINISTRATOR, others=403),
    *same("audit/<int:sequence>/", "/audit/{foreign_event}/", *ADMINISTRATOR, status=404, others=403),
    *same("people/", "/people/"),
    *form("people/new/", "/people/new/", *WRITERS),
    *same("people/<int:number>/", "/people/{kept_person}/", *KAZ),
    *same("people/<int:number>/", "/people/{handed_person}/", *KAZ, *UN),
    *form("people/<int:number>/change/", "/people/{kept_person}/change/", *KAZ_OFFICER,
          hidden_from=(*UN, *AU, *MISSION, *IND, *OTHERS)),
    *form("people/<int:number>/change/", "/people/{handed_person}/change/", *KAZ_OFFICER,
          hidden_from=(*AU, *MISSION, *IND, *OTHERS)),
    *form("people/<int:number>/share/", "/people/{handed_person}/share/", *KAZ_OFFICER,
          hidden_from=(*AU, *MISSION, *IND, *OTHERS)),
    *form("people/<int:number>/erase/", "/people/{handed_person}/erase/", *KAZ_OFFICER,
          hidden_from=(*AU, *MISSION, *IND, *OTHERS)),
    *form("people/<int:number>/export/", "/people/{handed_person}/export/", *KAZ_OFFICER, saved=200,
          hidden_from=(*UN, *AU, *MISSION, *IND, *OTHERS)),
    *same("pledges/", "/pledges/"),
    *form("pledges/new/", "/pledges/new/", "owning State", *IND),
    *form("pledges/import/", "/pledges/import/", "owning State", *IND),
    *same("pledges/workbook/", "/pledges/workbook/"),
    *same("pledges/visits-backlog/", "/pledges/visits-backlog/", *UN, *AU, *KAZ, *IND, others=403),
    *same("pledges/workbook/", "/pledges/workbook/?reference=kaz-draft", *KAZ),
    *form("pledges/confirm/", "/pledges/confirm/", "owning State", *IND),
    *same("pledges/obligations/", "/pledges/obligations/"),
    *same("pledges/states/", "/pledges/states/"),
    *same("pledges/states/<str:code>/", "/pledges/states/KAZ/", *KAZ, *UN, *AU),
    *same("pledges/states/<str:code>/", "/pledges/states/UN/", status=404),
    *same("pledges/<slug:reference>/", "/pledges/kaz-draft/", *KAZ),
    *same("pledges/<slug:reference>/", "/pledges/kaz-submitted/", *KAZ, *UN),
    *same("pledges/<slug:reference>/", "/pledges/ind-battalion/", *IND, *UN),
    *same("pledges/<slug:reference>/", "/pledges/no-such-pledge/", status=404),
    *form("pledges/<slug:reference>/change/", "/pledges/kaz-submitted/change/", *KAZ_OFFICER,
          hidden_from=(*AU, *MISSION, *IND, *OTHERS)),
    *form("pledges/<slug:reference>/organisation/", "/pledges/kaz-submitted/organisation/", *KAZ_OFFICER,
          hidden_from=(*AU, *MISSION, *IND, *OTHERS)),
    *form("pledges/<slug:reference>/equipment/", "/pledges/kaz-submitted/equipment/", *KAZ_OFFICER,
          hidden_from=(*AU, *MISSION, *IND, *OTHERS)),
    *form("pledges/<slug:reference>/self-sustainment/", "/pledges/kaz-submitted/self-sustainment/", *KAZ_OFFICER,
          hidden_from=(*AU, *MISSION, *IND, *OTHERS)),
    *form("pledges/<slug:reference>/pool/", "/pledges/kaz-submitted/pool/", *KAZ_OFFICER,
          hidden_from=(*AU, *MISSION, *IND, *OTHERS)),
    *form("pledges/<slug:reference>/contributions/", "/pledges/kaz-submitted/contributions/", *KAZ_OFFICER,
          hidden_from=(*AU, *MISSION, *IND, *OTHERS)),
    *form("pledges/<slug:reference>/attachments/new/", "/pledges/kaz-submitted/attachments/new/", *KAZ_OFFICER,
          hidden_from=(*AU, *MISSION, *IND, *OTHERS)),
    *form("pledges/<slug:reference>/focal-points/new/", "/pledges/kaz-submitted/focal-points/new/", *KAZ_OFFICER,
          hidden_from=(*AU, *MISSION, *IND, *OTHERS)),
    *deed("pledges/<slug:reference>/attachments/<int:number>/detach/",
          "/pledges/kaz-submitted/attachments/{attachment}/detach/", *KAZ_OFFICER, status=302, others=404,
          readers=("owning State's reader", *UN)),
    *deed("pledges/<slug:reference>/focal-points/<int:number>/release/",
          "/pledges/kaz-submitted/focal-points/{focal_point}/release/", *KAZ_OFFICER, status=302, others=404,
          readers=("owning State's reader", *UN)),
    *deed("pledges/<slug:reference>/submit/", "/pledges/kaz-draft/submit/", *KAZ_OFFICER, status=302, others=404,
          readers=("owning State's reader",)),
    *deed("pledges/<slug:reference>/confirm/", "/pledges/kaz-submitted/confirm/", *KAZ_OFFICER, status=302, others=404,
          readers=(*UN, "owning State's reader")),
    *deed("pledges/<slug:reference>/level/", "/pledges/kaz-submitted/level/", *UN, *KAZ, status=400, others=404),
    *form("pledges/<slug:reference>/caveats/new/", "/pledges/kaz-submitted/caveats/new/", *OFFICERS,
          hidden_from=(*AU, *MISSION, *IND, *OTHERS)),
    *form("pledges/<slug:reference>/caveats/<int:number>/satisfy/", "/pledges/kaz-submitted/caveats/{caveat}/satisfy/",
          *OFFICERS, *KAZ_OFFICER, hidden_from=(*AU, *MISSION, *IND, *OTHERS)),
    *form("pledges/<slug:reference>/caveats/<int:number>/drop/", "/pledges/kaz-submitted/caveats/{caveat}/drop/",
          *OFFICERS, hidden_from=(*AU, *MISSION, *IND, *OTHERS)),
    *same("pledges/<slug:reference>/partners/agree/", "/pledges/kaz-submitted/partners/agree/", *UN, *KAZ, status=403),
    *same("pledges/<slug:reference>/partners/withdraw/", "/pledges/kaz-submitted/partners/withdraw/", *UN, *KAZ,
          status=403),
    *same("pledges/announcements/", "/pledges/announcements/"),
    *form("pledges/announcements/new/", "/pledges/announcements/new/", *OFFICERS, *AU, *KAZ_OFFICER, *IND),
    *same("pledges/announcements/conversion/", "/pledges/announcements/conversion/"),
    *same("pledges/announcements/<slug:reference>/", "/pledges/announcements/kaz-announcement/"),
    *form("pledges/announcements/<slug:reference>/pledge/", "/pledges/announcements/kaz-announcement/pledge/",
          *OFFICERS, *KAZ_OFFICER),
    *form("pledges/announcements/<slug:reference>/take-back/", "/pledges/announcements/kaz-announcement/take-back/",
          *OFFICERS, *KAZ_OFFICER),
    *same("pledges/packages/", "/pledges/packages/"),
    *form("pledges/packages/new/", "/pledges/packages/new/", *OFFICERS, *AU),
    *same("pledges/packages/<slug:reference>/", "/pledges/packages/un-package/", *UN, *KAZ, *IND),
    *form("pledges/packages/<slug:reference>/change/", "/pledges/packages/un-package/change/", *OFFICERS,
          hidden_from=(*AU, *MISSION, *OTHERS)),
    *same("pledges/units/", "/pledges/units/"),
    *form("pledges/units/new/", "/pledges/units/new/", *KAZ_OFFICER, *IND),
    *same("pledges/units/<slug:code>/", "/pledges/units/kaz-unit/", *KAZ),
    *[entry for part in ("change", "profile", "certification", "service")
      for entry in form(f"pledges/units/<slug:code>/{part}/", f"/pledges/units/kaz-unit/{part}/", *KAZ_OFFICER,
                        hidden_from=(*UN, *AU, *MISSION, *IND, *OTHERS))],
    *same("pledges/interoperability/", "/pledges/interoperability/"),
    *deed("pledges/<slug:reference>/acknowledge/", "/pledges/kaz-submitted/acknowledge/", *OFFICERS, status=302,
          others=404, readers=("secretariat reader", *KAZ)),
    *deed("pledges/<slug:reference>/cap/", "/pledges/kaz-submitted/cap/", *UN, *KAZ, status=400, others=404),
    *deed("pledges/<slug:reference>/cap/lift/", "/pledges/kaz-submitted/cap/lift/", *UN, *KAZ, status=400, others=404),
    *form("pledges/<slug:reference>/evidence/<slug:level>/<slug:kind>/",
          "/pledges/kaz-submitted/evidence/L2/commitment/", *KAZ_OFFICER, hidden_from=(*AU, *MISSION, *IND, *OTHERS)),
    *deed("pledges/<slug:reference>/evidence/<slug:level>/<slug:kind>/report/",
          "/pledges/kaz-submitted/evidence/L2/assessment-report/report/", *OFFICERS, status=400, others=404,
          readers=("secretariat reader", *KAZ)),
    *deed("pledges/<slug:reference>/evidence/<int:number>/", "/pledges/kaz-submitted/evidence/{evidence}/", *UN, *KAZ,
          status=400, others=404),
    *form("pledges/<slug:reference>/change-request/", "/pledges/kaz-submitted/change-request/", *KAZ_OFFICER,
          hidden_from=(*AU, *MISSION, *IND, *OTHERS)),
    *deed("pledges/<slug:reference>/change-request/<int:number>/decide/",
          "/pledges/kaz-submitted/change-request/{asked}/decide/", *UN, *KAZ, status=400, others=404),
    *deed("pledges/<slug:reference>/change-request/<int:number>/take-back/",
          "/pledges/kaz-submitted/change-request/{asked}/take-back/", *KAZ_OFFICER, status=302, others=404,
          readers=("owning State's reader", *UN)),
    *deed("pledges/<slug:reference>/call/", "/pledges/kaz-submitted/call/", *UN, *KAZ, status=400, others=404),
    *deed("pledges/<slug:reference>/pool-standing/", "/pledges/kaz-submitted/pool-standing/", *UN, *KAZ,
          status=400, others=404),
    *same("requirements/", "/requirements/"),
    *form("requirements/new/", "/requirements/new/", *OFFICERS, *AU),
    *form("requirements/import/", "/requirements/import/", *OFFICERS, *AU),
    *same("requirements/workbook/", "/requirements/workbook/"),
    *same("requirements/statements/", "/requirements/statements/"),
    *form("requirements/statements/new/", "/requirements/statements/new/", *OFFICERS, *AU),
    *form("requirements/statements/import/", "/requirements/statements/import/", *OFFICERS, *AU),
    *same("requirements/statements/workbook/", "/requirements/statements/workbook/"),
    *same("requirements/statements/<slug:reference>/", "/requirements/statements/st-generic/"),
    *same("requirements/statements/<slug:reference>/", "/requirements/statements/st-draft/", *UN),
    *same("requirements/statements/<slug:reference>/print/<slug:kind>/",
          "/requirements/statements/st-generic/print/pdf/"),
    *same("requirements/statements/<slug:reference>/print/<slug:kind>/",
          "/requirements/statements/st-draft/print/docx/", *UN),
    *form("requirements/statements/<slug:reference>/change/", "/requirements/statements/st-draft/change/", *OFFICERS,
          hidden_from=NOT_UN),
    *form("requirements/statements/<slug:reference>/lists/<slug:list_name>/",
          "/requirements/statements/st-draft/lists/equipment/", *OFFICERS, hidden_from=NOT_UN),
    *form("requirements/statements/<slug:reference>/make/", "/requirements/statements/st-generic/make/", *OFFICERS,
          *AU),
    *form("requirements/statements/<slug:reference>/posts/", "/requirements/statements/st-generic/posts/", *OFFICERS,
          saved=302),
    *deed("requirements/statements/<slug:reference>/approve/", "/requirements/statements/st-draft/approve/",
          status=400, others=400),
    *form("requirements/statements/<slug:reference>/withdraw/", "/requirements/statements/st-draft/withdraw/",
          *APPROVER, hidden_from=NOT_UN),
    *same("requirements/missions/<str:acronym>/", "/requirements/missions/UNIFIL/"),
    *same("requirements/missions/<str:acronym>/force/", "/requirements/missions/UNIFIL/force/"),
    *same("requirements/missions/<str:acronym>/force/print/<slug:kind>/",
          "/requirements/missions/UNIFIL/force/print/pdf/"),
    *same("requirements/<slug:reference>/", "/requirements/req-published/"),
    *same("requirements/<slug:reference>/", "/requirements/req-draft/", *UN),
    *same("requirements/<slug:reference>/", "/requirements/req-of-au-draft/", *AU),
    *form("requirements/<slug:reference>/change/", "/requirements/req-draft/change/", *OFFICERS,
          hidden_from=(*AU, *MISSION, *KAZ, *IND, *OTHERS)),
    *deed("requirements/<slug:reference>/stage/", "/requirements/req-draft/stage/", status=400, others=400),
    *same("requirements/missions/", "/requirements/missions/"),
    *form("requirements/missions/new/", "/requirements/missions/new/", *OFFICERS, *AU),
    *form("requirements/missions/<str:acronym>/change/", "/requirements/missions/UNIFIL/change/", *OFFICERS),
    *form("requirements/missions/<str:acronym>/mandate/", "/requirements/missions/UNIFIL/mandate/", *OFFICERS),
    *same("requirements/fit/posts/<slug:post>/", "/requirements/fit/posts/req-published-coy/"),
    *same("requirements/fit/<slug:statement>/<slug:pledge>/", f"{FIT}/", *KAZ, *UN),
    *same("requirements/fit/<slug:statement>/<slug:pledge>/files/<str:name>", f"{FIT}/files/fit.docx", *KAZ, *UN),
    *form("requirements/fit/<slug:statement>/<slug:pledge>/deviations/new/",
          f"{FIT}/deviations/new/?kind=capability&line=ford+river", *OFFICERS, *KAZ_OFFICER,
          hidden_from=(*AU, *MISSION, *IND, *OTHERS)),
    *[entry for step in ("decide", "withdraw")
      for entry in deed(f"requirements/fit/deviations/<int:number>/{step}/",
                        f"/requirements/fit/deviations/{{deviation}}/{step}/", *UN, *KAZ, status=400, others=404)],
    *same("plans/", "/plans/"),
    *same("plans/limits/", "/plans/limits/"),
    *same("plans/compare/", "/plans/compare/"),
    *same("plans/compare/", f"/plans/compare/?a={SOLVED}&b={PUBLISHED}"),
    *same("plans/compare/", f"/plans/compare/?a={PUBLISHED}&b={PUBLISHED}"),
    *same("plans/<slug:reference>/gantt/", f"/plans/{SOLVED}/gantt/", *UN),
    *same("plans/<slug:reference>/gantt/", f"/plans/{PUBLISHED}/gantt/"),
    *asked("plans/<slug:reference>/stress/", f"/plans/{SOLVED}/stress/", UN, OFFICERS),
    *same("plans/<slug:reference>/happened/", f"/plans/{SOLVED}/happened/", *UN),
    *same("plans/<slug:reference>/happened/", f"/plans/{PUBLISHED}/happened/"),
    *asked("plans/<slug:reference>/stress/", f"/plans/{PUBLISHED}/stress/", UN, OFFICERS),
    *[entry for plan in (SOLVED, PUBLISHED)
      for entry in asked("plans/<slug:reference>/work-list/", f"/plans/{plan}/work-list/", UN, OFFICERS, saved=302)],
    *[entry for plan in (SOLVED, PUBLISHED)
      for entry in same("plans/<slug:reference>/prices/", f"/plans/{plan}/prices/", *UN)],
    *[entry for plan in (SOLVED, PUBLISHED)
      for entry in asked("plans/<slug:reference>/posts/<str:post>/", f"/plans/{plan}/posts/req-published-coy/",
                         UN, OFFICERS)],
    *same("plans/<slug:reference>/posts/<str:post>/", f"/plans/{PUBLISHED}/posts/no-such-post/", status=404),
    *form("plans/new/", "/plans/new/", *OFFICERS, *AU),
    *same("plans/<slug:reference>/", f"/plans/{SOLVED}/", *UN),
    *same("plans/<slug:reference>/", f"/plans/{PUBLISHED}/"),
    *deed("plans/<slug:reference>/publish/", f"/plans/{SOLVED}/publish/", *APPROVER, status=302, others=404,
          readers=("secretariat reader", "secretariat officer")),
    *same(FILE, f"/plans/{PUBLISHED}/files/plan.json", *UN, others=403),
    *same(FILE, f"/plans/{PUBLISHED}/files/problem.json", *UN, others=403),
    *same(FILE, f"/plans/{PUBLISHED}/files/plan.xlsx"),
    *same(FILE, f"/plans/{PUBLISHED}/files/gaps.md"),
    *same(FILE, f"/plans/{SOLVED}/files/gaps.md", *UN),
    *same("deployments/", "/deployments/"),
    *form("deployments/new/", "/deployments/new/", *OFFICERS, *AU),
    *same("deployments/<int:number>/", "/deployments/{held}/"),
    *same("deployments/<int:number>/", "/deployments/{agreed}/", *KAZ, *UN, *MISSION),
    *form("deployments/<int:number>/change/", "/deployments/{held}/change/", *OFFICERS),
    *form("deployments/<int:number>/change/", "/deployments/{agreed}/change/", *OFFICERS,
          hidden_from=(*AU, *IND, *OTHERS)),
    *same("deployments/units/", "/deployments/units/"),
    *same("deployments/units/workbook/", "/deployments/units/workbook/"),
    *form("deployments/units/import/", "/deployments/units/import/", *WRITERS),
    *same("deployments/reports/workbook/", "/deployments/reports/workbook/"),
    *same("deployments/reports/template/", "/deployments/reports/template/"),
    *form("deployments/reports/import/", "/deployments/reports/import/", *WRITERS),
    *(but(entry, STRANGERS, 404)
      for entry in same("deployments/units/of-case/<slug:case>/", f"/deployments/units/of-case/{CASE}/", *OFFICERS,
                        status=400, others=403)),
    *form("deployments/units/new/", "/deployments/units/new/", *OFFICERS, *AU),
    *same("deployments/units/<slug:reference>/", f"/deployments/units/{UNIT}/"),
    *[
        entry
        for deed_of_unit in ("strength", "move", "legal-basis")
        for entry in form(f"deployments/units/<slug:reference>/{deed_of_unit}/",
                          f"/deployments/units/{UNIT}/{deed_of_unit}/", *OFFICERS, *KAZ_OFFICER, *MISSION)
    ],
    *form("deployments/units/<slug:reference>/legal-basis/<int:number>/end/",
          f"/deployments/units/{UNIT}/legal-basis/{{basis}}/end/", *OFFICERS, *KAZ_OFFICER, *MISSION),
    *form("deployments/units/<slug:reference>/change/", f"/deployments/units/{UNIT}/change/", *OFFICERS),
    *same("deployments/strength/<str:mission>/", "/deployments/strength/UNIFIL/"),
    *form("deployments/units/<slug:reference>/plan/", f"/deployments/units/{UNIT}/plan/", *OFFICERS, *KAZ_OFFICER),
    *same("deployments/units/<slug:reference>/tours/<slug:rotation>/", f"/deployments/units/{UNIT}/tours/R2/",
          *UN, *KAZ, *MISSION),
    *form("deployments/units/<slug:reference>/tours/<slug:rotation>/change/",
          f"/deployments/units/{UNIT}/tours/R2/change/", *OFFICERS, *KAZ_OFFICER, hidden_from=STRANGERS),
    *form("deployments/units/<slug:reference>/tours/<slug:rotation>/<slug:stage>/",
          f"/deployments/units/{UNIT}/tours/R1/agreed/", *OFFICERS, *KAZ_OFFICER, hidden_from=STRANGERS),
    *same("deployments/rotations/", "/deployments/rotations/"),
    page("GET deployments/rotations/", "/deployments/rotations/?by=state"),
    *form("deployments/arrivals/new/", "/deployments/arrivals/new/", *OFFICERS, *AU),
    *same("deployments/arrivals/", "/deployments/arrivals/"),
    *INDIVIDUALS,
    *same("deployments/drawdown/", "/deployments/drawdown/", *UN, *AU, others=403),
    *form("deployments/drawdown/accept/", "/deployments/drawdown/accept/", *APPROVER, *AU),
    *same("deployments/expected/<str:mission>/", "/deployments/expected/UNIFIL/"),
    page(f"GET {EXPECTED_FILE}", "/deployments/expected/UNIFIL/files/expected-strength.svg"),
    page(f"POST {EXPECTED_FILE}", "/deployments/expected/UNIFIL/files/expected-strength.svg", status=405, others=405),
    page("GET documents/<int:number>/", "/documents/{document}/", *KAZ, *UN),
    page("POST documents/<int:number>/", "/documents/{document}/", status=405),
    *same("generation/", "/generation/"),
    page("GET generation/", "/generation/?all=1"),
    page("GET generation/", "/generation/?lateness=late"),
    *form("generation/cases/new/", "/generation/cases/new/", *OFFICERS, *AU),
    *same("generation/cases/<slug:reference>/", f"/generation/cases/{CASE}/", *UN, *KAZ, *MISSION),
    *same("generation/cases/<slug:reference>/phases/<slug:code>/", f"/generation/cases/{CASE}/phases/training/",
          *UN, *KAZ, *MISSION),
    *form("generation/cases/<slug:reference>/note/", f"/generation/cases/{CASE}/note/",
          *OFFICERS, *KAZ_OFFICER, *MISSION, hidden_from=STRANGERS),
    *form("generation/cases/<slug:reference>/change/", f"/generation/cases/{CASE}/change/",
          *OFFICERS, hidden_from=STRANGERS),
    *form("generation/cases/<slug:reference>/abandon/", f"/generation/cases/{CASE}/abandon/",
          *APPROVER, hidden_from=STRANGERS),
    *form("generation/cases/<slug:reference>/phases/<slug:code>/<slug:step>/",
          f"/generation/cases/{CASE}/phases/training/start/", *OFFICERS, *KAZ_OFFICER, hidden_from=STRANGERS),
    *form("generation/cases/<slug:reference>/phases/<slug:code>/<slug:step>/",
          f"/generation/cases/{CASE}/phases/clearances/finish/", *OFFICERS, *MISSION, hidden_from=STRANGERS),
    *form("generation/cases/<slug:reference>/phases/<slug:code>/<slug:step>/",
          f"/generation/cases/{CASE}/phases/training/leave-out/", *OFFICERS, hidden_from=STRANGERS),
    *form("generation/cases/<slug:reference>/phases/<slug:code>/<slug:step>/",
          f"/generation/cases/{CASE}/phases/training/durations/", *OFFICERS, *KAZ_OFFICER, hidden_from=STRANGERS),
    *form("generation/cases/<slug:reference>/phases/<slug:code>/<slug:step>/",
          f"/generation/cases/{CASE}/phases/authorisation/promise/", *OFFICERS, *KAZ_OFFICER, hidden_from=STRANGERS),
    *same("generation/blocks/", "/generation/blocks/"),
    *form("generation/blocks/new/", "/generation/blocks/new/", *OFFICERS, *AU, *MISSION, "other mission"),
    *form("generation/blocks/<slug:reference>/change/", "/generation/blocks/no-visas/change/",
          *OFFICERS, *AU, *MISSION, "other mission"),
    *same("generation/board/", "/generation/board/"),
    page("GET generation/board/", "/generation/board/?view=table"),
    *same("generation/calendar/", "/generation/calendar/?month=2018-10"),
    page("GET generation/calendar/", "/generation/calendar/?month=2018-10&view=table"),
    page("GET generation/calendar/", "/generation/calendar/?month=none"),
    *same("generation/calendar/address/", "/generation/calendar/address/"),
    *deed("generation/calendar/address/new/", "/generation/calendar/address/new/", status=200, others=404),
    *deed("generation/calendar/address/close/", "/generation/calendar/address/close/", status=404, others=404),
    *public("generation/calendar/<str:key>.ics", "/generation/calendar/no-such-key.ics", 404, ("GET",)),
    *public("generation/calendar/<str:key>.ics", "/generation/calendar/no-such-key.ics", 405, ("POST",)),
    *same("generation/handover/", "/generation/handover/"),
    page("GET generation/handover/", "/generation/handover/?mission=UNIFIL"),
    page("GET generation/handover/", "/generation/handover/?state=KAZ"),
    page("GET generation/handover/", "/generation/handover/?state=XYZ", status=404),
    page("GET generation/handover/file/<slug:form>/", "/generation/handover/file/docx/?state=KAZ"),
    page("GET generation/handover/file/<slug:form>/", "/generation/handover/file/odt/?state=KAZ", status=404),
    page("POST generation/handover/file/<slug:form>/", "/generation/handover/file/pdf/?state=KAZ", status=405),
    *same("visits/", "/visits/"),
    *form("visits/new/", "/visits/new/", *OFFICERS, *AU, *KAZ_OFFICER, *IND),
    *same("visits/findings/", "/visits/findings/"),
    page("GET visits/findings/", "/visits/findings/?all=1"),
    page("GET visits/findings/", "/visits/findings/?overdue=1"),
    *same("visits/findings/<slug:reference>/", "/visits/findings/aav-draft-f1/", *UN),
    *same("visits/findings/<slug:reference>/", "/visits/findings/aav-sent-f1/", *UN, *KAZ),
    *same("visits/findings/<slug:reference>/", "/visits/findings/pdv-approved-f1/", *UN, *KAZ, *MISSION),
    *form("visits/findings/<slug:reference>/<slug:standing>/", "/visits/findings/aav-sent-f1/reported/",
          *KAZ_OFFICER, hidden_from=NOT_THE_MISSION),
    *form("visits/findings/<slug:reference>/<slug:standing>/", "/visits/findings/aav-sent-f1/waived/",
          *APPROVER, hidden_from=NOT_THE_MISSION),
    *same("visits/<slug:reference>/", "/visits/aav-draft/", *UN, *KAZ),
    *same("visits/<slug:reference>/", "/visits/aav-sent/", *UN, *KAZ),
    *same("visits/<slug:reference>/", "/visits/pdv-approved/", *UN, *KAZ, *MISSION),
    *same("visits/<slug:reference>/", "/visits/recce-draft/", *UN, *KAZ, *MISSION),
    *form("visits/<slug:reference>/change/", "/visits/aav-prepared/change/", *OFFICERS, hidden_from=NOT_THE_MISSION),
    *form("visits/<slug:reference>/step/<slug:stage>/", "/visits/aav-draft/step/sent-for-comments/", *OFFICERS,
          hidden_from=NOT_THE_MISSION),
    *form("visits/<slug:reference>/step/<slug:stage>/", "/visits/aav-sent/step/commented/", *KAZ_OFFICER,
          hidden_from=NOT_THE_MISSION),
    *form("visits/<slug:reference>/team/", "/visits/aav-draft/team/", *OFFICERS, hidden_from=NOT_THE_MISSION),
    *form("visits/<slug:reference>/report/", "/visits/aav-draft/report/", *OFFICERS, hidden_from=NOT_THE_MISSION),
    *form("visits/<slug:reference>/outcome/<int:number>/", "/visits/aav-draft/outcome/{subject}/", *OFFICERS,
          hidden_from=NOT_THE_MISSION),
    page("GET visits/<slug:reference>/checklists/<int:number>/", "/visits/aav-draft/checklists/{checklist}/",
         *UN, *KAZ),
    page("GET visits/<slug:reference>/checklists/<int:number>/", "/visits/aav-sent/checklists/{sent_checklist}/",
         *UN, *KAZ),
    form("visits/<slug:reference>/checklists/<int:number>/", "/visits/aav-draft/checklists/{checklist}/", *OFFICERS,
         hidden_from=NOT_THE_MISSION)[1],
    *form("visits/<slug:reference>/new-finding/", "/visits/aav-draft/new-finding/", *OFFICERS,
          hidden_from=NOT_THE_MISSION),
    *same("visits/<slug:reference>/workbook/", "/visits/aav-draft/workbook/", *UN, *KAZ),
    *same("visits/<slug:reference>/workbook/", "/visits/pdv-approved/workbook/", *UN, *KAZ, *MISSION),
    *form("visits/<slug:reference>/import/", "/visits/aav-draft/import/", *OFFICERS, hidden_from=NOT_THE_MISSION),
    *same("notices/", "/notices/"),
    *same("notices/<int:number>/", "/notices/{notice}/", *KAZ),
    *deed("notices/<int:number>/read/", "/notices/{notice}/read/", *KAZ, status=302, others=404),
    *deed("notices/read/", "/notices/read/", status=302, others=302),
    *same("notices/subscriptions/", "/notices/subscriptions/"),
    *form("notices/subscriptions/new/", "/notices/subscriptions/new/"),
    *form("notices/subscriptions/<int:number>/change/", "/notices/subscriptions/{subscription}/change/", *KAZ_OFFICER,
          others=404),
    *deed("notices/subscriptions/<int:number>/remove/", "/notices/subscriptions/{subscription}/remove/", *KAZ_OFFICER,
          status=302, others=404),
    *same("papers/", "/papers/"),
    *same("papers/now/", "/papers/now/", *OFFICERS, *AU, others=403),
    *same("papers/now/files/<str:name>", "/papers/now/files/paper.xlsx", *OFFICERS, *AU, others=403),
    *deed("papers/draft/", "/papers/draft/", *OFFICERS, *AU, status=302, others=403),
    *same("papers/<slug:reference>/", "/papers/un-2018-q3/"),
    *same("papers/<slug:reference>/", "/papers/un-2018-q4/", *UN),
    *deed("papers/<slug:reference>/issue/", "/papers/un-2018-q4/issue/", *APPROVER, status=302, others=404,
          readers=("secretariat reader", "secretariat officer")),
    *same("papers/<slug:reference>/files/<str:name>", "/papers/un-2018-q3/files/paper.pdf"),
    *same("papers/<slug:reference>/files/<str:name>", "/papers/un-2018-q4/files/paper.xlsx", *UN),
    *public("reference/", "/reference/"),
    *public("reference/<slug:name>/", "/reference/parameters/"),
    *public("reference/<slug:name>/<str:key>/", "/reference/states/KAZ/"),
    *public("reference/map/world-topo.json", "/reference/map/world-topo.json"),
)  # fmt: skip

ACCOUNTS: tuple[Entry, ...] = (
    *account("login/", "login/", (200, 200), (302, 302)),
    *account("logout/", "logout/", (302, 302), (200, 302)),
    *account("signup/", "signup/", (200, 200), (302, 302)),
    *account("inactive/", "inactive/", (200, 405), (200, 405)),
    *account("email/", "email/", (302, 302), (200, 302)),
    *account("confirm-email/", "confirm-email/", (200, 405), (200, 405)),
    *account("^confirm-email/(?P<key>[-:\\w]+)/$", "confirm-email/a-key/", (200, 404), (200, 404)),
    *account("login/code/confirm/", "login/code/confirm/", (302, 302), (302, 302)),
    *account("password/change/", "password/change/", (302, 302), (200, 200)),
    *account("password/set/", "password/set/", (302, 302), (302, 302)),
    *account("password/reset/", "password/reset/", (200, 200), (200, 200)),
    *account("password/reset/done/", "password/reset/done/", (200, 405), (200, 405)),
    *account("^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$", "password/reset/key/1-a-key/", (200, 200),
             (200, 200)),
    *account("password/reset/key/done/", "password/reset/key/done/", (200, 405), (200, 405)),
    *account("reauthenticate/", "reauthenticate/", (302, 302), (200, 200)),
    *account("2fa/", "2fa/", (302, 302), (200, 405)),
    *account("2fa/authenticate/", "2fa/authenticate/", (302, 302), (302, 302)),
    *account("2fa/reauthenticate/", "2fa/reauthenticate/", (302, 302), (302, 302)),
    *account("2fa/totp/activate/", "2fa/totp/activate/", (302, 302), (302, 302)),
    *account("2fa/totp/deactivate/", "2fa/totp/deactivate/", (302, 302), (404, 404)),
    *account("2fa/recovery-codes/", "2fa/recovery-codes/", (302, 302), (404, 405)),
    *account("2fa/recovery-codes/generate/", "2fa/recovery-codes/generate/", (302, 302), (302, 302)),
    *account("2fa/recovery-codes/download/", "2fa/recovery-codes/download/", (302, 302), (404, 404)),
)  # fmt: skip

API: tuple[Entry, ...] = (
    Entry("GET api/v1/", "/api/v1/", dict.fromkeys(KINDS, 404)),
    *public("api/v1/docs", "/api/v1/docs", methods=("GET",)),
    *public("api/v1/openapi.json", "/api/v1/openapi.json", methods=("GET",)),
    *public("api/v1/reference", "/api/v1/reference", methods=("GET",)),
    *public("api/v1/reference/<name>", "/api/v1/reference/levels", methods=("GET",)),
    *public("api/v1/reference/<name>/<key>", "/api/v1/reference/levels/L2", methods=("GET",)),
    operation("GET me", "me"),
    operation("GET organisations", "organisations"),
    operation("GET board", "board"),
    operation("GET board", "board?mission=UNIFIL&is_drill=false"),
    operation("GET calendar", "calendar?start=2018-09-01&days=300"),
    operation("POST calendar/address", "calendar/address", status=201),
    operation("DELETE calendar/address", "calendar/address", status=404),
    operation("GET handover", "handover?mission=UNIFIL"),
    operation("GET handover", "handover?state=KAZ"),
    operation("GET tokens", "tokens"),
    operation("POST tokens", "tokens", status=201, body={"label": "a program"}),
    operation("DELETE tokens/<token_id>", "tokens/{token}", *KAZ_OFFICER, status=204),
    operation("GET people", "people"),
    operation("GET people/<number>", "people/{kept_person}", *KAZ),
    operation("GET people/<number>", "people/{handed_person}", *KAZ, *UN),
    operation("POST people", "people", *WRITERS, status=201, others=403, body=PERSON),
    operation("PUT people/<number>", "people/{handed_person}", *KAZ_OFFICER, readers=("owning State's reader",),
              body=PERSON | {"version": 1}),
    operation("POST people/<number>/shares", "people/{kept_person}/shares", *KAZ_OFFICER, status=201,
              readers=("owning State's reader",),
              body={"organisation": "UN", "purpose": "focal-point", "until": TOMORROW}),
    operation("POST people/<number>/erasure", "people/{kept_person}/erasure", *KAZ_OFFICER,
              readers=("owning State's reader",), body={"reason": "asked for"}),
    operation("GET people/<number>/export", "people/{kept_person}/export", *KAZ_OFFICER,
              readers=("owning State's reader",)),
    operation("GET missions", "missions"),
    operation("GET missions/<acronym>", "missions/UNIFIL"),
    operation("GET missions/<acronym>/force-requirement", "missions/UNIFIL/force-requirement"),
    operation("GET statements", "statements"),
    operation("GET statements/workbook", "statements/workbook"),
    operation("POST statements/workbook", "statements/workbook", status=422),
    operation("GET statements/<reference>", "statements/st-generic"),
    operation("GET statements/<reference>", "statements/st-draft", *UN),
    operation("POST statements", "statements", *OFFICERS, status=201, others=403,
              body=STATEMENT | {"reference": "st-new", "mission": "UNIFIL"}),
    operation("PUT statements/<reference>", "statements/st-draft", *OFFICERS, readers=("secretariat reader",),
              body=STATEMENT | {"version": 1}),
    operation("POST statements/<reference>/made", "statements/st-generic/made", *OFFICERS, status=201, others=403,
              body={"reference": "st-made", "mission": "UNIFIL"}),
    operation("POST statements/<reference>/approval", "statements/st-draft/approval", *APPROVER,
              readers=("secretariat reader", "secretariat officer"), body={"version": 1}),
    operation("POST statements/<reference>/withdrawal", "statements/st-draft/withdrawal", *APPROVER,
              readers=("secretariat reader", "secretariat officer"), body={"reason": "no longer needed"}),
    operation("PUT statements/<reference>/posts", "statements/st-generic/posts", *OFFICERS, others=403,
              body={"posts": ["req-published-coy"]}),
    operation("GET requirements", "requirements"),
    operation("GET requirements", "requirements?stage=draft"),
    operation("GET requirements/<reference>", "requirements/req-published"),
    operation("GET requirements/<reference>", "requirements/req-draft", *UN),
    operation("GET requirements/<reference>", "requirements/req-of-au-draft", *AU),
    operation("POST requirements", "requirements", *OFFICERS, status=201, others=403,
              body=REQUIREMENT | {"reference": "req-new"}),
    operation("PUT requirements/<reference>", "requirements/req-draft", *OFFICERS, others=403,
              body=CHANGED_REQUIREMENT),
    operation("POST requirements/<reference>/stage", "requirements/req-draft/stage", *OFFICERS,
              readers=("secretariat reader",), body={"stage": "published"}),
    operation("GET posts/<post>/fits", "posts/req-published-coy/fits"),
    operation("GET statements/<statement>/fits/<pledge>", "statements/unifil-coy/fits/kaz-submitted", *KAZ, *UN),
    operation("GET statements/<statement>/fits/<pledge>/deviations",
              "statements/unifil-coy/fits/kaz-submitted/deviations", *KAZ, *UN),
    operation("POST statements/<statement>/fits/<pledge>/deviations",
              "statements/unifil-coy/fits/kaz-submitted/deviations", *OFFICERS, *KAZ_OFFICER, status=201,
              readers=("secretariat reader", "owning State's reader"),
              body={"kind": "capability", "line": "ford river", "words": "A bridge is laid"}),
    operation("POST deviations/<number>/decide", "deviations/{deviation}/decide", *OFFICERS, *KAZ_OFFICER,
              status=400, readers=("secretariat reader", "owning State's reader"), body={"agree": False}),
    but(operation("POST deviations/<number>/withdraw", "deviations/{deviation}/withdraw", *OFFICERS, status=400,
                  readers=("secretariat reader", "owning State's reader"), body={}), KAZ_OFFICER, 200),
    operation("GET pledges", "pledges"),
    operation("GET pledges/workbook", "pledges/workbook"),
    operation("POST pledges/workbook", "pledges/workbook", status=422, body={"registered_with": "no file"}),
    operation("GET pledges", "pledges?state=KAZ"),
    operation("GET pledges/<reference>", "pledges/kaz-draft", *KAZ),
    operation("GET pledges/<reference>", "pledges/kaz-submitted", *KAZ, *UN),
    operation("GET pledges/<reference>", "pledges/ind-battalion", *IND, *UN),
    operation("POST pledges", "pledges", *KAZ_OFFICER, status=201, others=403,
              body=PLEDGE | {"reference": "kaz-new", "registered_with": "UN"}),
    operation("PUT pledges/<reference>", "pledges/kaz-submitted", *KAZ_OFFICER, others=403,
              body=PLEDGE | {"version": 1}),
    operation("POST pledges/<reference>/submit", "pledges/kaz-draft/submit", *KAZ_OFFICER,
              readers=("owning State's reader",)),
    operation("GET obligations", "obligations"),
    operation("GET pledges/<reference>/health", "pledges/kaz-submitted/health", *KAZ, *UN),
    operation("POST pledges/<reference>/confirmations", "pledges/kaz-submitted/confirmations", *KAZ_OFFICER, status=201,
              readers=("owning State's reader", *UN), body={"note_verbale": "NV 1"}),
    operation("POST confirmations", "confirmations", *KAZ_OFFICER, status=201, others=400,
              readers=("owning State's reader", *UN), body={"pledges": ["kaz-submitted"]}),
    operation("POST pledges/<reference>/levels", "pledges/kaz-submitted/levels", *OFFICERS, status=201,
              readers=("secretariat reader", *KAZ), body=LEVEL),
    operation("GET pledges/<reference>/versions", "pledges/kaz-draft/versions", *KAZ),
    operation("GET pledges/<reference>/versions", "pledges/kaz-submitted/versions", *KAZ, *UN),
    operation("GET pledges/<reference>/versions/<number>", "pledges/kaz-submitted/versions/1", *KAZ, *UN),
    operation("GET pledges/<reference>/attachments", "pledges/kaz-submitted/attachments", *KAZ, *UN),
    operation("POST pledges/<reference>/attachments", "pledges/kaz-submitted/attachments", status=422,
              body={"kind": "OTHER"}),
    operation("DELETE pledges/<reference>/attachments/<number>", "pledges/kaz-submitted/attachments/{attachment}",
              *KAZ_OFFICER, readers=("owning State's reader", *UN)),
    operation("GET pledges/<reference>/focal-points", "pledges/kaz-submitted/focal-points", *KAZ, *UN),
    operation("POST pledges/<reference>/focal-points", "pledges/kaz-submitted/focal-points", *KAZ_OFFICER,
              status=404, readers=("owning State's reader", *UN), body=FOCAL_POINT),
    operation("DELETE pledges/<reference>/focal-points/<person>", "pledges/kaz-submitted/focal-points/{focal_point}",
              *KAZ_OFFICER, status=204, readers=("owning State's reader", *UN)),
    operation("POST pledges/<reference>/acknowledge", "pledges/kaz-submitted/acknowledge", *OFFICERS,
              readers=("secretariat reader", *KAZ)),
    operation("GET pledges/<reference>/path", "pledges/kaz-submitted/path", *KAZ, *UN),
    operation("GET pledges/<reference>/evidence", "pledges/kaz-submitted/evidence", *KAZ, *UN),
    operation("POST pledges/<reference>/evidence", "pledges/kaz-submitted/evidence", *KAZ_OFFICER, status=400,
              readers=("owning State's reader", *UN), body=PAPER),
    operation("POST pledges/<reference>/evidence/<level>/<kind>/report",
              "pledges/kaz-submitted/evidence/L2/assessment-report/report", *OFFICERS, status=400,
              readers=("secretariat reader", *KAZ)),
    operation("POST evidence/<number>/review", "evidence/{evidence}/review", *OFFICERS,
              readers=("secretariat reader", *KAZ), body={"verdict": "approved"}),
    operation("POST pledges/<reference>/cap", "pledges/kaz-submitted/cap", *OFFICERS, *KAZ_OFFICER, status=201,
              readers=("secretariat reader", "owning State's reader"), body={"level": "L3", "reason": "Law"}),
    operation("POST pledges/<reference>/cap/lift", "pledges/kaz-submitted/cap/lift", *OFFICERS, *KAZ_OFFICER,
              readers=("secretariat reader", "owning State's reader"), body={"reason": "New law"}),
    operation("GET pledges/<reference>/pool", "pledges/kaz-submitted/pool", *KAZ, *UN),
    operation("POST pledges/<reference>/pool", "pledges/kaz-submitted/pool", *OFFICERS, status=201,
              readers=("secretariat reader", *KAZ), body={"pool_standing": "deployed", "held_from": "2019-01-01"}),
    operation("GET pledges/<reference>/changes", "pledges/kaz-submitted/changes", *KAZ, *UN),
    operation("POST pledges/<reference>/changes", "pledges/kaz-submitted/changes", *KAZ_OFFICER, status=400,
              readers=("owning State's reader", *UN), body=PLEDGE | CHANGE),
    operation("POST changes/<number>/decide", "changes/{asked}/decide", *OFFICERS,
              readers=("secretariat reader", *KAZ), body={"accept": True}),
    operation("POST changes/<number>/take-back", "changes/{asked}/take-back", *KAZ_OFFICER,
              readers=("owning State's reader", *UN)),
    operation("GET visits", "visits"),
    operation("GET visits", "visits?stage=draft-report"),
    operation("GET visits/<reference>", "visits/aav-draft", *UN, *KAZ),
    operation("GET visits/<reference>", "visits/aav-sent", *UN, *KAZ),
    operation("GET visits/<reference>", "visits/pdv-approved", *UN, *KAZ, *MISSION),
    operation("GET visits/<reference>", "visits/recce-draft", *UN, *KAZ, *MISSION),
    operation("POST visits", "visits", *OFFICERS, *KAZ_OFFICER, status=201, others=403,
              body=VISIT | {"reference": "aav-new", "registered_with": "UN", "requested_on": "2018-09-01"}),
    operation("PUT visits/<reference>", "visits/aav-prepared", *OFFICERS, readers=("secretariat reader", *KAZ),
              body=VISIT | {"version": 4}),
    operation("POST visits/<reference>/steps", "visits/aav-sent/steps", *KAZ_OFFICER, status=201,
              readers=(*UN, "owning State's reader"),
              body={"stage": "commented", "held_from": "2018-06-10", "comments": "Comments on aav-sent"}),
    operation("PUT visits/<reference>/team", "visits/aav-prepared/team", *OFFICERS,
              readers=("secretariat reader", *KAZ),
              body={"held_from": "2018-06-01", "members": [{"function": "lead", "is_lead": True}]}),
    operation("PUT visits/<reference>/report", "visits/aav-draft/report", *OFFICERS,
              readers=("secretariat reader", *KAZ), body={"summary": "Another report on it"}),
    operation("POST visits/<reference>/outcomes", "visits/aav-draft/outcomes", status=422, others=422),
    operation("PUT visits/<reference>/checklists/<number>", "visits/aav-draft/checklists/{checklist}", *OFFICERS,
              readers=("secretariat reader", *KAZ), body={"answers": [{"line": "C01", "answer": "met"}]}),
    operation("POST visits/<reference>/findings", "visits/aav-draft/findings", *OFFICERS, status=201,
              readers=("secretariat reader", *KAZ),
              body={"text": "A new finding", "severity": "minor", "owner": "KAZ", "raised_on": "2018-05-14"}),
    operation("GET findings", "findings"),
    operation("GET findings", "findings?overdue=true"),
    operation("GET findings/<reference>", "findings/aav-draft-f1", *UN),
    operation("GET findings/<reference>", "findings/aav-sent-f1", *UN, *KAZ),
    operation("POST findings/<reference>/steps", "findings/aav-sent-f1/steps", *KAZ_OFFICER, status=201,
              readers=(*UN, "owning State's reader"),
              body={"standing": "reported", "held_from": "2018-07-01", "note": "Bought"}),
    operation("GET pledges/<reference>/caveats", "pledges/kaz-submitted/caveats", *KAZ, *UN),
    operation("POST pledges/<reference>/caveats", "pledges/kaz-submitted/caveats", *OFFICERS, status=201,
              readers=("secretariat reader", *KAZ), body=DISCOVERED),
    operation("POST pledges/<reference>/caveats/<number>/satisfy", "pledges/kaz-submitted/caveats/{caveat}/satisfy",
              *KAZ_OFFICER, readers=("owning State's reader", *UN), body=SATISFIED),
    operation("POST pledges/<reference>/caveats/<number>/drop", "pledges/kaz-submitted/caveats/{caveat}/drop",
              *OFFICERS, status=400, readers=("secretariat reader", *KAZ), body={"reason": "A reason"}),
    operation("GET pledges/<reference>/partners", "pledges/kaz-submitted/partners", *KAZ, *UN),
    operation("POST pledges/<reference>/partners/agree", "pledges/kaz-submitted/partners/agree", *KAZ, *UN, status=403,
              body={"held_from": "2018-10-01"}),
    operation("POST pledges/<reference>/partners/withdraw", "pledges/kaz-submitted/partners/withdraw", *KAZ, *UN,
              status=403, body={"held_from": "2018-10-01"}),
    operation("GET announcements", "announcements"),
    operation("GET announcements/<reference>", "announcements/kaz-announcement"),
    operation("GET announcement-conversion", "announcement-conversion"),
    operation("POST announcements", "announcements", *OFFICERS, *KAZ_OFFICER, status=201, others=403,
              body=ANNOUNCEMENT),
    operation("POST announcements/<reference>/pledges", "announcements/kaz-announcement/pledges", *OFFICERS,
              *KAZ_OFFICER, others=403, body={"pledge": "kaz-submitted"}),
    operation("POST announcements/<reference>/take-back", "announcements/kaz-announcement/take-back", *OFFICERS,
              *KAZ_OFFICER, others=403, body={"ended_on": "2018-10-01", "reason": "A reason"}),
    operation("POST calls", "calls", status=422, body={}),
    operation("POST calls", "calls", status=404, body={
        "reference": "new-drill", "pledge": "a-pledge", "post": "req-published-coy", "called_on": "2018-09-01",
        "is_drill": True}),
    operation("POST calls/package", "calls/package", *UN, status=400, readers=(*KAZ, *IND), body={
        "package": "un-package", "mission": "UNIFIL", "reference": "vanguard", "called_on": "2018-09-01",
        "is_drill": True}),
    operation("GET cases/<case>/play-book", "cases/call-kaz/play-book", *CASE_SIDES),
    operation("POST cases/<case>/play-book/<step>", "cases/call-kaz/play-book/authorise", *OFFICERS, *KAZ_OFFICER,
              readers=("secretariat reader", "owning State's reader", *MISSION), body=A_TICK),
    operation("POST cases/<case>/play-book/<step>/take-back", "cases/call-kaz/play-book/send-call/take-back",
              *OFFICERS, readers=("secretariat reader", *KAZ, *MISSION), body={"reason": "It was not sent"}),
    operation("POST cases/<case>/answer", "cases/drill-kaz/answer", *OFFICERS, *KAZ_OFFICER,
              readers=("secretariat reader", "owning State's reader", *MISSION),
              body={"answer": "accepted", "said_on": "2018-02-01"}),
    operation("POST cases/<case>/drill/clock", "cases/drill-kaz/drill/clock", *OFFICERS,
              readers=("secretariat reader", *KAZ, *MISSION), body={"day": 10}),
    operation("POST cases/<case>/drill/events", "cases/drill-kaz/drill/events", *OFFICERS,
              readers=("secretariat reader", *KAZ, *MISSION), body={"words": "The port is closed"}),
    operation("GET cases/<case>/breach", "cases/call-kaz/breach", *CASE_SIDES),
    operation("POST cases/<case>/breach/<consequence>", "cases/call-kaz/breach/level", *APPROVER,
              readers=("secretariat reader", "secretariat officer", *KAZ, *MISSION),
              body={"decision": "followed", "reason": "A refusal"}),
    operation("GET bridges", "bridges"),
    operation("GET cases/<case>/bridging", "cases/call-kaz/bridging", *CASE_SIDES),
    operation("POST cases/<case>/bridges", "cases/case-kaz/bridges", *OFFICERS, status=201,
              readers=("secretariat reader", *KAZ, *MISSION), body={
                  "reference": "new-bridge", "pledge": "ind-submitted", "held_from": "2018-11-01",
                  "held_until": "2019-01-01"}),
    operation("POST bridges/<reference>/step", "bridges/bridge-ind/step", *OFFICERS, *IND,
              readers=("secretariat reader", *MISSION), body={"stage": "agreed", "version": 1}),
    operation("GET cases/<case>/instruments", "cases/case-kaz/instruments", *SIDES, *MISSION),
    operation("POST cases/<case>/instruments", "cases/case-kaz/instruments", *OFFICERS, status=201,
              readers=("secretariat reader", *KAZ, *MISSION),
              body={"kind": "letter-of-assist", "title": "A letter of assist"}),
    operation("GET instruments/<reference>", "instruments/case-kaz-mou", *SIDES),
    operation("PUT instruments/<reference>/lines", "instruments/case-kaz-mou/lines", *OFFICERS,
              readers=("secretariat reader", *KAZ), body={"version": 1, "lines": [{"annex": "B", "item": "A truck"}]}),
    operation("POST instruments/<reference>/step", "instruments/case-kaz-mou/step", *OFFICERS,
              readers=("secretariat reader", *KAZ),
              body={"version": 1, "stage": "agreed", "held_from": "2018-06-01"}),
    operation("GET packages", "packages"),
    operation("GET packages/<reference>", "packages/un-package", *UN, *KAZ, *IND),
    operation("POST packages", "packages", *OFFICERS, *AU, status=201, others=403,
              body=PACKAGE | {"reference": "new-package"}),
    operation("PUT packages/<reference>", "packages/un-package", *OFFICERS, others=403, body=PACKAGE | {"version": 1}),
    operation("GET units", "units"),
    operation("GET units/<code>", "units/kaz-unit", *KAZ),
    operation("POST units", "units", *KAZ_OFFICER, *IND, status=201, others=403,
              body={"code": "a-new-unit", "name": "A new name"}),
    operation("PUT units/<code>", "units/kaz-unit", *KAZ_OFFICER, readers=("owning State's reader",),
              body={"name": "A new name"}),
    operation("POST units/<code>/profiles", "units/kaz-unit/profiles", *KAZ_OFFICER, status=201,
              readers=("owning State's reader",), body={"languages": "en"}),
    operation("POST units/<code>/certifications", "units/kaz-unit/certifications", *KAZ_OFFICER, status=201,
              readers=("owning State's reader",), body=CERTIFICATION),
    operation("POST units/<code>/services", "units/kaz-unit/services", *KAZ_OFFICER, status=201,
              readers=("owning State's reader",), body=SERVICE),
    operation("GET interoperability", "interoperability?first=kaz-unit&second=kaz-unit", *KAZ),
    operation("GET documents", "documents"),
    operation("POST documents", "documents", status=422, body={"title": "no file"}),
    operation("GET documents/<number>", "documents/{document}", *KAZ, *UN),
    operation("GET documents/<number>/content", "documents/{document}/content", *KAZ, *UN),
    operation("GET notices", "notices"),
    operation("GET notices", "notices?followed=true&unread=true"),
    operation("GET notices/<number>", "notices/{notice}", *KAZ),
    operation("POST notices/<number>/read", "notices/{notice}/read", *KAZ),
    operation("POST notices/read", "notices/read"),
    operation("GET subscriptions", "subscriptions"),
    operation("POST subscriptions", "subscriptions", status=201, body={"name": "A new subscription"}),
    operation("GET subscriptions/<number>", "subscriptions/{subscription}", *KAZ_OFFICER),
    operation("PUT subscriptions/<number>", "subscriptions/{subscription}", *KAZ_OFFICER, body={"name": "A new name"}),
    operation("DELETE subscriptions/<number>", "subscriptions/{subscription}", *KAZ_OFFICER, status=204),
    operation("GET stays", "stays"),
    operation("GET arrivals", "arrivals"),
    operation("GET papers", "papers"),
    operation("GET papers/<reference>", "papers/un-2018-q3"),
    operation("GET papers/<reference>", "papers/un-2018-q4", *UN),
    operation("GET plans", "plans"),
    operation("POST plans", "plans", *OFFICERS, *AU, status=202, others=403, body={"planned_on": "2018-10-01"}),
    operation("GET plans/<reference>", f"plans/{SOLVED}", *UN),
    operation("GET plans/<reference>", f"plans/{PUBLISHED}"),
    operation("GET plans/<reference>/stays", f"plans/{SOLVED}/stays", *UN),
    operation("GET plans/<reference>/stays", f"plans/{PUBLISHED}/stays"),
    operation("GET plans/<reference>/gaps", f"plans/{SOLVED}/gaps", *UN),
    operation("GET plans/<reference>/gaps", f"plans/{PUBLISHED}/gaps"),
    *[operation("GET plans/<reference>/prices", f"plans/{plan}/prices", *UN) for plan in (SOLVED, PUBLISHED)],
    *[operation("GET plans/<reference>/posts/<post>/alternatives",
                f"plans/{plan}/posts/req-published-coy/alternatives", *UN) for plan in (SOLVED, PUBLISHED)],
    *[operation("GET plans/<reference>/work-list", f"plans/{plan}/work-list", *UN) for plan in (SOLVED, PUBLISHED)],
    operation("POST plans/<reference>/work-list", f"plans/{SOLVED}/work-list", *OFFICERS, status=202,
              readers=("secretariat reader",)),
    *[operation("GET plans/<reference>/posts/<post>/replannings",
                f"plans/{plan}/posts/req-published-coy/replannings", *UN) for plan in (SOLVED, PUBLISHED)],
    operation("POST plans/<reference>/posts/<post>/replannings", f"plans/{SOLVED}/posts/req-published-coy/replannings",
              *OFFICERS, status=202, readers=("secretariat reader",), body={"gap_from": "2018-10-01"}),
    operation("GET plans/<reference>/plan.json", f"plans/{PUBLISHED}/plan.json", *UN, others=403),
    operation("GET plans/<reference>/problem.json", f"plans/{PUBLISHED}/problem.json", *UN, others=403),
    operation("POST plans/<reference>/publish", f"plans/{SOLVED}/publish", *APPROVER,
              readers=("secretariat reader", "secretariat officer")),
)  # fmt: skip

A_REQUEST = {"title": "A new title", "posts": ["req-published-coy"], "reply_by": TOMORROW, "states": ["KAZ"]}
AN_OFFER = {
    "request": "ask-kaz", "post": "req-published-coy", "state": "KAZ", "pledges": ["kaz-agreed"],
    "late_reason": "The cabinet met late",
}  # fmt: skip
A_CHOICE = {"request": "done", "post": "req-published-coy", "offer": "done-kaz-1"}
A_NEW_CASE = {"reference": "case-new", "state": "KAZ", "post": "req-published-coy", "requested_on": "2018-09-01"}
A_BLOCK = {
    "reference": "no-ships", "mission": "UNIFIL", "phases": ["movement"], "held_from": "2018-10-01", "why": "No ships",
}  # fmt: skip
WHY = {"version": 1, "reason": "A reason"}
UN_READER, KAZ_READER = ("secretariat reader",), ("owning State's reader",)
ONE_CASE, ONE_PHASE = "cases/case-kaz-agreed", "cases/case-kaz-agreed/phases/request"
ONE_CHOICE = "selections/done-for-req-published-coy"
NOT_OFFICERS = (*UN_READER, *KAZ, *MISSION)
DESK_OPERATIONS: tuple[Entry, ...] = (
    operation("GET requests", "requests?stage=issued&mission=UNIFIL"),
    but(operation("POST requests", "requests", *OFFICERS, status=201, others=403,
                  body=A_REQUEST | {"reference": "ask-new"}), AU, 400),
    operation("GET requests/<reference>", "requests/ask-kaz", *UN, *KAZ),
    operation("GET requests/<reference>", "requests/ask-draft", *UN),
    operation("GET requests/<reference>", "requests/done", *UN, *KAZ, *IND),
    operation("PUT requests/<reference>", "requests/ask-draft", *OFFICERS, readers=UN_READER,
              body=A_REQUEST | {"version": 1}),
    operation("POST requests/<reference>/issue", "requests/ask-draft/issue", *OFFICERS, status=400, readers=UN_READER,
              body={"version": 1}),
    operation("POST requests/<reference>/close", "requests/ask-kaz/close", *OFFICERS, readers=(*UN_READER, *KAZ),
              body={"version": 2}),
    operation("POST requests/<reference>/cancel", "requests/ask-kaz/cancel", *OFFICERS, readers=(*UN_READER, *KAZ),
              body=WHY | {"version": 2}),
    operation("POST requests/<reference>/reopen", "requests/done/reopen", *OFFICERS, status=400,
              readers=(*UN_READER, *KAZ, *IND), body=WHY | {"version": 3, "reply_by": TOMORROW}),
    operation("PUT requests/<reference>/weights", "requests/ask-draft/weights", *OFFICERS, readers=UN_READER,
              body=WHY | {"weights": [{"criterion": "fit", "points": 40}]}),
    operation("POST requests/<reference>/decline", "requests/ask-kaz/decline", *OFFICERS, *KAZ_OFFICER, status=400,
              readers=(*UN_READER, *KAZ_READER), body={"state": "KAZ", "reason": "A reason"}),
    operation("GET requests/<reference>/posts/<post>/comparison", "requests/done/posts/req-published-coy/comparison",
              *UN),
    operation("GET offers", "offers?stage=made"),
    operation("GET offers/<reference>", "offers/ask-kaz-kaz-1", *UN, *KAZ),
    operation("GET offers/<reference>", "offers/done-ind-1", *UN, *IND),
    operation("POST offers", "offers", *OFFICERS, *KAZ_OFFICER, status=201, readers=(*UN_READER, *KAZ_READER),
              body=AN_OFFER),
    operation("POST offers/<reference>/withdraw", "offers/ask-kaz-kaz-1/withdraw", *OFFICERS, *KAZ_OFFICER,
              readers=(*UN_READER, *KAZ_READER), body=WHY),
    operation("POST offers/<reference>/admit", "offers/ask-kaz-kaz-1/admit", *OFFICERS, status=400,
              readers=(*UN_READER, *KAZ), body=WHY),
    operation("GET selections", "selections?mission=UNIFIL"),
    operation("GET selections/<reference>", ONE_CHOICE, *UN),
    operation("GET selections/<reference>/record", f"{ONE_CHOICE}/record", *UN),
    operation("POST selections", "selections", *OFFICERS, status=400, readers=(*UN_READER, *KAZ, *IND), body=A_CHOICE),
    operation("PUT selections/<reference>", ONE_CHOICE, *OFFICERS, status=400, readers=UN_READER,
              body={"version": 2, "offer": "done-kaz-1"}),
    operation("POST selections/<reference>/propose", f"{ONE_CHOICE}/propose", *OFFICERS, status=400, readers=UN_READER,
              body={"version": 2}),
    operation("POST selections/<reference>/approve", f"{ONE_CHOICE}/approve", *APPROVER, status=400,
              readers=(*UN_READER, "secretariat officer"), body={"version": 2}),
    operation("POST selections/<reference>/send-back", f"{ONE_CHOICE}/send-back", *APPROVER,
              readers=(*UN_READER, "secretariat officer"), body=WHY | {"version": 2}),
    operation("POST selections/<reference>/revoke", f"{ONE_CHOICE}/revoke", *OFFICERS, readers=UN_READER,
              body=WHY | {"version": 2}),
    operation("PUT selections/<reference>/feedback/<offer>", f"{ONE_CHOICE}/feedback/done-ind-1", *OFFICERS,
              readers=UN_READER, body={"version": 2, "reasons": "Another was chosen"}),
    operation("POST selections/<reference>/feedback", f"{ONE_CHOICE}/feedback", *OFFICERS, status=400,
              readers=UN_READER, body={"version": 2}),
    operation("GET cases", "cases?stage=open&lateness=late&is_drill=false"),
    operation("GET cases", "cases?as_of=2018-10-01&stage=open"),
    but(operation("POST cases", "cases", *OFFICERS, status=201, others=403, body=A_NEW_CASE), AU, 400),
    operation("GET cases/<case>", ONE_CASE, *CASE_SIDES),
    operation("PUT cases/<case>", ONE_CASE, *OFFICERS, readers=NOT_OFFICERS,
              body={"version": 1, "title": "A company", "desk_officer": "The new desk", "strength": 120,
                    "wanted_on": "2019-06-01", "reason": "It is wanted later"}),
    operation("POST cases/<case>/abandon", f"{ONE_CASE}/abandon", *APPROVER,
              readers=(*NOT_OFFICERS, "secretariat officer"), body=WHY),
    operation("GET cases/<case>/notes", f"{ONE_CASE}/notes", *CASE_SIDES),
    operation("POST cases/<case>/notes", f"{ONE_CASE}/notes", *OFFICERS, *KAZ_OFFICER, *MISSION, status=201,
              readers=(*UN_READER, *KAZ_READER), body={"words": "A new entry"}),
    operation("POST cases/<case>/phases/<phase>/start", f"{ONE_PHASE}/start", *OFFICERS, readers=NOT_OFFICERS,
              body={"version": 1, "started_on": "2018-09-02"}),
    operation("POST cases/<case>/phases/<phase>/finish", f"{ONE_PHASE}/finish", *OFFICERS, readers=NOT_OFFICERS,
              body={"version": 1, "done_on": "2018-09-02"}),
    operation("POST cases/<case>/phases/<phase>/leave-out", f"{ONE_PHASE}/leave-out", *OFFICERS, readers=NOT_OFFICERS,
              body=WHY),
    operation("POST cases/<case>/phases/<phase>/promise", f"{ONE_PHASE}/promise", *OFFICERS, readers=NOT_OFFICERS,
              body={"version": 1, "promised_for": TOMORROW}),
    operation("PUT cases/<case>/phases/<phase>/durations", f"{ONE_PHASE}/durations", *OFFICERS, readers=NOT_OFFICERS,
              body=WHY | {"least_days": 1, "likely_days": 2, "most_days": 3}),
    operation("GET blocks", "blocks?mission=UNIFIL"),
    operation("POST blocks", "blocks", *OFFICERS, *MISSION, status=201, others=403, body=A_BLOCK),
    operation("POST blocks/<reference>/end", "blocks/no-visas/end", *OFFICERS, *MISSION, status=400, others=403,
              body={"number": 2**40, "until": "2018-12-01"}),
)  # fmt: skip

UNIT_OPERATIONS: tuple[Entry, ...] = (
    operation("GET deployed-units", "deployed-units"),
    operation("POST deployed-units", "deployed-units", *OFFICERS, status=201, others=403,
              body={"reference": "unit-new", "title": "A new unit", "state": "KAZ", "post": "req-published-coy",
                    "strength": 10, "present_from": "2018-09-30"}),
    operation("GET deployed-units/<reference>", f"deployed-units/{UNIT}"),
    operation("POST deployed-units/<reference>/change", f"deployed-units/{UNIT}/change", *OFFICERS, others=403,
              body={"version": 1, "strength": 130, "reason": "Agreed anew"}),
    operation("POST deployed-units/<reference>/end", f"deployed-units/{UNIT}/end", *OFFICERS, others=403,
              body={"version": 1, "until": "2098-01-01", "reason": "It goes home"}),
    operation("GET strength-reports", "strength-reports"),
    operation("POST strength-reports", "strength-reports", *OFFICERS, *KAZ_OFFICER, *MISSION, status=201, others=403,
              body={"reports": [{"unit": UNIT, "on": "2018-10-02", "men": 1, "women": 1}]}),
    operation("GET deployed-units/<reference>/places", f"deployed-units/{UNIT}/places"),
    operation("POST deployed-units/<reference>/places", f"deployed-units/{UNIT}/places", *OFFICERS, *KAZ_OFFICER,
              *MISSION, status=201, others=403, body={"place": "A new place", "held_from": "2020-01-01"}),
    operation("GET deployed-units/<reference>/legal-bases", f"deployed-units/{UNIT}/legal-bases"),
    operation("POST deployed-units/<reference>/legal-bases", f"deployed-units/{UNIT}/legal-bases", *OFFICERS,
              *KAZ_OFFICER, *MISSION, status=201, others=403,
              body={"kind": "memorandum", "title": "A new title", "valid_from": "2018-10-01"}),
    operation("POST deployed-units/<reference>/legal-bases/<number>/end",
              f"deployed-units/{UNIT}/legal-bases/{{basis}}/end", *OFFICERS, *KAZ_OFFICER, *MISSION, others=403,
              body={"until": "2098-01-01"}),
    operation("GET tours", "tours"),
    operation("GET deployed-units/<reference>/tours/proposed",
              f"deployed-units/{UNIT}/tours/proposed?until=2019-06-01", *OFFICERS, *KAZ_OFFICER, others=403),
    operation("POST deployed-units/<reference>/tours/accept", f"deployed-units/{UNIT}/tours/accept", *OFFICERS,
              *KAZ_OFFICER, status=201, others=403, body={"until": "2019-06-01"}),
    operation("POST deployed-units/<reference>/tours", f"deployed-units/{UNIT}/tours", *OFFICERS, *KAZ_OFFICER,
              status=201, others=403,
              body={"rotation": "R90", "strength": 10, "arrives_on": "2098-01-01", "leaves_on": "2098-07-01"}),
    operation("GET deployed-units/<reference>/tours/<rotation>/moves",
              f"deployed-units/{UNIT}/tours/R2/moves?arrives_on=2098-01-01&leaves_on=2098-07-01", *OFFICERS,
              *KAZ_OFFICER, others=403),
    operation("POST deployed-units/<reference>/tours/<rotation>/change", f"deployed-units/{UNIT}/tours/R2/change",
              *OFFICERS, *KAZ_OFFICER, others=403,
              body={"version": 1, "arrives_on": "2098-01-01", "leaves_on": "2098-07-01", "reason": "Late"}),
    operation("POST deployed-units/<reference>/tours/<rotation>/step", f"deployed-units/{UNIT}/tours/R1/step",
              *OFFICERS, *KAZ_OFFICER, others=403, body={"version": 1, "stage": "agreed"}),
    operation("GET rotations", "rotations"),
    operation("GET missions/<acronym>/strength", "missions/UNIFIL/strength"),
)  # fmt: skip
OPERATIONS = (*CASE_OPERATIONS, *DESK_OPERATIONS, *UNIT_OPERATIONS)
TABLE: tuple[Entry, ...] = (*SITE, *SELECTIONS, *ACCOUNTS, *API, *OPERATIONS)

MARKERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("kaz-draft", KAZ),
    ("kaz-submitted", (*KAZ, *UN, *MISSION)),
    ("of kaz-submitted", (*KAZ, *UN)),
    ("on kaz-submitted", (*KAZ, *UN)),
    ("kaz-agreed", (*KAZ, *UN, *MISSION)),
    ("of kaz-agreed", (*KAZ, *UN)),
    ("on kaz-agreed", (*KAZ, *UN)),
    ("Words of the deviation", (*KAZ, *UN)),
    ("ind-submitted", (*IND, *UN)),
    ("ind-battalion", (*IND, *UN, *MISSION)),
    ("of ind-battalion", (*IND, *UN)),
    ("on ind-battalion", (*IND, *UN)),
    ("req-draft", UN),
    ("req-of-au-draft", AU),
    ("req-published", PARTIES),
    ("Title of st-generic", PARTIES),
    ("st-draft", UN),
    ("call-kaz", (*CASE_SIDES, *IND)),
    ("of call-kaz", CASE_SIDES),
    ("of drill-kaz", CASE_SIDES),
    ("Source of bridge-ind", (*UN, *IND, *MISSION)),
    ("Words of kaz-announcement", PARTIES),
    ("Title of case-kaz-agreed", (*KAZ, *UN, *MISSION)),
    ("Words on case-kaz-agreed", (*KAZ, *UN, *MISSION)),
    ("Why of no-visas", PARTIES),
    ("Name of kaz-unit", KAZ),
    ("Name of un-package", (*UN, *KAZ, *IND)),
    ("Source of the agreed stay", (*KAZ, *UN, *MISSION)),
    ("Source of the stay under way", PARTIES),
    ("Source of the arrival", PARTIES),
    ("aav-draft", (*KAZ, *UN)),
    ("Purpose of aav-draft", (*KAZ, *UN)),
    ("Name in aav-draft", (*KAZ, *UN)),
    ("Report on aav-draft", UN),
    ("Remark on aav-draft", UN),
    ("Finding of aav-draft", UN),
    ("Outcome of aav-draft", UN),
    ("Report on aav-sent", (*KAZ, *UN)),
    ("Remark on aav-sent", (*KAZ, *UN)),
    ("Finding of aav-sent", (*KAZ, *UN)),
    ("Outcome of aav-sent", (*KAZ, *UN)),
    ("pdv-approved", (*KAZ, *UN, *MISSION)),
    ("Name in pdv-approved", (*KAZ, *UN)),
    ("Comments on pdv-approved", (*KAZ, *UN, *MISSION)),
    ("Report on pdv-approved", (*KAZ, *UN, *MISSION)),
    ("Remark on pdv-approved", (*KAZ, *UN, *MISSION)),
    ("Finding of pdv-approved", (*KAZ, *UN, *MISSION)),
    ("Outcome of pdv-approved", (*KAZ, *UN, *MISSION)),
    ("recce-draft", (*KAZ, *UN, *MISSION)),
    ("Name in recce-draft", (*KAZ, *UN)),
    ("Report on recce-draft", KAZ),
    ("Title of the solved plan", UN),
    ("Title of the published plan", PARTIES),
    ("eligible, the first one from", UN),
    ("Title of act-of-kaz", (*KAZ, *UN, *AU)),
    ("Title of the document of Kazakhstan", (*KAZ, *UN)),
    ("Title of the attachment", (*KAZ, *UN)),
    ("Function of the focal point", (*KAZ, *UN)),
    ("Family of the answering person", (*KAZ, *UN)),
    ("Evidence of Kazakhstan", (*KAZ, *UN)),
    ("Cap of Kazakhstan", (*KAZ, *UN)),
    ("Change of Kazakhstan", (*KAZ, *UN)),
    ("Notice to KAZ", KAZ),
    ("Text of the notice to KAZ", KAZ),
    ("Subscription of Kazakhstan", KAZ_OFFICER),
    ("Words of the document", (*KAZ, *UN)),
    ("Memorandum of the company", (*KAZ, *UN)),
    ("Letter to Kazakhstan", (*KAZ, *UN)),
    ("Note on the movement", (*KAZ, *UN, *MISSION)),
    ("Note on the inspection", (*KAZ, *UN, *MISSION)),
    ("Memorandum of two States", (*KAZ, *UN, *IND)),
    ("of the kept person", KAZ),
    ("of the handed person", (*KAZ, *UN)),
    ("token-of-the-owning-State", KAZ_OFFICER),
    ("ask-draft", UN),
    ("Words of ask-kaz", (*UN, *KAZ)),
    ("Words on the offer of Kazakhstan", (*UN, *KAZ)),
    ("done-kaz-1", (*UN, *KAZ)),
    ("done-ind-1", (*UN, *IND)),
    ("Written reason for the choice", UN),
    ("Reason of the vetting block", UN),
    ("account-of-secretariat", UN),
    ("account-of-owning-State", KAZ),
    ("account-of-other-State", IND),
)
"""Texts of the record, and the kinds of user whose answers may hold them; in nobody else's answer may they stand.

A mission learns from a published plan which pledge is planned for its posts, but nothing else of the pledge.
"""
