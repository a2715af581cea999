"""The package's checker and the contract's agree: both pass a sound plan, both see what is wrong with a spoilt one."""

import dataclasses
import random

import pytest

from muster.planning import IterationsDone, Plan, PlanRefused, Problem, Stay, solve
from muster.planning.checker import broken_rules
from tests.planning.builders import contract_sentences, generated_problem


@pytest.fixture(scope="module")
def solved() -> tuple[Problem, Plan]:
    problem = generated_problem(scale=0.15, seed=5)
    return problem, solve(problem, stop=IterationsDone(3))


def spoil(problem: Problem, plan: Plan, rng: random.Random) -> Plan:
    """Change one thing at random; the objective is put right, so that only rules can be broken."""
    stays = list(plan.stays)
    place = rng.randrange(len(stays))
    stay = stays[place]
    kind = rng.randrange(6)
    if kind == 0:
        stays[place] = dataclasses.replace(stay, start=stay.start - rng.randint(1, 4))
    elif kind == 1:
        stays[place] = dataclasses.replace(stay, end=stay.end + rng.randint(1, 4))
    elif kind == 2:
        stays[place] = dataclasses.replace(stay, start=stay.start + 1, end=stay.end + 1)
    elif kind == 3:
        other = rng.choice(problem.options)
        stays.append(Stay(other.pledge, other.post, other.earliest, other.latest))
    elif kind == 4:
        stays[place] = dataclasses.replace(stay, post=rng.choice(problem.posts).id)
    else:
        del stays[place]
    worth = 0
    for kept in stays:
        option = problem.option_by_pair.get((kept.pledge, kept.post))
        worth += 0 if option is None else option.value * (kept.end - kept.start) - option.start_cost
    return dataclasses.replace(plan, stays=tuple(stays), objective=worth, bound=1e9, status="feasible")


def test_both_checkers_agree_on_spoilt_plans(solved: tuple[Problem, Plan]) -> None:
    """Both find the same number of broken rules, whatever is changed."""
    problem, plan = solved
    broken = 0
    for seed in range(300):
        spoilt = spoil(problem, plan, random.Random(seed))
        ours, theirs = list(broken_rules(problem, spoilt)), contract_sentences(problem, spoilt)
        assert len(ours) == len(theirs), (seed, ours, theirs)
        broken += bool(ours)
    assert 100 < broken < 300, "the changes are to break rules often, and not always"


def test_wrong_figures_are_seen(solved: tuple[Problem, Plan]) -> None:
    problem, plan = solved[0], dataclasses.replace(solved[1], status="feasible")
    wrong = {
        "objective: is": dataclasses.replace(plan, objective=plan.objective + 1, bound=1e9),
        "bound:": dataclasses.replace(plan, bound=plan.objective - 1.0),
        "status:": dataclasses.replace(plan, status="optimal", bound=plan.objective + 1.0),
        "problem_sha256:": dataclasses.replace(plan, problem_sha256="0" * 64),
    }
    for beginning, spoilt in wrong.items():
        (sentence,) = broken_rules(problem, spoilt)
        assert sentence.startswith(beginning)


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        (b"{", "the plan is not JSON"),
        (b"[]", "the plan must be an object"),
        (b'{"version": 1}', "objective: must be an integer"),
        (b'{"bound": NaN}', "bound: must be a finite number"),
        (b'{"bound": true}', "bound: must be a finite number"),
        (b'{"bound": 1' + b"0" * 400 + b"}", "bound: must be a finite number"),
        (b'{"stays": [3]}', "stays[0]: must be an object"),
        (b'{"stays": [{"pledge": 1, "post": "P", "start": 1.0, "end": 2}]}', "stays[0].start: must be an integer"),
    ],
)
def test_what_is_no_plan_is_refused(raw: bytes, line: str) -> None:
    with pytest.raises(PlanRefused) as refusal:
        Plan.from_json_bytes(raw)
    assert any(told.startswith(line) for told in refusal.value.lines)


def test_prices_of_another_program_are_no_fault(solved: tuple[Problem, Plan]) -> None:
    problem, plan = solved
    raw = plan.to_json_bytes().replace(b'"prices":{', b'"prices":{"theirs":1,')
    assert list(broken_rules(problem, Plan.from_json_bytes(raw))) == []
