"""The page of the statement says what the library does: its example, its parameters, its keys."""

import re
from datetime import date
from pathlib import Path

import pytest

from muster.cli.app import run
from muster.reference.parameters import parameter
from muster.reimbursement.statement import read_memorandum, shipped_parameters
from muster.reimbursement.statement.cents import plain
from muster.reimbursement.statement.parameters import NAMES
from muster.reimbursement.statement.reading import EQUIPMENT_KEYS, KEYS

PAGE = (Path(__file__).parents[3] / "docs" / "reimbursement-statement.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", PAGE, flags=re.DOTALL)
    assert found is not None
    return found.group(1)


def test_the_example_prints_what_the_page_shows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    path, output = tmp_path / "MOU.json", tmp_path / "STATEMENT.json"
    path.write_text(block("json"), encoding="utf-8")
    assert run(["reimburse", str(path), "-o", str(output)]) == 0
    assert capsys.readouterr().out == block("text")


def test_the_page_names_every_key_of_the_file() -> None:
    assert [key for key in (*KEYS, *EQUIPMENT_KEYS) if f"`{key}`" not in PAGE] == []
    assert read_memorandum(block("json").encode()).unit == "Engineer company 2"


def test_the_page_names_every_parameter_with_its_default_and_standing() -> None:
    day = date(2025, 3, 1)
    shipped = shipped_parameters(day)
    section = PAGE.split("\n## Parameters\n")[1].split("\n## ")[0]
    values = {name: getattr(shipped, name) for name in NAMES}
    assert re.findall(r"^\| `(\w+)` \| ([\w.]+) \| (\w+) \|", section, flags=re.MULTILINE) == [
        (name, value if isinstance(value, str) else plain(value), parameter(name, day).standing.split("-")[0])
        for name, value in sorted(values.items(), key=lambda one: section.index(one[0]))
    ]
