"""`muster stress` on files: its tables, its files, and one line for whatever cannot be used."""

import json
from pathlib import Path

import pytest

from muster.cli.app import run
from muster.planning import CommittedStay, Plan, Problem
from muster.planning.checker import broken_rules
from tests.planning.builders import one_post_problem, option, pledge


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """A post with a pledge and its stand-in, and the plan of it."""
    problem = one_post_problem(
        pledges=(pledge("U", max_stay=6), pledge("V", "B", max_stay=6), pledge("W", "C")),
        options=(option("U", "P", 10), option("V", "P", 7)),
    )
    problem_file, plan_file = tmp_path / "problem.json", tmp_path / "plan.json"
    problem_file.write_bytes(problem.to_json_bytes())
    assert run(["plan", str(problem_file), "-o", str(plan_file)]) == 0
    return [str(problem_file), str(plan_file)]


def test_each_pledge_is_taken_away_once_unless_told_otherwise(
    files: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run(["stress", *files, "--workers", "0"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].strip() == "The worst 3 of 3 withdrawals, 2 of which cost nothing"
    assert lines[2].split() == ["pledge", "U", "18", "18", "0"]
    assert [line.split()[1:3] for line in lines[3:5]] == [["V", "0"], ["W", "0"]]


def test_scenarios_are_told_by_quantiles_and_the_plan_that_holds_is_written(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    best, report, results = tmp_path / "best.json", tmp_path / "report.json", tmp_path / "results.jsonl"
    arguments = ["--scenarios", "6", "--withdrawals", "state", "--withdrawals", "mission", "--workers", "0"]
    written = ["--best", str(best), "--report", str(report), "-o", str(results)]
    capsys.readouterr()
    assert run(["stress", *files, *arguments, *written]) == 0
    told = capsys.readouterr().out
    for words in ("state A", "mission M", "Worth over 6 scenarios", "company", "the plan under test"):
        assert words in told
    problem = Problem.from_json_bytes(Path(files[0]).read_bytes())
    assert list(broken_rules(problem, Plan.from_json_bytes(best.read_bytes()))) == []
    content = json.loads(report.read_bytes())
    assert [loss["name"] for loss in content["losses"]] == ["M", "A", "B", "C"]
    assert run(["stress", *files, *arguments, *written, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == content


@pytest.mark.parametrize("workers", ["0", "1"])
def test_prices_that_are_not_of_the_planner_s_form_are_one_line(
    files: list[str], workers: str, capsys: pytest.CaptureFixture[str]
) -> None:
    content = json.loads(Path(files[1]).read_bytes())
    content["prices"]["multipliers"] = {"options": ["U"]}
    Path(files[1]).write_text(json.dumps(content))
    capsys.readouterr()
    assert run(["stress", *files, "--workers", workers]) == 2
    said = capsys.readouterr().err
    assert "plan.json: prices.multipliers: are not of the form" in " ".join(said.split())
    assert "Traceback" not in said


def test_risks_come_from_a_file_where_one_is_given(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    risks = tmp_path / "risks.json"
    risks.write_text(json.dumps({"pledges": {"U": {"withdrawal": 1.0}, "V": {"withdrawal": 1.0}}}))
    capsys.readouterr()
    assert run(["stress", *files, "--scenarios", "2", "--risks", str(risks), "--workers", "0", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["outlook"]["worth"]["mean"] == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["missing.json", "{plan}"], "missing.json: cannot be read"),
        (["{problem}", "missing.json"], "missing.json: cannot be read"),
        (["{problem}", "{problem}"], "problem.json: "),
        (["{other}", "{plan}"], "plan.json: the plan is not valid (problem_sha256"),
        (["{problem}", "{plan}", "--withdrawals", "ship"], "Invalid value for '--withdrawals'"),
        (["{problem}", "{plan}", "--scenarios", "-1"], "Invalid value for '--scenarios'"),
        (["{problem}", "{plan}", "--best", "b.json"], "Invalid value for --best: needs --scenarios"),
        (["{problem}", "{plan}", "-o", "nowhere/r.jsonl"], "nowhere/r.jsonl: cannot be written"),
        (["{problem}", "{plan}", "-o", "{problem}"], "problem.json: is no file of stress test results"),
        (["{problem}", "{plan}", "--risks", "missing.json"], "missing.json: cannot be read"),
        (["{problem}", "{plan}", "--risks", "{plan}"], "plan.json: risks: must be an object with the keys"),
        (
            ["{problem}", "{plan}", "--risks", "{bad}"],
            "bad.json: risks: withdrawal of a pledge must be a chance from 0",
        ),
    ],
)
def test_what_cannot_be_used_is_one_line_and_2(
    arguments: list[str],
    told: str,
    files: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(Path(files[0]).parent)
    other = one_post_problem(committed=(CommittedStay("U", "P", 0, 1),))
    Path("other.json").write_bytes(other.to_json_bytes())
    Path("bad.json").write_text(json.dumps({"other_pledges": {"withdrawal": 2}}))
    names = {"{problem}": "problem.json", "{plan}": "plan.json", "{other}": "other.json", "{bad}": "bad.json"}
    capsys.readouterr()
    assert run(["stress", *(names.get(one, one) for one in arguments), "--workers", "0"]) == 2
    error = capsys.readouterr().err
    assert error.startswith(f"muster: {told}")
    assert error.count("\n") == 1


def test_results_of_other_arguments_are_refused_in_one_line(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    results = str(tmp_path / "results.jsonl")
    assert run(["stress", *files, "--workers", "0", "-o", results]) == 0
    capsys.readouterr()
    assert run(["stress", *files, "--workers", "0", "-o", results, "--seed", "5"]) == 2
    assert capsys.readouterr().err == (
        f"muster: {results}: holds results of another test (seed differ); name another file\n"
    )
