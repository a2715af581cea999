"""Pages, forms, workbook and API of national law."""

from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from muster.audit.models import AuditEvent
from muster.authorisations.actions import record_body, record_law
from muster.authorisations.models import AllowedTask, DecisionBody, NationalAct, NationalLaw, TaskScope
from muster.authorisations.workbooks.law import export, import_workbook
from muster.kit.errors import Refused
from muster.parties.viewer import SYSTEM
from tests.authorisations.law_on_record import allowed, body, ceiling, enter_act, law
from tests.authorisations.test_laws import mandate
from tests.record import DAY, KNOWN, Record

pytestmark = pytest.mark.once
MOST_QUERIES = 30
READ = ("", "laws/law-of-kaz/", "acts/act-2/", "missions/", "missions/UNDOF/", "room/")


def signed_in(record: Record, kind: str) -> Client:
    """Return a client of a kind of user."""
    client = Client()
    client.force_login(record.parties.users[kind], backend="django.contrib.auth.backends.ModelBackend")
    return client


def on_record(record: Record) -> None:
    """Enter a law with tasks, a body, an act with ceilings, and a mandate."""
    first = record_law(SYSTEM, law(record, "law-before", valid_from=date(2010, 1, 1)))
    made = record_law(
        SYSTEM,
        law(record, replaces=first, volunteers_only=True, needs_parliament=True),
        [
            allowed("seeing that a ceasefire is kept", "monitor-ceasefire"),
            allowed("enforcement of peace", "enforcement", condition="as parliament approves"),
            allowed("clearing of mines", "mine-action", scope=TaskScope.CONTINGENT),
        ],
    )
    record_body(SYSTEM, body(record, "parliament", under=made, criteria="risk"))
    enter_act(
        record, "act-2", ["UNDOF"], [ceiling(record, 60, "UNDOF"), ceiling(record, 5, "UNDOF", "observer")],
        personnel_ceiling=139, categories="contingent;observer", under=made,
    )  # fmt: skip
    mandate(record, "monitor-ceasefire", "enforcement", "elections")


def test_pages_show_what_is_in_force_and_what_was_in_bounded_queries(record: Record) -> None:
    on_record(record)
    client = signed_in(record, "owning State")
    shown = {}
    for route in READ:
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(f"/law/KAZ/{route}?as_of={DAY}")
        assert answer.status_code == 200, route
        assert len(queries) <= MOST_QUERIES, (route, len(queries))
        shown[route] = answer.content.decode()
    for words in ("Title of law-of-kaz", "Title of law-before", "Name of parliament", "Title of act-2", "139", "60"):
        assert words in shown[""], words
    assert "not covered: conflict" in shown["missions/UNDOF/"]
    assert "as parliament approves" in shown["missions/UNDOF/"]
    assert "UNDOF" in shown["missions/"]
    assert "Replaced by" in shown["laws/law-of-kaz/"]
    assert client.get("/law/").content.decode().count("Kazakhstan") >= 1


def test_another_state_sees_none_of_it(record: Record) -> None:
    on_record(record)
    client = signed_in(record, "other State")
    assert {client.get(f"/law/KAZ/{route}").status_code for route in READ} == {403}
    assert "Title of act-2" not in client.get("/law/").content.decode()
    assert client.get("/law/UN/").status_code == 404
    assert signed_in(record, "owning State").get("/law/KAZ/laws/none/").status_code == 404


def formset(prefix: str, *rows: dict[str, Any]) -> dict[str, Any]:
    """Return rows as a form sends them."""
    sent: dict[str, Any] = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": 0}
    for number, row in enumerate(rows):
        sent |= {f"{prefix}-{number}-{key}": value for key, value in row.items()}
    return sent


def test_an_officer_enters_a_law_a_body_and_an_act_and_then_reduces_it(record: Record) -> None:
    client = signed_in(record, "owning State")
    today = datetime.now(UTC).date()
    new_law = {
        "reference": "law-1", "title": "Law one", "kind": "law", "valid_from": "2015-06-15", "replaces": "",
        "volunteers_only": "true", "needs_parliament": "unknown",
    }  # fmt: skip
    new_law |= formset(
        "tasks", {"words": "ceasefire", "scope": "activity", "tasks": ["monitor-ceasefire"]}, {"words": ""}
    )
    assert client.post("/law/KAZ/laws/new/", new_law).status_code == 302
    made = NationalLaw.objects.get(reference="law-1")
    assert (made.volunteers_only, made.needs_parliament, made.known_from) == (True, None, today)
    assert AllowedTask.objects.get().tasks == "monitor-ceasefire"
    new_body = {
        "code": "board", "name": "Board", "part": "prepares", "criteria": ["risk", "resources"], "order": 1,
        "under": "law-1", "valid_from": "2015-06-15",
    }  # fmt: skip
    assert client.post("/law/KAZ/bodies/new/", new_body).status_code == 302
    assert DecisionBody.objects.get().criteria == "risk;resources"
    new_act = {
        "reference": "act-1", "title": "Act one", "kind": "authorisation", "decided_on": "2018-01-01",
        "valid_from": "2018-01-01", "missions": ["UNDOF"], "personnel_ceiling": 139, "under": "law-1", "replaces": "",
    } | formset("ceilings", {"mission": "UNDOF", "category": "", "personnel": 120}, {"mission": ""})  # fmt: skip
    assert client.post("/law/KAZ/acts/new/", new_act).status_code == 302
    assert NationalAct.objects.get(reference="act-1").ceilings.get().personnel == 120
    form = client.get("/law/KAZ/acts/new/?replaces=act-1").content.decode()
    assert 'value="139"' in form
    wrong = new_act | {"reference": "act-2", "kind": "reduction", "replaces": "act-1"}
    told = client.post("/law/KAZ/acts/new/", wrong)
    assert told.status_code == 400
    assert "a reduction allows no less than act-1" in told.content.decode()
    assert client.post("/law/KAZ/acts/new/", wrong | {"personnel_ceiling": 130}).status_code == 302
    assert "act-2" in client.get("/law/KAZ/acts/act-1/").content.decode()


def test_the_workbook_goes_out_and_comes_in_again(record: Record) -> None:
    on_record(record)
    state, own = record.parties.organisations["KAZ"], record.parties["owning State"]
    data = export(own, state, DAY)
    assert import_workbook(own, state, data, today=DAY) == 0
    for model in (AllowedTask, DecisionBody):
        model.objects.all().delete()
    NationalAct.objects.exclude(reference="act-of-kaz").delete()
    NationalLaw.objects.filter(replaces__isnull=False).delete()
    NationalLaw.objects.all().delete()
    assert import_workbook(own, state, data, today=DAY) == 4
    assert export(own, state, DAY)[:4] == data[:4]
    again, before = (load_workbook(BytesIO(one)) for one in (export(own, state, DAY), data))
    for name in ("Laws", "Tasks", "Bodies", "Acts", "Ceilings"):
        assert [[cell.value for cell in row] for row in again[name]] == [
            [cell.value for cell in row] for row in before[name]
        ]
    assert AuditEvent.objects.filter(action="authorisations:law:exported").count() == 3


def test_a_workbook_that_changes_what_is_on_record_is_refused_whole(record: Record) -> None:
    on_record(record)
    state, own = record.parties.organisations["KAZ"], record.parties["owning State"]
    book = load_workbook(BytesIO(export(own, state, DAY)))
    for row in book["Acts"].iter_rows():
        for cell in row:
            if cell.value == 139:
                cell.value = 140
    changed = BytesIO()
    book.save(changed)
    with pytest.raises(Refused) as refusal:
        import_workbook(own, state, changed.getvalue(), today=DAY)
    assert "it is on record with another personnel ceiling; enter a new one that replaces it" in " ".join(
        map(str, refusal.value.problems)
    )
    sent = {"workbook": SimpleUploadedFile("law.xlsx", changed.getvalue())}
    assert signed_in(record, "owning State").post("/law/KAZ/import/", sent).status_code == 400


def test_the_api_tells_and_enters_law(record: Record) -> None:
    on_record(record)
    client = signed_in(record, "owning State")

    def get(route: str) -> Any:
        return client.get(f"/api/v1/law/KAZ/{route}").json()

    assert [one["reference"] for one in get(f"laws?as_of={DAY}")["items"]] == ["law-of-kaz"]
    assert len(get(f"laws?as_of={DAY}&in_force=false")["items"]) == 2
    assert get(f"bodies?as_of={DAY}")["items"][0]["criteria"] == ["risk"]
    ceilings = next(one for one in get(f"acts?as_of={DAY}")["items"] if one["reference"] == "act-2")["ceilings"]
    assert ceilings == [
        {"mission": "UNDOF", "category": None, "people": 60},
        {"mission": "UNDOF", "category": "observer", "people": 5},
    ]
    standings = [one["standing"] for one in get(f"tasks?as_of={DAY}&mission=UNDOF")["tasks"]]
    assert standings == ["allowed", "conditional", "not-covered"]
    sent = {
        "reference": "act-3", "title": "Act three", "kind": "withdrawal", "replaces": "act-2",
        "decided_on": "2019-01-01", "valid_from": "2019-01-01",
    }  # fmt: skip
    answer = client.post("/api/v1/law/KAZ/acts", sent, content_type="application/json")
    assert answer.status_code == 201
    assert answer.json()["replaces"] == "act-2"
    assert client.post("/api/v1/law/KAZ/acts", sent, content_type="application/json").status_code == 400
    assert KNOWN <= DAY
