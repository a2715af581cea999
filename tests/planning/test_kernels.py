"""The exact subproblems of the relaxation against enumeration."""

import itertools
import random
from datetime import date

import numpy as np
import pytest

from muster.planning import CommittedStay, Option, Post, Problem, Requirement
from muster.planning.kernels.chain import make_scratch, solve_chain
from muster.planning.kernels.knapsack import make_knapsack_scratch, solve_knapsack
from muster.planning.kernels.relaxation import fill_pledge
from muster.planning.kernels.search import make_search_scratch, random_below
from muster.planning.kernels.standing import choose_standing, gather
from muster.planning.relaxation import Relaxation
from muster.planning.tables import build_tables
from tests.planning.builders import one_post_problem, option, pledge


@pytest.mark.parametrize("seed", range(60))
def test_the_knapsack_is_exact(seed: int) -> None:
    rng = random.Random(seed)
    count, room = rng.randint(1, 9), rng.randint(0, 100)
    worths, weights = [rng.random() * 10 for _ in range(count)], [rng.randint(1, 40) for _ in range(count)]
    scratch = make_knapsack_scratch(count)
    scratch.worth[:], scratch.weight[:], scratch.item[:] = worths, weights, range(count)
    found = solve_knapsack(scratch, count, room)
    sets = (chosen for size in range(count + 1) for chosen in itertools.combinations(range(count), size))
    best = max(sum(worths[i] for i in chosen) for chosen in sets if sum(weights[i] for i in chosen) <= room)
    taken = [int(scratch.item[i]) for i in range(count) if scratch.best[i]]
    assert found == pytest.approx(best)
    assert sum(weights[i] for i in taken) <= room
    assert sum(worths[i] for i in taken) == pytest.approx(best)


def requirement_problem(rng: random.Random) -> Problem:
    """One requirement of several posts in one period."""
    posts = [Post(f"P{i}", "R", "company", 1, 0, 1) for i in range(rng.randint(2, 4))]
    states = [f"S{i}" for i in range(rng.randint(1, 5))]
    pledges = [pledge(f"U{i}", rng.choice(states), 1, max_stay=1) for i in range(9)]
    pairs = [(unit.id, post.id) for unit in pledges for post in posts]
    return Problem(
        start=date(2027, 1, 1),
        count=1,
        requirements=(Requirement("R", "M", rng.randint(1, 3), rng.choice([None, "P0"])),),
        posts=tuple(posts),
        pledges=tuple(pledges),
        options=tuple(option(*pair) for pair in rng.sample(pairs, rng.randint(1, 18))),
        incompatible=tuple((rng.choice(states), rng.choice(states)) for _ in range(rng.randint(0, 2))),
        committed=(CommittedStay("U8", "P0", -1, 1),) if rng.random() < 0.3 else (),
    )


def best_standing(problem: Problem, rows: dict[Option, float]) -> float:
    """The best choice by enumeration of one row or none for each post."""
    requirement = problem.requirements[0]
    committed = {stay.post: problem.pledge_by_id[stay.pledge].state for stay in problem.committed}
    open_rows = [row for row in rows if row.post not in committed]
    by_post: dict[str, list[Option | None]] = {}
    for row in open_rows:
        by_post.setdefault(row.post, [None]).append(row)
    best = 0.0
    for choice in itertools.product(*by_post.values()):
        rows_taken = [row for row in choice if row is not None]
        held = {row.post for row in rows_taken} | set(committed)
        states = {problem.pledge_by_id[row.pledge].state for row in rows_taken} | set(committed.values())
        enemies = any(a != b and {a, b} <= states for a, b in problem.incompatible)
        without_lead = bool(held) and requirement.lead is not None and requirement.lead not in held
        if len(states) <= requirement.max_states and not enemies and not without_lead:
            best = max(best, sum(rows[row] for row in rows_taken))
    return best


@pytest.mark.parametrize("seed", range(150))
def test_the_choice_of_who_stands_in_a_requirement_is_exact(seed: int) -> None:
    """Prices may be negative: a lead is taken at a loss when its companies make up for it."""
    rng = random.Random(seed)
    problem = requirement_problem(rng)
    tables, order = build_tables(problem)
    relaxation = Relaxation(tables)
    options = [problem.options[order[i]] for i in relaxation.blocks.option]
    prices = [float(rng.randint(-5, 10)) for _ in options]
    worths = np.array(prices).reshape(-1, 1)
    scratch = relaxation._standing_scratch[0]
    gather(0, 0, 1, tables, relaxation.blocks, worths, scratch)
    found = choose_standing(0, 0, 0, tables, scratch)
    possible = {
        row: price
        for row, price, index in zip(options, prices, relaxation.blocks.option, strict=True)
        if tables.reach[index, 0]
    }
    assert max(found, 0.0) == best_standing(problem, possible)


def best_chain(problem: Problem, prices: dict[tuple[str, int], float], period: int = 0) -> float:
    """The best stays of the only pledge from a period on, by recursion over all of them."""
    unit = problem.pledges[0]
    if period >= problem.count:
        return 0.0
    best = best_chain(problem, prices, period + 1)
    for row in problem.options:
        for end in range(period + unit.min_stay, min(period + unit.max_stay, problem.count, row.latest) + 1):
            if period >= max(row.earliest, unit.ready_from):
                worth = sum(row.value - prices[row.post, t] for t in range(period, end)) - row.start_cost
                best = max(best, worth + best_chain(problem, prices, end + unit.dwell))
    return best


@pytest.mark.parametrize("seed", range(80))
def test_the_chain_of_stays_is_exact(seed: int) -> None:
    rng = random.Random(seed)
    count, shortest = rng.randint(1, 9), rng.randint(1, 3)
    changes = {"ready_from": rng.randint(0, 2), "min_stay": shortest, "max_stay": rng.randint(shortest, 5)}
    posts = tuple(Post(f"P{i}", f"R{i}", "company", 1, 0, count) for i in range(3))
    problem = one_post_problem(
        count,
        requirements=tuple(Requirement(f"R{i}", "M") for i in range(3)),
        posts=posts,
        pledges=(pledge("U", "A", 100, dwell=rng.randint(0, 3), **changes),),
        options=tuple(
            option("U", post.id, rng.randint(1, 9), rng.randint(0, 9), earliest=rng.randint(0, 3)) for post in posts
        ),
    )
    tables, _ = build_tables(problem)
    relaxation = Relaxation(tables)
    flat = np.zeros(relaxation.shape.size)
    prices = relaxation.shape.split(flat)
    prices.post[:] = np.random.default_rng(seed).integers(0, 8, prices.post.shape)
    scratch = make_scratch(3, count)
    earning, first, last = fill_pledge(0, tables, relaxation.blocks, prices, scratch)
    found = solve_chain(earning, first, last, tables.min_stay[0], tables.max_stay[0], tables.dwell[0], count, scratch)
    by_post = {(post.id, t): float(prices.post[i, t]) for i, post in enumerate(posts) for t in range(count)}
    assert found == pytest.approx(best_chain(problem, by_post))


def test_random_numbers_are_spread_evenly() -> None:
    scratch = make_search_scratch(build_tables(one_post_problem())[0], seed=7)
    counts = np.bincount([random_below(10, scratch.random) for _ in range(20_000)], minlength=10)
    assert counts.min() > 1800
    assert counts.max() < 2200
