"""`muster reimburse` on files: what is printed and written, and that a refusal writes nothing."""

import json
from pathlib import Path

import pytest

from muster.cli.app import UNUSABLE, run
from tests.reimbursement.statement.memoranda import Content, laundry, memorandum, raw, strength, truck, verified

OLD = b"an earlier statement\n"


@pytest.fixture
def memorandum_file(tmp_path: Path) -> Path:
    path = tmp_path / "mou.json"
    path.write_bytes(raw(whole()))
    return path


def whole(**changes: object) -> Content:
    return memorandum(
        until="2025-05-01",
        personnel=[strength(180, 180, until="2025-05-01")],
        major_equipment=[truck(verified=[verified(10, 8, until="2025-05-01")])],
        self_sustainment=[laundry()],
        **changes,
    )


def test_a_statement_is_written_and_its_months_printed(
    memorandum_file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    output = memorandum_file.with_name("statement.json")
    assert run(["reimburse", str(memorandum_file), "-o", str(output)]) == 0
    content = json.loads(output.read_bytes())
    assert content["totals"] == {
        "personnel": 52_128_000, "major_equipment": 1_760_000, "self_sustainment": 100_000, "all": 53_988_000,
    }  # fmt: skip
    printed = capsys.readouterr().out
    assert printed.splitlines()[0] == "Engineer company, Exampleland in UNEXAMPLE: US dollars"
    rows = [[cell.strip() for cell in line.split("│")[1:-1]] for line in printed.splitlines() if line.startswith("│")]
    assert rows == [
        ["2025-03", "260,640.00", "8,800.00", "1,000.00", "270,440.00", "2,200.00"],
        ["2025-04", "260,640.00", "8,800.00", "0.00", "269,440.00", "2,200.00"],
        ["in all", "521,280.00", "17,600.00", "1,000.00", "539,880.00", "4,400.00"],
    ]


@pytest.mark.parametrize("width", [200, 80, 60, 40, 34])
def test_no_heading_or_amount_is_cut_on_a_narrow_terminal(
    width: int, memorandum_file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    assert run(["reimburse", str(memorandum_file)]) == 0
    printed = capsys.readouterr().out
    for words in ("personnel", "equipment", "sustainment", "owed", "withheld", "521,280.00", "539,880.00", "2025-04"):
        assert words in printed
    assert "…" not in printed
    assert all(len(line) <= width for line in printed.splitlines() if line.startswith(("│", "┃")))


def test_whoever_asks_for_no_file_is_told_how_to_get_the_lines(
    memorandum_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["reimburse", str(memorandum_file)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Each line with its explanation: -o STATEMENT.json, or --json."


def test_json_is_the_statement_that_the_file_has(memorandum_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = memorandum_file.with_name("statement.json")
    assert run(["reimburse", str(memorandum_file), "--json", "-o", str(output)]) == 0
    printed = capsys.readouterr().out
    assert printed.encode() == output.read_bytes()
    assert set(json.loads(printed)) == {"version", "lines", "totals", "withheld"}


def test_names_of_any_language_are_written_as_they_are(tmp_path: Path) -> None:
    path, output = tmp_path / "mou.json", tmp_path / "statement.json"
    path.write_bytes(raw(memorandum(self_sustainment=[laundry(category="Прачечная")])))
    assert run(["reimburse", str(path), "-o", str(output)]) == 0
    assert "Прачечная" in output.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"self_sustainment": [laundry(rate=10.5)]},
         'self_sustainment[0].rate: must be a decimal string such as "883.33", not a number'),
        ({"personnel": [strength(-1, 5)]}, "personnel[0].count: must not be negative"),
        ({"major_equipment": [truck(gfmv="-1")]}, "major_equipment[0].gfmv: must not be negative, and is -1"),
        ({"until": "2025-03-01"}, "until: must come after from: 2025-03-01 is not after 2025-03-01"),
        ({"major_equipment": [truck(verified=[verified(1, 2)])]},
         "major_equipment[0].verified[0].serviceable: must be at most present: 2 of 1"),
        ({"major_equipment": [truck(verified=[verified(1, 1), verified(1, 1, "2025-03-31", "2025-04-02")])]},
         "major_equipment[0].verified[1].from: overlaps the period [2025-03-01, 2025-04-01) of the same line; "
         "from must be its until"),
        ({"category": "A"}, "category: unknown key; known: version, contributor, mission, unit, from, until, "
         "parameters, factors, personnel, major_equipment, self_sustainment"),
        ({"major_equipment": [truck(lease="lent")]},
         'major_equipment[0].lease: must be one of wet, dry, maintenance-only, not "lent"'),
        ({"factors": {"hostile": "5.5"}}, "factors.hostile: must be at most 5 percent, and is 5.5"),
        ({"from": "2014-06-30", "until": "2014-07-02", "personnel": [strength(1, 1, "2014-06-30", "2014-07-02")]},
         "personnel[0]: no single rate for personnel is in force on 2014-06-30; bill other days"),
    ],
)  # fmt: skip
def test_a_refusal_is_one_line_that_names_the_field_and_writes_nothing(
    changes: Content, line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, old, new = tmp_path / "mou.json", tmp_path / "old.json", tmp_path / "new.json"
    path.write_bytes(raw(memorandum(**changes)))
    old.write_bytes(OLD)
    for output in (old, new):
        assert run(["reimburse", str(path), "-o", str(output)]) == UNUSABLE == 2
        captured = capsys.readouterr()
        assert (captured.out, captured.err) == ("", f"muster: {path}: {line}\n")
    assert old.read_bytes() == OLD
    assert sorted(one.name for one in tmp_path.iterdir()) == ["mou.json", "old.json"]


def test_at_most_twenty_faults_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "mou.json"
    path.write_bytes(raw(memorandum(self_sustainment=[laundry(rate=1) for _ in range(50)])))
    assert run(["reimburse", str(path)]) == UNUSABLE
    assert len(capsys.readouterr().err.splitlines()) == 20


def test_a_file_that_is_not_there_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["reimburse", str(tmp_path / "none.json")]) == UNUSABLE
    assert capsys.readouterr().err == f"muster: {tmp_path}/none.json: cannot be read (No such file or directory)\n"


def test_a_statement_is_not_written_over_its_memorandum(
    memorandum_file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = memorandum_file.read_bytes()
    monkeypatch.chdir(memorandum_file.parent)
    assert run(["reimburse", str(memorandum_file), "-o", "./mou.json"]) == UNUSABLE
    assert (
        capsys.readouterr().err == "muster: mou.json: is the memorandum itself; name another file for the statement\n"
    )
    assert memorandum_file.read_bytes() == before


def test_an_output_that_cannot_be_written_is_one_line_and_prints_nothing(
    memorandum_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = memorandum_file.parent
    for output, why in ((folder, "it is a folder"), (folder / "none" / "s.json", "its folder is missing or closed")):
        assert run(["reimburse", str(memorandum_file), "-o", str(output), "--json"]) == UNUSABLE
        captured = capsys.readouterr()
        assert (captured.out, captured.err) == ("", f"muster: {output}: cannot be written ({why})\n")


def test_a_name_that_looks_like_markup_is_printed_as_it_stands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mou.json"
    path.write_bytes(raw(memorandum(unit="[bold]Unit[/bold] :truck:")))
    assert run(["reimburse", str(path)]) == 0
    assert capsys.readouterr().out.startswith("[bold]Unit[/bold] :truck:, Exampleland in UNEXAMPLE: US dollars\n")
