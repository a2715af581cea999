"""Addresses of national law and acts: a State's own law is seen by it and by secretariats."""

from datetime import date

from muster.authorisations.actions import record_act, record_body, record_law
from muster.authorisations.models import AllowedTask, DecisionBody, NationalAct, NationalLaw
from muster.parties.viewer import SYSTEM
from tests.record import KNOWN, Record
from tests.web.address_entries import AU, KAZ, KAZ_OFFICER, UN, Entry, form, only_read, operation

ROOM, CODE = "law/", "law/<str:code>/"
READERS = (*UN, *AU, *KAZ)
LAW = {"reference": "law-new", "title": "New law", "kind": "law", "valid_from": "2019-01-01"}
BODY = {"code": "board", "name": "Board", "part": "prepares", "valid_from": "2019-01-01"}
ACT = {"reference": "act-new", "title": "New act", "decided_on": "2019-01-01", "valid_from": "2019-01-01"}


def read(route: str, example: str) -> tuple[Entry, Entry]:
    """Return the entries of a page of one State's law."""
    return only_read(f"{CODE}{route}", f"/law/KAZ/{example}", *READERS, others=403)


def entered(route: str) -> tuple[Entry, Entry]:
    """Return the entries of a form for the State's officers; sent empty, it is refused."""
    return form(f"{CODE}{route}", f"/law/KAZ/{route}", *KAZ_OFFICER)


def api(route: str, example: str) -> Entry:
    """Return the entry of an answer about one State's law."""
    return operation(f"GET law/<state>/{route}", f"law/KAZ/{example}", *READERS, others=403)


def api_deed(route: str, body: dict[str, object]) -> Entry:
    """Return the entry of what the State's officers enter by the API."""
    return operation(f"POST law/<state>/{route}", f"law/KAZ/{route}", *KAZ_OFFICER, status=201, others=403, body=body)


PAGES: tuple[Entry, ...] = (
    *only_read(ROOM, f"/{ROOM}"),
    *read("", ""),
    *read("laws/<slug:reference>/", "laws/law-of-kaz/"),
    *read("acts/<slug:reference>/", "acts/act-of-kaz/"),
    *read("missions/", "missions/"),
    *read("missions/<str:acronym>/", "missions/UNIFIL/"),
    *read("room/", "room/"),
    *read("workbook/", "workbook/"),
    *entered("laws/new/"),
    *entered("acts/new/"),
    *entered("bodies/new/"),
    *entered("import/"),
)
OPERATIONS: tuple[Entry, ...] = (
    api("laws", "laws"),
    api("bodies", "bodies"),
    api("acts", "acts"),
    api("tasks", "tasks?mission=UNIFIL"),
    api("room", "room?mission=UNIFIL"),
    api_deed("laws", dict(LAW)),
    api_deed("bodies", dict(BODY)),
    api_deed("acts", dict(ACT)),
)
MARKERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Law of Kazakhstan walked over", READERS),
    ("Body of Kazakhstan walked over", READERS),
    ("Withdrawn act of Kazakhstan walked over", READERS),
)


def ground(record: Record) -> dict[str, int]:
    """Enter an instrument with a task, a body and an act of Kazakhstan."""
    state = record.parties.organisations["KAZ"]
    law = NationalLaw(
        state=state,
        reference="law-of-kaz",
        title="Law of Kazakhstan walked over",
        valid_from=date(2015, 6, 15),
        known_from=KNOWN,
    )
    record_law(SYSTEM, law, [AllowedTask(words="ceasefire", tasks="monitor-ceasefire")])
    body = DecisionBody(
        state=state,
        code="parliament",
        name="Body of Kazakhstan walked over",
        part="approves",
        valid_from=date(2015, 6, 15),
        known_from=KNOWN,
        under=law,
    )
    record_body(SYSTEM, body)
    act = NationalAct(
        state=state,
        reference="act-walked",
        title="Withdrawn act of Kazakhstan walked over",
        kind="ratification",
        decided_on=KNOWN,
        valid_from=KNOWN,
        known_from=KNOWN,
        under=law,
    )
    record_act(SYSTEM, act, [])
    return {}
