"""`muster explain`, `alternatives` and `work-list` on files: what they tell and write, and one line for a fault."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from muster.cli.app import run
from muster.cli.obstacle_words import obstacle_words
from muster.planning import IterationsDone, Plan, Prices, Problem, Stay, solve
from muster.planning.checker import broken_rules
from muster.planning.gap_effects import gap_effects
from muster.planning.gaps import gaps_of
from muster.planning.obstacles import Obstacle, Rule
from tests.planning.builders import generated_problem, one_post_problem, option, plan_of, pledge


@pytest.fixture(scope="module")
def solved() -> tuple[Problem, Plan]:
    problem = Problem.from_json_bytes(generated_problem(scale=0.15, seed=3).to_json_bytes())
    return problem, solve(problem, stop=IterationsDone(3), workers=1)


@pytest.fixture
def files(solved: tuple[Problem, Plan], tmp_path: Path) -> tuple[str, str]:
    problem, plan = solved
    (tmp_path / "problem.json").write_bytes(problem.to_json_bytes())
    (tmp_path / "plan.json").write_bytes(plan.to_json_bytes())
    return str(tmp_path / "problem.json"), str(tmp_path / "plan.json")


def test_every_gap_is_listed_with_its_candidates(
    files: tuple[str, str], solved: tuple[Problem, Plan], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "gaps.json"
    assert run(["explain", *files, "-o", str(output)]) == 0
    lines = capsys.readouterr().out.splitlines()
    gaps = gaps_of(solved[0], solved[1].stays)
    assert lines[0] == f"{len(gaps)} gaps, {sum(gap.periods for gap in gaps)} periods uncovered"
    assert lines[1].startswith(f"{gaps[0].post} [{gaps[0].start}, {gaps[0].end}): ")
    written = json.loads(output.read_bytes())
    assert [row["gap"]["post"] for row in written["gaps"]] == [gap.post for gap in gaps]
    candidate = next(row for row in written["gaps"] if row["candidates"])["candidates"][0]
    assert set(candidate) == {"pledge", "stay", "is_within", "reduced_worth", "most_gain"}


def test_alternatives_of_a_post_are_listed_for_each_of_its_gaps(
    files: tuple[str, str], solved: tuple[Problem, Plan], capsys: pytest.CaptureFixture[str]
) -> None:
    gap = gaps_of(solved[0], solved[1].stays)[0]
    assert run(["alternatives", *files, "--post", gap.post]) == 0
    assert capsys.readouterr().out.startswith(f"{gap.post} [{gap.start}, {gap.end}): 0 of ")
    slot = ["--from", str(gap.start), "--until", str(gap.end)]
    assert run(["alternatives", *files, "--post", gap.post, *slot, "--json"]) == 0
    (content,) = json.loads(capsys.readouterr().out)
    assert {row["pledge"] for row in content["alternatives"]} == {
        row.pledge for row in solved[0].options if row.post == gap.post
    }


def test_alternatives_planned_anew_tell_gain_and_moves(
    files: tuple[str, str], solved: tuple[Problem, Plan], capsys: pytest.CaptureFixture[str]
) -> None:
    gap = next(row.gap for row in gap_effects(*solved) if row.candidates and row.candidates[0].is_within)
    arguments = ["alternatives", *files, "--post", gap.post, "--replan", "--seconds", "1"]
    assert run([*arguments, "--json"]) == 0
    contents = json.loads(capsys.readouterr().out)
    content = next(row for row in contents if row["replanned"])
    assert set(content["replanned"][0]) == {"stay", "gain", "most_gain", "moves"}
    assert run(arguments) == 0
    assert "  with the rest planned anew:\n" in capsys.readouterr().out


def test_posts_of_a_pledge_are_listed(
    files: tuple[str, str], solved: tuple[Problem, Plan], capsys: pytest.CaptureFixture[str]
) -> None:
    name = solved[0].options[0].pledge
    assert run(["alternatives", *files, "--pledge", name]) == 0
    assert capsys.readouterr().out.startswith(f"posts for {name}: ")
    assert run(["alternatives", *files, "--pledge", name, "--replan", "--seconds", "1"]) == 0
    assert "  with the rest planned anew:\n" in capsys.readouterr().out


def test_a_work_list_is_printed_and_written(
    files: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "list.json"
    assert run(["work-list", *files, "-o", str(output), "--seconds", "3", "--visits", "1", "--cost", "300"]) == 0
    lines = capsys.readouterr().out.splitlines()
    content = json.loads(output.read_bytes())
    assert lines[0].startswith(f"{len(content['items'])} of ")
    assert len(lines) == 1 + len(content["items"])
    assert content["gain"] == content["objective"] - content["cost"] - content["objective_before"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "name a post or a pledge, not both"),
        (("--post", "X"), 'the problem has no post "X"'),
        (("--pledge", "X"), 'the problem has no pledge "X"'),
        (("--pledge", "U00000", "--from", "3"), "goes with --post"),
        (("--post", "P00000", "--from", "900"), "the post is wanted in ["),
    ],
)
def test_a_wrong_question_is_one_line(
    files: tuple[str, str], arguments: tuple[str, ...], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["alternatives", *files, *arguments]) == 2
    told = capsys.readouterr().err
    assert says in told
    assert told.count("\n") == 1


@pytest.mark.parametrize("command", ["explain", "work-list"])
def test_a_plan_that_is_not_valid_is_refused(
    command: str, files: tuple[str, str], solved: tuple[Problem, Plan], capsys: pytest.CaptureFixture[str]
) -> None:
    plan = solved[1]
    Path(files[1]).write_bytes(replace(plan, objective=plan.objective + 1).to_json_bytes())
    assert run([command, *files]) == 2
    assert capsys.readouterr().err == (
        f"muster: {files[1]}: objective: is {plan.objective}, the plan says {plan.objective + 1}\n"
    )


def test_a_plan_without_prices_cannot_be_explained(
    files: tuple[str, str], solved: tuple[Problem, Plan], capsys: pytest.CaptureFixture[str]
) -> None:
    Path(files[1]).write_bytes(replace(solved[1], prices=Prices()).to_json_bytes())
    assert run(["explain", *files]) == 2
    assert capsys.readouterr().err == (f"muster: {files[1]}: prices: the plan carries none; make it with muster plan\n")


def test_a_post_without_a_gap_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    problem = one_post_problem(2, pledges=(pledge("U", max_stay=2),), options=(option("U", "P"),))
    plan = plan_of(problem, Stay("U", "P", 0, 2))
    assert list(broken_rules(problem, plan)) == []
    (tmp_path / "problem.json").write_bytes(problem.to_json_bytes())
    (tmp_path / "plan.json").write_bytes(plan.to_json_bytes())
    assert run(["alternatives", str(tmp_path / "problem.json"), str(tmp_path / "plan.json"), "--post", "P"]) == 0
    assert capsys.readouterr().out == "the post has no gap; name periods with --from and --until\n"


@pytest.mark.parametrize("rule", Rule)
def test_every_rule_has_its_words(rule: Rule) -> None:
    words = obstacle_words(Obstacle(rule, ((0, 2), (4, 5)), ("X",), until=5, short_by=7))
    assert words.endswith(" in [0, 2) and [4, 5)")
    assert obstacle_words(Obstacle(rule)) != ""


def test_a_pledge_bound_by_agreement_is_said_to_be() -> None:
    words = obstacle_words(Obstacle(Rule.BUSY, ((0, 3),), ("Q",), until=3, committed=True))
    assert words == "busy in Q until 3, as agreed in [0, 3)"
