"""`muster plan` and `muster check` on files: formats, exit statuses, one line for a fault, no half-written plan."""

import dataclasses
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from muster.cli.app import run
from muster.cli.solving import stop_criterion
from muster.planning import GapReached, IterationsDone, Plan, Problem, SecondsPassed, Stay, Stop
from muster.planning.checker import broken_rules
from muster.planning.stop import AnyOf
from tests.planning.builders import CONTRACT, generated_problem, one_post_problem


@pytest.fixture
def problem_file(tmp_path: Path) -> Path:
    path = tmp_path / "problem.json"
    path.write_bytes(one_post_problem().to_json_bytes())
    return path


@pytest.fixture
def plan_file(problem_file: Path) -> Path:
    path = problem_file.with_name("plan.json")
    assert run(["plan", str(problem_file), "-o", str(path)]) == 0
    return path


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "muster", *map(str, arguments)]


def environment() -> dict[str, str]:
    source = Path(__file__).parents[2] / "src"
    return {**os.environ, "PYTHONPATH": str(source)}


def test_a_plan_is_written_and_checked(problem_file: Path, plan_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(["check", str(problem_file), str(plan_file)]) == 0
    assert capsys.readouterr().out == (
        "valid objective=58 bound=58.0 gap=0.00000 stays=2\nbound: certified by the prices\n"
    )


def test_the_contracts_checker_passes_the_plan_file(problem_file: Path, plan_file: Path) -> None:
    checker = subprocess.run(
        [sys.executable, CONTRACT / "check_plan.py", problem_file, plan_file],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (checker.returncode, checker.stdout[:5]) == (0, "valid")


def test_results_are_told_as_json_when_asked(problem_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = problem_file.with_name("other.json")
    assert run(["plan", str(problem_file), "-o", str(output), "--iterations", "0", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["objective"] == json.loads(output.read_bytes())["objective"]
    assert run(["check", str(problem_file), str(output), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["valid"] is True


def test_each_broken_rule_is_one_line(problem_file: Path, plan_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = json.loads(plan_file.read_bytes())
    content["stays"][0]["end"] = 5
    plan_file.write_text(json.dumps(content))
    capsys.readouterr()
    assert run(["check", str(problem_file), str(plan_file)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert 'post "P": is held twice in period 3' in lines
    assert len(lines) == len(set(lines)) > 2


@pytest.mark.parametrize("raw", [b"", b"{}", b"[]", b'{"stays": 3}'])
def test_what_is_no_plan_leaves_with_1(problem_file: Path, raw: bytes) -> None:
    plan = problem_file.with_name("broken.json")
    plan.write_bytes(raw)
    assert run(["check", str(problem_file), str(plan)]) == 1


def test_a_refused_problem_leaves_with_2_and_no_plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = json.loads(one_post_problem().to_json_bytes())
    content["posts"][0]["start"] = 6
    problem, plan = tmp_path / "problem.json", tmp_path / "plan.json"
    problem.write_text(json.dumps(content))
    assert run(["plan", str(problem), "-o", str(plan)]) == 2
    told = capsys.readouterr()
    assert told.err == f"muster: {problem}: posts[0].start: must be below end (6 >= 6)\n"
    assert told.out == ""
    assert not plan.exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["plan", "missing.json", "-o", "plan.json"], "missing.json: cannot be read (No such file or directory)"),
        (["check", "missing.json", "plan.json"], "missing.json: cannot be read (No such file or directory)"),
        (["plan", "{problem}"], "Invalid value for -o: say where the plan is written"),
        (["plan", "{problem}", "-o", "nowhere/plan.json"], "nowhere/plan.json: cannot be written"),
        (["plan", "{problem}", "-o", "."], ".: cannot be written (it is a folder)"),
        (["plan", "{problem}", "-o", "p.json", "--gap", "-1"], "Invalid value for '--gap'"),
        (["plan", "{problem}", "-o", "p.json", "--seconds", "soon"], "Invalid value for '--seconds'"),
        (["plan", "{problem}", "-o", "p.json", "--on", "2018-10-01"], "Invalid value for --on: goes with the record"),
        (["plan"], "Invalid value for PROBLEM.json: name a problem file, or the day with --on DATE"),
        (["plan", "--fast"], "No such option: --fast"),
        (["paln"], "No such command 'paln'"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_2(
    arguments: list[str],
    told: str,
    problem_file: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(problem_file.parent)
    assert run([argument.replace("{problem}", problem_file.name) for argument in arguments]) == 2
    error = capsys.readouterr().err
    assert error.startswith(f"muster: {told}")
    assert error.count("\n") == 1


@pytest.mark.parametrize("name", ["plan", "check"])
def test_each_command_says_what_it_does(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([name, "--help"]) == 0
    assert f"muster {name}" in capsys.readouterr().out


def test_the_list_of_commands_loads_no_solver() -> None:
    code = (
        "import sys; from muster.cli.app import run; import muster.planning; run(['--help']);"
        "sys.exit(any(name in sys.modules for name in ('numpy', 'numba', 'ortools', 'django')))"
    )
    listed = subprocess.run(
        [sys.executable, "-c", code], env=environment(), capture_output=True, text=True, check=False
    )
    assert listed.returncode == 0, "a solver's library or Django was loaded"
    assert "plan" in listed.stdout


SEARCHING_CPU_SECONDS = 5.0
"""Loading and making the tables takes half as much. Counted in the processor's time, for others may run beside."""


PATIENCE_SECONDS = 300
"""Nothing is measured by it: it ends a test whose process hangs. The search itself is given more."""


def wait_until_it_searches(process: subprocess.Popen[bytes]) -> None:
    """Wait until the process has used enough of the processor to be searching; where /proc is missing, a while."""
    status, deadline = Path(f"/proc/{process.pid}/stat"), time.monotonic() + PATIENCE_SECONDS
    if not status.exists():
        time.sleep(10)
        return
    while time.monotonic() < deadline:
        fields = status.read_text(encoding="ascii").rpartition(")")[2].split()
        if (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK") >= SEARCHING_CPU_SECONDS:
            return
        time.sleep(0.05)


def test_a_bound_that_the_prices_do_not_prove_is_a_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    problem, problem_file, plan_file = generated_problem(0.3, seed=1), tmp_path / "problem.json", tmp_path / "plan.json"
    problem_file.write_bytes(problem.to_json_bytes())
    assert run(["plan", str(problem_file), "-o", str(plan_file), "--iterations", "6"]) == 0
    content = json.loads(plan_file.read_bytes())
    plan_file.write_text(json.dumps(content | {"bound": content["bound"] - 1}))
    capsys.readouterr()
    assert run(["check", str(problem_file), str(plan_file)]) == 1
    assert capsys.readouterr().out.startswith(f"bound: is {content['bound'] - 1}, its prices prove no less than ")
    assert run(["check", str(problem_file), str(plan_file), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["certificate"] == "refused"
    assert run(["check", str(problem_file), str(plan_file), "--no-certificate"]) == 0
    assert "bound: " not in capsys.readouterr().out


def test_a_plan_of_another_program_has_no_certificate_and_is_valid(
    problem_file: Path, plan_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = json.loads(plan_file.read_bytes())
    plan_file.write_text(json.dumps(content | {"prices": {"of": "another"}, "pinned": "what it likes"}))
    capsys.readouterr()
    assert run(["check", str(problem_file), str(plan_file)]) == 0
    assert capsys.readouterr().out.endswith("\nbound: no certificate\n")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_search_and_the_best_plan_is_written(tmp_path: Path, number: signal.Signals) -> None:
    problem, plan = generated_problem(scale=0.5, seed=2), tmp_path / "plan.json"
    problem_file = tmp_path / "problem.json"
    problem_file.write_bytes(problem.to_json_bytes())
    process = subprocess.Popen(
        command("plan", problem_file, "-o", plan, "--seconds", "600"), env=environment(), stdout=subprocess.DEVNULL
    )
    wait_until_it_searches(process)
    assert not plan.exists()
    process.send_signal(number)
    assert process.wait(timeout=PATIENCE_SECONDS) == 0
    written = Plan.from_json_bytes(plan.read_bytes())
    assert list(broken_rules(Problem.from_json_bytes(problem_file.read_bytes()), written)) == []


def test_a_killed_process_leaves_the_old_plan(tmp_path: Path) -> None:
    problem_file, plan = tmp_path / "problem.json", tmp_path / "plan.json"
    problem_file.write_bytes(generated_problem(scale=0.5, seed=2).to_json_bytes())
    plan.write_text("the old plan")
    process = subprocess.Popen(command("plan", problem_file, "-o", plan), env=environment(), stdout=subprocess.DEVNULL)
    time.sleep(1.5)
    process.kill()
    process.wait()
    assert plan.read_text() == "the old plan"
    assert {path.name for path in tmp_path.iterdir()} == {"problem.json", "plan.json"}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ((None, None, None), {SecondsPassed: 60.0, GapReached: 0.001}),
        ((5.0, None, None), {SecondsPassed: 5.0, GapReached: 0.001}),
        ((None, 0.02, None), {SecondsPassed: 60.0, GapReached: 0.02}),
        ((None, None, 7), {IterationsDone: 7}),
        ((5.0, 0.02, 7), {SecondsPassed: 5.0, GapReached: 0.02, IterationsDone: 7}),
    ],
)
def test_defaults_hold_unless_rounds_are_counted(
    given: tuple[float | None, float | None, int | None],
    expected: dict[type[Stop], float],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("muster.cli.solving.seconds_since_start", lambda: 0.0)
    criterion = stop_criterion(*given)
    assert isinstance(criterion, AnyOf)
    limits = {type(part): next(iter(dataclasses.asdict(part).values())) for part in criterion.criteria}  # type: ignore[call-overload]
    assert limits == expected


def test_seconds_count_from_the_start_of_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """What loading took is taken off the search's time; how long it all takes is measured in the benchmark."""
    monkeypatch.setattr("muster.cli.solving.seconds_since_start", lambda: 2.0)
    assert stop_criterion(3.0, None, None).seconds_limit() == 1.0
    assert stop_criterion(1.0, None, None).seconds_limit() == 0.0


def test_a_plan_begins_at_an_earlier_one_and_holds_what_is_pinned(
    problem_file: Path, plan_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pinned = ["--pin", "U:P:1:3"]
    again = problem_file.with_name("again.json")
    arguments = ["plan", str(problem_file), "-o", str(again), "--from", str(plan_file), "--change-cost", "3"]
    assert run([*arguments, *pinned, "--no-progress", "5"]) == 0
    plan = Plan.from_json_bytes(again.read_bytes())
    assert Stay("U", "P", 1, 3) in plan.stays
    assert plan.pinned == (Stay("U", "P", 1, 3),)
    capsys.readouterr()
    assert run(["check", str(problem_file), str(again)]) == 0
    assert "certified" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--pin", "U:P:1"], "write PLEDGE:POST:START:END"),
        (["--pin", "U:Q:1:3"], "U in Q is no option of the problem"),
        (["--pin", "U:P:0:6"], "lasts 6 periods"),
        (["--from", "missing.json"], "missing.json: cannot be read"),
        (["--change-cost", "3"], "goes with --from"),
    ],
)
def test_an_earlier_plan_or_a_pin_that_is_none_is_one_line(
    problem_file: Path, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    output = problem_file.with_name("again.json")
    assert run(["plan", str(problem_file), "-o", str(output), *arguments]) == 2
    said = capsys.readouterr().err
    assert words in " ".join(said.split())
    assert "Traceback" not in said
    assert not output.exists()
