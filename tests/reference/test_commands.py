"""`muster reference` lists tables and shows facts with source and standing."""

import json

import pytest
from typer.testing import CliRunner

from muster.reference.catalogue import list_tables
from muster.reference.commands import app
from muster.reference.errors import UndatedTableError, UnknownStateError, UnknownTableError

WIDE = {"COLUMNS": "200"}


def run(*arguments: str) -> str:
    result = CliRunner().invoke(app, arguments, env=WIDE, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_list_names_every_table() -> None:
    told = run("list")
    assert [name for name in list_tables() if name not in told] == []
    assert [entry["table"] for entry in json.loads(run("list", "--json"))] == list(list_tables())


@pytest.mark.parametrize("name", list_tables())
def test_every_table_is_shown_with_source_and_standing(name: str) -> None:
    told = run("show", name)
    assert "source" in told
    assert "standing" in told


def test_a_dated_parameter_is_shown_as_of_a_day() -> None:
    told = json.loads(run("show", "parameters", "personnel_rate", "--on", "2018-10-01", "--json"))
    assert [(row["value"], row["standing"], row["valid_from"]) for row in told] == [("1428", "seen", "2018-07-01")]


def test_all_values_of_a_parameter_are_shown_without_a_day() -> None:
    assert len(json.loads(run("show", "parameters", "personnel_rate", "--json"))) == 5


def test_a_state_is_shown_by_any_of_its_names() -> None:
    assert json.loads(run("show", "states", "Казахстан", "--json"))[0]["iso3"] == "KAZ"
    assert "a point inside" in run("show", "states", "kaz")


def test_operations_are_shown_as_of_a_day() -> None:
    rows = json.loads(run("show", "missions", "--on", "2015-06-30", "--json"))
    assert sum("UN" in row["mandating_organisation"] for row in rows) == 16


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (("show", "nothing"), UnknownTableError),
        (("show", "states", "Kazakstan"), UnknownStateError),
        (("show", "levels", "--on", "2018-10-01"), UndatedTableError),
    ],
)
def test_what_is_not_there_is_refused_by_name(arguments: tuple[str, ...], error: type[Exception]) -> None:
    with pytest.raises(error):
        run(*arguments)


def test_a_day_that_is_no_date_is_refused_with_the_way_to_write_it() -> None:
    result = CliRunner().invoke(app, ["show", "parameters", "--on", "1.10.2018"], env=WIDE)
    assert result.exit_code == 2
    assert "write it as 2018-10-31" in " ".join(result.output.split())
