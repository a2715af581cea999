"""The same answers by none, one and two workers; a run that was killed goes on; files of other tests are refused."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from muster.planning import IterationsDone, Problem, solve
from muster.planning.checker import broken_rules
from muster.planning.stress import (
    Effort,
    MissionRisk,
    PledgeRisk,
    Risks,
    Study,
    answers_to,
    runner,
    scenario_questions,
    withdrawal_questions,
)
from muster.planning.stress.report import Wishes, best_plan, header, stress_test
from muster.planning.stress.results_file import ResultsFile, ResultsRefused
from muster.planning.stress.running import ClusterMissing, Runner
from tests.planning.builders import generated_problem

RISKS = Risks(other_pledges=PledgeRisk(0.1, (0.2, 0.1)), other_missions=MissionRisk(0.2, 2, 0.2, 3, 0.1))


@pytest.fixture(scope="module")
def study() -> Study:
    """A tenth of all peacekeeping, planned in three rounds."""
    problem = Problem.from_json_bytes(generated_problem(scale=0.1, seed=0).to_json_bytes())
    plan = solve(problem, stop=IterationsDone(3), workers=1)
    return Study(problem, plan, seed=7, effort=Effort(1), risks=RISKS)


class Refusing:
    """Work that must not be asked."""

    def answer(self, question: str) -> dict[str, Any]:
        """Fail."""
        raise AssertionError(question)


def test_the_answers_are_the_same_by_none_one_and_two_workers(study: Study) -> None:
    questions = [*withdrawal_questions(study, "pledge")[:6], *scenario_questions(4)]
    answers = []
    for workers in (0, 1, 2):
        with runner(workers) as asked:
            answers.append(answers_to(study, questions, asked))
    assert answers[0] == answers[1] == answers[2]
    assert list(answers[2]) == questions


def test_a_cluster_that_runs_already_is_asked_by_its_address(study: Study) -> None:
    from distributed import LocalCluster

    questions = scenario_questions(2)
    with (
        LocalCluster(
            n_workers=1,
            threads_per_worker=1,
            processes=False,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            protocol="tcp://",
        ) as cluster,
        runner(cluster=cluster.scheduler_address) as asked,
    ):
        assert answers_to(study, questions, asked) == answers_to(study, questions, Runner())


def test_a_cluster_that_is_not_there_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("muster.planning.stress.running.SECONDS_TO_CONNECT", 0.5)
    with (
        pytest.raises(ClusterMissing, match=r"no cluster answers at tcp://127\.0\.0\.1:9"),
        runner(cluster="tcp://127.0.0.1:9"),
    ):
        pass


def test_what_the_file_holds_is_not_asked_again(study: Study, tmp_path: Path) -> None:
    path, first = tmp_path / "results.jsonl", header(study, "1")
    questions = scenario_questions(2)
    answers = answers_to(study, questions, Runner(), ResultsFile.open(path, first))
    again = ResultsFile.open(path, first)
    assert answers_to(Refusing(), questions, Runner(), again) == answers
    assert len(path.read_text().splitlines()) == 3


def test_a_line_half_written_by_a_killed_process_is_asked_again(study: Study, tmp_path: Path) -> None:
    path, first = tmp_path / "results.jsonl", header(study, "1")
    questions = scenario_questions(2)
    answers = answers_to(study, questions, Runner(), ResultsFile.open(path, first))
    path.write_bytes(path.read_bytes()[:-30])
    results = ResultsFile.open(path, first)
    assert list(results.answers) == questions[:1]
    assert answers_to(study, questions, Runner(), results) == answers
    assert ResultsFile.open(path, first).answers == answers


def test_results_of_another_test_are_refused_in_one_line(study: Study, tmp_path: Path) -> None:
    path = tmp_path / "results.jsonl"
    ResultsFile.open(path, header(study, "1"))
    with pytest.raises(ResultsRefused, match=r"another test \(rounds, seed differ\)"):
        ResultsFile.open(path, header(study, "1") | {"seed": 8, "rounds": 2})
    path.write_text("a shopping list\n")
    with pytest.raises(ResultsRefused, match="no file of stress test results"):
        ResultsFile.open(path, header(study, "1"))


def test_progress_counts_what_is_known_already(study: Study, tmp_path: Path) -> None:
    results = ResultsFile.open(tmp_path / "results.jsonl", header(study, "1"))
    answers_to(study, scenario_questions(1), Runner(), results)
    told: list[tuple[int, int]] = []
    answers_to(study, scenario_questions(3), Runner(), results, lambda done, total: told.append((done, total)))
    assert told == [(2, 3), (3, 3)]


def test_a_whole_test_finds_losses_outlook_and_a_valid_plan_that_holds(study: Study) -> None:
    report = stress_test(study, Wishes(("state",), scenarios=4, sample=3, rehearsals=1, measure="tail"), Runner())
    assert len(report.losses) == len({pledge.state for pledge in study.problem.pledges})
    assert report.outlook is not None
    assert report.outlook.scenarios == 4
    assert {one.candidate for one in report.held} == {"base", "expected", "0"}
    assert [one.tail for one in report.held] == sorted((one.tail for one in report.held), reverse=True)
    assert list(broken_rules(study.problem, best_plan(study, report))) == []
    json.dumps(report.to_json())


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "muster", "stress", *map(str, arguments)]


@pytest.fixture
def files(study: Study, tmp_path: Path) -> tuple[Path, Path]:
    problem, plan = tmp_path / "problem.json", tmp_path / "plan.json"
    problem.write_bytes(study.problem.to_json_bytes())
    plan.write_bytes(study.plan.to_json_bytes())
    return problem, plan


@pytest.mark.parametrize("workers", ["0", "1"])
def test_an_interrupted_run_leaves_a_good_file_and_goes_on(
    files: tuple[Path, Path], tmp_path: Path, workers: str
) -> None:
    results = tmp_path / "results.jsonl"
    arguments = command(*files, "--scenarios", "200", "--sample", "0", "--workers", workers)
    arguments += ["--rounds", "0", "-o", str(results), "--json"]
    source = str(Path(__file__).parents[3] / "src")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([source, os.environ.get("PYTHONPATH", "")])}
    process = subprocess.Popen(arguments, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    wait_for_lines(results, 3, process)
    process.send_signal(signal.SIGINT)
    _, error = process.communicate(timeout=60)
    assert (process.returncode, error) == (130, b"")
    lines = results.read_bytes().splitlines()
    assert 3 <= len(lines) < 201
    assert all(isinstance(json.loads(line), dict) for line in lines)
    finished = subprocess.run(arguments, env=environment, capture_output=True, check=True)
    assert json.loads(finished.stdout)["outlook"]["scenarios"] == 200
    assert results.read_bytes().splitlines()[: len(lines)] == lines
    assert len(results.read_bytes().splitlines()) == 201


def wait_for_lines(path: Path, lines: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline and process.poll() is None:
        if path.exists() and path.read_bytes().count(b"\n") >= lines:
            return
        time.sleep(0.02)
    process.kill()
    pytest.fail(f"the run wrote nothing: {process.communicate()}")
