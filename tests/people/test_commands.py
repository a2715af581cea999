"""`muster people`: whose time has come, erase, export."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from muster.cli.app import run
from muster.people.models import Person
from tests.record import Record

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def late(record: Record) -> Person:
    """A person whose time has come today."""
    person = record.persons["kept"]
    Person.objects.filter(pk=person.pk).update(keep_until=datetime.now(UTC).date())
    return person


def test_those_who_are_due_are_listed_without_a_name(late: Person, capsys: Capture) -> None:
    assert run(["people", "due", "--json"]) == 0
    told = capsys.readouterr().out
    assert [one["number"] for one in json.loads(told)] == [late.number]
    assert late.family_name not in told
    yesterday = datetime.now(UTC).date() - timedelta(days=1)
    assert run(["people", "due", "--on", yesterday.isoformat(), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_everybody_who_is_due_is_erased(late: Person, capsys: Capture) -> None:
    assert run(["people", "erase", "--due", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"erased": [late.number]}
    assert Person.objects.get(pk=late.pk).family_name == ""


def test_one_person_is_erased_for_a_reason(record: Record, capsys: Capture) -> None:
    number = str(record.persons["handed"].number)
    assert run(["people", "erase", number]) == 2
    assert "say why" in capsys.readouterr().err
    assert run(["people", "erase", number, "--reason", "asked for"]) == 0
    assert Person.objects.get(pk=number).erased_on is not None


@pytest.mark.parametrize("arguments", [[], ["1", "--due"]])
def test_an_erasure_names_one_person_or_all_who_are_due(record: Record, arguments: list[str]) -> None:
    assert run(["people", "erase", *arguments]) == 2


def test_everything_on_a_person_is_written_to_a_file(record: Record, tmp_path: Path) -> None:
    file = tmp_path / "person.json"
    assert run(["people", "export", str(record.persons["kept"].number), str(file)]) == 0
    assert json.loads(file.read_text())["family_name"] == "Family of the kept person"


def test_rules_of_visibility_hold_for_a_named_user(record: Record, tmp_path: Path) -> None:
    number = str(record.persons["kept"].number)
    arguments = ["people", "export", number, str(tmp_path / "f"), "--as", "account-of-other-State"]
    assert run(arguments) == 1
