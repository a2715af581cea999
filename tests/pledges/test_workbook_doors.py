"""The workbook goes out and comes in by page, by API and by command, and each tells what is wrong."""

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.test import Client

from muster.kit.errors import Refused
from muster.pledges.commands import export, import_
from muster.pledges.models import Pledge, PledgeVersion
from tests.api.caller import BACKEND, Caller, by_token
from tests.pledges.workbook_samples import created, put
from tests.record import Parties, Record, pledge_terms


def references(data: bytes) -> list[object]:
    """Return the pledges of a workbook."""
    page = openpyxl.load_workbook(io.BytesIO(data))["Note verbale"]
    return [cells[0].value for cells in page.iter_rows(min_row=2)]


def sent(caller: Caller, data: bytes, register: str = "UN") -> Any:
    """Return the answer to a workbook that is sent to the API."""
    upload = io.BytesIO(data)
    upload.name = "pledges.xlsx"
    body = {"workbook": upload, "registered_with": register}
    return caller.client.post("/api/v1/pledges/workbook", body, headers=caller.headers)


def test_the_api_gives_the_register_and_takes_it_back_changed(record: Record) -> None:
    caller = by_token(record.parties["owning State"])
    given = caller.ask("GET", "pledges/workbook?as_of=2018-10-01")
    assert given.status_code == 200
    assert given["Content-Disposition"] == 'attachment; filename="muster-pledges-2018-10-01.xlsx"'
    assert sent(caller, given.content).json() == {"created": 0, "changed": 0}
    assert sent(caller, put(given.content, "Strength", 77)).json() == {"created": 0, "changed": 1}
    assert PledgeVersion.objects.filter(strength=77, known_until__isnull=True).count() == 1


def test_the_api_names_each_problem_by_sheet_row_and_column(record: Record) -> None:
    caller = by_token(record.parties["owning State"])
    data = caller.ask("GET", "pledges/workbook?as_of=2018-10-01&reference=kaz-agreed").content
    assert references(data) == ["kaz-agreed"]
    answer = sent(caller, put(data, "Strength", "many"))
    assert answer.status_code == 400
    assert answer.json()["problems"] == [
        {
            "place": "sheet Note verbale, row 2, column Strength",
            "message": "'many' is not a whole number",
            "remedy": "write a whole number, for example 120",
        }
    ]
    caller.get("pledges/workbook?reference=ind-battalion", status=404)


def test_an_unknown_register_is_not_found(parties: Parties) -> None:
    data = created(parties, pledge_terms("one", "KAZ"))
    assert sent(by_token(parties["owning State"]), data, register="NOBODY").status_code == 404


def test_the_page_imports_and_tells_what_is_wrong(record: Record) -> None:
    browser = Client()
    browser.force_login(record.parties.users["owning State"], backend=BACKEND)
    data = browser.get("/pledges/workbook/?reference=kaz-agreed").content
    assert references(data) == ["kaz-agreed"]
    refused = browser.post("/pledges/import/", {"workbook": io.BytesIO(put(data, "Strength", "many"))})
    assert refused.status_code == 400
    assert "sheet Note verbale, row 2, column Strength" in refused.content.decode()
    assert browser.post("/pledges/import/", {"workbook": io.BytesIO(put(data, "Strength", 77))}).status_code == 302
    assert Pledge.objects.get(reference="kaz-agreed").latest.strength == 77


def test_the_command_writes_one_pledge_and_imports_it(
    record: Record, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "one.xlsx"
    export(file, on="2018-10-01", reference="kaz-agreed", user=None)
    assert references(file.read_bytes()) == ["kaz-agreed"]
    file.write_bytes(put(file.read_bytes(), "Strength", 77))
    import_(file, register="UN", user=None)
    assert "0 pledges created, 1 changed" in capsys.readouterr().out
    file.write_bytes(b"nothing of the kind")
    with pytest.raises(Refused):
        import_(file, register="UN", user=None)
