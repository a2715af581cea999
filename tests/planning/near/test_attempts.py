"""Integer programs over the stays near at hand: what they find is valid, and what they prove bounds every plan."""

import subprocess
import sys
import time
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from muster.planning import GapReached, IterationsDone, Plan, Problem, SecondsPassed, Stay, solve
from muster.planning.exact import possible_stays
from muster.planning.improvement import Improvement, OptionStay
from muster.planning.kernels.board import FREE, empty_board, fits, place
from muster.planning.near import attempts
from muster.planning.near.attempts import Attempts
from muster.planning.near.near_stays import count_stays, near_stays, others_short
from muster.planning.near.parts import Parts
from muster.planning.near.program import near_program
from muster.planning.near.solving import packed, unpacked
from muster.planning.relaxation import Relaxation
from muster.planning.tables import build_tables
from tests.planning.answers import assert_valid, optimum_of
from tests.planning.builders import battalion_problem, generated_problem, plan_of, small_problems

FEW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
MANY = settings(max_examples=60, deadline=None)


def random_prices(relaxation: Relaxation, seed: int) -> np.ndarray:
    """Prices of about what an option pays, for all that carries a price."""
    flat = np.random.default_rng(seed).uniform(0.0, 3.0, relaxation.shape.size)
    prices, priced = relaxation.shape.split(flat), relaxation.priced
    prices.post[priced.post == 0] = 0.0
    prices.pledge[priced.pledge == 0] = 0.0
    prices.arrival[priced.arrival == 0] = 0.0
    return flat


def finished(relaxation: Relaxation, prices: np.ndarray) -> Attempts:
    """All attempts at these prices, from no plan, to their end."""
    found = Attempts(relaxation, 1, 100.0)
    for _ in attempts.SIZES:
        found.begin(prices, relaxation.evaluate(prices), empty_board(relaxation.tables), 0, 100.0)
        while found.is_running:
            time.sleep(0.01)
    found.stop()
    return found


def plan_from(problem: Problem, stays: list[OptionStay]) -> Plan:
    _, order = build_tables(problem)
    options = [problem.options[i] for i in order]
    return plan_of(problem, *(Stay(options[k].pledge, options[k].post, start, end) for k, start, end in stays))


@given(small_problems(), st.integers(0, 2**20))
@MANY
def test_all_stays_are_listed_and_the_best_of_each_pledge_fall_short_by_nothing(problem: Problem, seed: int) -> None:
    tables, _ = build_tables(problem)
    relaxation = Relaxation(tables)
    prices = relaxation.shape.split(random_prices(relaxation, seed))
    found = near_stays(relaxation, prices, np.inf, 10**6)
    assert sorted(found.stays) == sorted(possible_stays(tables) or [])
    assert count_stays(relaxation) == len(found.stays)
    assert found.is_near.all()
    assert found.others_short == np.inf
    short = [near_stays(relaxation, prices, np.inf, n).others_short for n in range(len(found.stays))]
    assert short == sorted(short)
    assert min(short, default=0.0) >= -1e-9


@given(small_problems(), st.integers(0, 2**20))
@MANY
def test_what_a_stay_falls_short_by_is_what_the_bound_falls_by_when_it_is_forced(problem: Problem, seed: int) -> None:
    tables, _ = build_tables(problem)
    relaxation = Relaxation(tables)
    flat = random_prices(relaxation, seed)
    prices = relaxation.shape.split(flat)
    everything = near_stays(relaxation, prices, np.inf, 10**6)
    assume(everything.stays)
    number = seed % len(everything.stays)
    option, start, end = everything.stays[number]
    alone = np.ones(len(everything.stays), bool)
    alone[number] = False
    short = others_short(relaxation, prices, alone)
    rest = best_chain(relaxation, flat, int(tables.pledge[option]), None)
    forced = best_chain(relaxation, flat, int(tables.pledge[option]), (option, start, end))
    assert short == pytest.approx(rest - forced)


def best_chain(relaxation: Relaxation, flat: np.ndarray, pledge: int, forced: OptionStay | None) -> float:
    """The best worth of stays of one pledge at the prices, by trying every chain."""
    tables, prices = relaxation.tables, relaxation.shape.split(flat)
    everywhere = len(tables.arrivals_left) - 1

    def worth(option: int, start: int, end: int) -> float:
        post, row = int(tables.post[option]), int(relaxation.blocks.row_of_option[option])
        held = prices.post[post] if row < 0 else prices.row[row]
        arriving = prices.arrival[tables.mission[post], start] + prices.arrival[everywhere, start]
        paid = held[start:end].sum() + prices.pledge[pledge, start:end].sum() + tables.strength[pledge] * arriving
        return float(tables.value[option] * (end - start) - tables.start_cost[option] - paid)

    own = sorted((s for s in possible_stays(tables) or [] if tables.pledge[s[0]] == pledge), key=lambda s: s[1])

    def best_from(period: int, owed: bool) -> float:
        most = -np.inf if owed else 0.0
        for stay in own:
            if stay[1] < period or (owed and stay != forced and forced is not None and stay[1] >= forced[1]):
                continue
            after = best_from(stay[2] + int(tables.dwell[pledge]), owed and stay != forced)
            most = max(most, worth(*stay) + after)
        return most

    return best_from(0, forced is not None)


@given(small_problems(), st.integers(0, 2**20))
@FEW
def test_over_all_stays_the_program_finds_and_proves_the_optimum(problem: Problem, seed: int) -> None:
    relaxation = Relaxation(build_tables(problem)[0])
    found = finished(relaxation, random_prices(relaxation, seed))
    optimum = optimum_of(problem)
    plans = [plan_from(problem, plan.stays) for plan in found.found()]
    for plan in plans:
        assert_valid(problem, plan)
    assert max((plan.objective for plan in plans), default=0) == optimum
    assert found.bound == pytest.approx(optimum, abs=1e-3)


@given(small_problems(), st.integers(0, 2**20), st.integers(1, 4))
@FEW
def test_over_a_few_stays_what_is_proven_bounds_every_plan_still(problem: Problem, seed: int, size: int) -> None:
    relaxation = Relaxation(build_tables(problem)[0])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(attempts, "SIZES", (size, size + 1))
        found = finished(relaxation, random_prices(relaxation, seed))
    optimum = optimum_of(problem)
    for plan in found.found():
        assert_valid(problem, plan_from(problem, plan.stays))
    assert found.bound >= optimum - 1e-3
    better = random_prices(relaxation, seed + 1)
    found.reprice(better, relaxation.evaluate(better))
    assert found.bound >= optimum - 1e-3


def test_a_program_survives_its_bytes() -> None:
    tables = build_tables(generated_problem(scale=0.05, seed=1))[0]
    program = near_program(tables, (possible_stays(tables) or [])[:500], empty_board(tables))
    read = unpacked(packed(program))
    for name in program._fields:
        assert np.array_equal(getattr(program, name), getattr(read, name))
        assert getattr(program, name).dtype == getattr(read, name).dtype


@pytest.fixture
def running() -> Iterator[Attempts]:
    """An attempt that has just begun."""
    relaxation = Relaxation(build_tables(generated_problem(scale=0.2, seed=1))[0])
    prices = relaxation.starting_prices(0.8)
    found = Attempts(relaxation, 1, 100.0)
    found.begin(prices, relaxation.evaluate(prices), empty_board(relaxation.tables), 0, 100.0)
    yield found
    found.stop()


def assert_stopped(found: Attempts) -> None:
    assert not found.is_running


def test_an_attempt_that_is_stopped_leaves_no_process(running: Attempts) -> None:
    assert running.is_running
    process = running._process._process
    assert process is not None
    running.stop()
    assert process.poll() is not None
    assert_stopped(running)
    running.stop()


def test_the_process_ends_when_whoever_asked_is_gone(running: Attempts) -> None:
    process = running._process._process
    assert process is not None
    assert process.stdin is not None
    process.stdin.close()
    process.wait(timeout=30)


def test_a_process_that_cannot_work_is_an_attempt_without_news(monkeypatch: pytest.MonkeyPatch) -> None:
    real = subprocess.Popen
    failing = [sys.executable, "-c", "pass"]
    monkeypatch.setattr(subprocess, "Popen", lambda command, **pipes: real(failing, **pipes))
    relaxation = Relaxation(build_tables(generated_problem(scale=0.2, seed=1))[0])
    prices = relaxation.starting_prices(0.8)
    found = Attempts(relaxation, 1, 100.0)
    for _ in range(2):
        found.begin(prices, relaxation.evaluate(prices), empty_board(relaxation.tables), 0, 100.0)
        while found.is_running:
            time.sleep(0.01)
        assert found._process.has_failed
    found.stop()
    assert found._begun == 1
    assert found.found() == []
    assert found.bound == np.inf


def test_without_time_nothing_is_begun() -> None:
    relaxation = Relaxation(build_tables(generated_problem(scale=0.05, seed=1))[0])
    found = Attempts(relaxation, 1, 100.0)
    found.begin(relaxation.starting_prices(0.8), 1e9, empty_board(relaxation.tables), 0, 0.5)
    assert not found.is_running


def test_a_solve_with_time_tries_them_and_stands_by_what_they_prove() -> None:
    problem = generated_problem(scale=0.15, seed=2)
    plan = solve(problem, stop=SecondsPassed(30) | GapReached(0.001), workers=2)
    assert_valid(problem, plan)
    assert plan.gap <= 0.01
    assert Plan.from_json_bytes(plan.to_json_bytes()).bound_proof == plan.bound_proof


def test_a_solve_that_can_be_repeated_does_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("muster.planning.rounds.FEW_STAYS", 0)
    begun: list[object] = []
    monkeypatch.setattr(Attempts, "begin", lambda self, *asked: begun.append(asked))
    problem = generated_problem(scale=0.1, seed=1)
    solve(problem, stop=IterationsDone(8), workers=2)
    solve(problem, stop=SecondsPassed(1.0), workers=1)
    assert begun == []
    solve(problem, stop=SecondsPassed(2.0) | GapReached(0.0), workers=2)
    assert begun != []


def test_a_plan_that_breaks_a_rule_is_taken_without_the_stay_that_does() -> None:
    problem = generated_problem(scale=0.05, seed=1)
    tables = build_tables(problem)[0]
    relaxation = Relaxation(tables)
    search = Improvement(tables, relaxation.blocks, seed=0)
    search.rebuild(relaxation.shape.split(relaxation.starting_prices(0.8)))
    stays = search.best_stays()
    other = Improvement(tables, relaxation.blocks, seed=0)
    other.offer([*stays, *stays])
    assert stays
    assert other.best_stays() == stays
    assert other.objective == search.objective


@pytest.fixture(scope="module")
def searched() -> Improvement:
    """A plan that was built and not improved."""
    tables = build_tables(generated_problem(scale=0.2, seed=3))[0]
    relaxation = Relaxation(tables)
    search = Improvement(tables, relaxation.blocks, seed=0)
    search.rebuild(relaxation.shape.split(relaxation.starting_prices(0.8)))
    return search


def test_a_part_has_the_stays_that_fit_beside_the_others(searched: Improvement) -> None:
    tables = searched.tables
    relaxation = Relaxation(tables)
    parts = Parts(relaxation, seed=1)
    parts.size = 10
    parts.reprice(relaxation.starting_prices(0.8))
    for _ in range(20):
        part = parts.draw(searched.best_board())
        assert part is not None
        assert len(part.pledges) == 10
        assert {int(tables.pledge[option]) for option, _, _ in part.stays} <= part.pledges
        own = [stay for stay in searched.best_stays() if tables.pledge[stay[0]] in part.pledges]
        assert sorted(part.stays[number] for number in part.start) == sorted(own)
        for option, start, end in part.stays:
            assert (part.room.holder[tables.post[option], start:end] == FREE).all()


def test_parts_planned_anew_never_make_a_plan_worse_and_soon_make_it_better(searched: Improvement) -> None:
    relaxation = Relaxation(searched.tables)
    prices = relaxation.starting_prices(0.8)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(attempts, "MOST_STAYS", 0)
        tried = Attempts(relaxation, 1, 100.0)
    tried.parts.size = 20
    before, worths = searched.objective, [searched.objective]
    for _ in range(6):
        tried.begin(prices, relaxation.evaluate(prices), searched.best_board(), 0, 100.0)
        while tried.is_running:
            time.sleep(0.01)
        for plan in tried.found():
            assert plan.pledges is not None
            searched.offer_part(plan.pledges, plan.stays)
        worths.append(searched.objective)
    tried.stop()
    assert worths == sorted(worths)
    assert searched.objective > before
    assert tried.bound == np.inf
    board = empty_board(searched.tables)
    for stay in searched._leads_first(searched.best_stays()):
        assert fits(*stay, searched.tables, board)
        place(*stay, searched.tables, board)


def test_other_stays_for_some_pledges_are_refused_where_others_would_stand_without_their_lead() -> None:
    tables = build_tables(battalion_problem())[0]
    relaxation = Relaxation(tables)
    search = Improvement(tables, relaxation.blocks, seed=0)
    search.rebuild(relaxation.shape.split(np.zeros(relaxation.shape.size)))
    led = [stay for stay in search.best_stays() if tables.lead_of_post[tables.post[stay[0]]] >= 0]
    leading = {int(tables.pledge[stay[0]]) for stay in search.best_stays()} - {int(tables.pledge[s[0]]) for s in led}
    assert led
    stays, worth = search.best_stays(), search.objective
    search.worths[1] = 0  # whatever is offered is worth more
    search.offer_part(leading, [])
    assert search.best_stays() == stays
    search.worths[1] = worth
