"""The campaign of one solve: rounds of pricing and search side by side until a criterion says stop.

A round does a fixed amount of work, so that the same number of rounds gives the same plan. First come warm-up rounds,
in which all workers descend on the bound and a plan is built at the prices of each round. Then pricing goes on in one
lane and the search in the other; when the prices are good, a second search takes the first lane in most rounds, and
every few rounds the worse of the two goes on from where the better stands; near the end integer programs take it.
"""

import math
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from muster.planning.exact import ExactModel, possible_stays
from muster.planning.improvement import Improvement, OptionStay
from muster.planning.keeping import without_keeping
from muster.planning.kernels.relaxation import Prices
from muster.planning.near.attempts import Attempts
from muster.planning.plan import BoundProof, is_proven
from muster.planning.pricing import LENGTHENING, Pricing
from muster.planning.relaxation import Relaxation
from muster.planning.stop import Progress, Stop
from muster.planning.tables import Tables

CELLS_A_ROUND = 5_000_000
"""Option periods that pricing goes through in a round."""
CELLS_A_SEARCH = 12_000_000
"""Option periods that the search goes through in a round, about as much time as pricing takes for its own."""
MOST_MOVES = 20_000
PLEDGES_A_MOVE = 8
HEAT_BY_MOVES = 0.08
"""First temperature, as a share of what a typical stay is worth, over the root of the moves expected for a pledge:
what is melted has to be given time to settle. At most `MOST_HEAT`, which was best at every size (docs/planner.md)."""
LEAST_HEAT, MOST_HEAT = 0.02, 0.6
COOLING = 25.0
"""How many times lower the last temperature is than the first."""
ANNEALING_ROUNDS = 100
"""Rounds of one annealing where neither time nor rounds are limited; the next takes twice as many."""
WARM_CYCLES = 5
"""Cycles of pricing before the search begins: a search that is guided by poor prices settles where it cannot leave."""
WARM_SHARE = 0.35
"""Where time or rounds are short, the search begins when one cycle is done and this share of them is used, or would be
before the end of the next cycle."""
ROUNDS_BETWEEN_MEETINGS = 10
FEW_STAYS = 2_000
"""With no more possible stays than this the whole problem is one small integer program."""
ATTEMPT_SHARE, ATTEMPT_SECONDS = 0.15, 3.0
"""When the stays near at hand are tried as an integer program, if prices have not settled: after this share of the
time, and so many seconds at most."""
PARTS_SHARE = 0.6
"""When parts of larger problems are: after this share of the time. While the search is hot it soon leaves again what
they find, and a second search finds more."""
ROUNDS_BETWEEN_PRICING, ROUNDS_BETWEEN_PRICING_OF_MANY = 3, 10
"""While a program has the other processor, every so many rounds are pricing, the others search; the bounds of small
problems gain more by it."""
ROUNDS_BETWEEN_GOOD_PRICING = 4
"""After the warm-up's cycles one of so many rounds is pricing beside a search, the others are two searches."""
EXACT_EFFORTS = (1.0, 4.0, 16.0, 64.0)
"""Limits in deterministic time of the successive attempts at a proof."""


@dataclass
class Campaign:
    """State of one solve. `bound` is proven at any time, `search.best_stays()` valid at any time."""

    tables: Tables
    stop: Stop
    seed: int
    workers: int
    report: Callable[[Progress], None] | None
    began: float
    iterations: int = 0
    exact_bound: float = math.inf
    exact_attempts: int = 0
    interrupted: bool = False
    _improved_at: tuple[int, float] = (0, 0.0)
    _standing: tuple[int, float] = (0, math.inf)
    _main_began: tuple[int, float] | None = None
    _cycle_began: tuple[int, float] = (0, 0.0)
    _cycle_took: tuple[int, float] = (0, 0.0)
    _annealing: tuple[int, int] = (0, ANNEALING_ROUNDS)
    _warm_started: bool = False
    _exact: ExactModel | None = None
    _attempts: Attempts | None = None
    _priced_attempts_at: float = math.inf
    _futures: list["Future[None]"] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.relaxation = Relaxation(self.tables)
        self.pricing = Pricing(self.relaxation)
        self.search = Improvement(self.tables, self.relaxation.blocks, self.seed)
        self.second: Improvement | None = None
        options, periods = len(self.tables.pledge), self.tables.periods
        a_pledge = max(1.0, options / max(1, len(self.tables.state)) * periods)
        self.moves = int(np.clip(CELLS_A_SEARCH / (PLEDGES_A_MOVE * a_pledge), 1, MOST_MOVES))
        self.pricing_steps = int(np.clip(CELLS_A_ROUND / max(1, options * periods), 1, 50))
        self.typical_worth = _typical_worth(self.tables)
        self._possible = possible_stays(self.tables)
        if self._is_for_attempts():
            self._possible = None
            self._attempts = Attempts(self.relaxation, self.seed, self.stop.seconds_limit())

    def _is_for_attempts(self) -> bool:
        """Whether integer programs run beside the search: with time and a processor for them.

        They end by the clock. So a solve that is limited by rounds alone, and can be repeated, does without; so does
        one that counts points for what is kept, which the prices of a published plan know nothing of.
        """
        if self.workers < 2 or not math.isfinite(self.stop.seconds_limit()) or len(self.tables.kept) > 0:
            return False
        return self._possible is None or len(self._possible) > FEW_STAYS

    @property
    def bound(self) -> float:
        """The least bound proven so far; nothing is worth less than the plan at hand."""
        return max(float(self.search.objective), min(self.pricing.bound, self.exact_bound))

    @property
    def is_optimal(self) -> bool:
        """Whether the plan is proven to be the best."""
        return is_proven(self.search.objective, self.bound)

    def run(self, warm_start: list[OptionStay]) -> None:
        """Rounds until a criterion is met, the plan is proven, or an interrupt comes."""
        pool = ThreadPoolExecutor(max_workers=max(1, self.workers)) if self.workers > 1 else None
        try:
            self.search.start(warm_start)
            self._warm_started = bool(warm_start) and self.search.objective > 0
            self.search.rebuild(self._prices())
            while not self._should_stop():
                self._round(pool)
        except KeyboardInterrupt:
            self.interrupted = True
            if self._exact is not None:
                self._exact.stop()
        finally:
            if self._attempts is not None:
                self._attempts.stop()
                self._take_over(self._attempts)
            for future in self._futures:
                future.exception()
            if pool is not None:
                pool.shutdown()

    def _prices(self) -> Prices:
        """A copy of the best prices, which the search reads while pricing goes on."""
        return self.relaxation.shape.split(self.pricing.best.copy())

    def _should_stop(self) -> bool:
        progress = self._progress()
        if self.report is not None:
            self.report(progress)
        return self.is_optimal or self.stop(progress)

    def _progress(self) -> Progress:
        seconds = time.monotonic() - self.began
        standing = (self.search.objective, self.bound)
        if standing[0] > self._standing[0] or standing[1] < self._standing[1]:
            self._improved_at = (self.iterations, seconds)
            self._standing = standing
        return Progress(
            iterations=self.iterations,
            seconds=seconds,
            objective=standing[0],
            bound=standing[1],
            idle_iterations=self.iterations - self._improved_at[0],
            idle_seconds=seconds - self._improved_at[1],
        )

    def _round(self, pool: Executor | None) -> None:
        self.iterations += 1
        if self._main_began is None and not self._is_warm():
            cycle = self.pricing.cycle
            self.pricing.advance(self.pricing_steps, pool)
            if self.pricing.cycle > cycle:
                self.search.rebuild(self._prices())
                self._note_cycle()
            return
        if self._main_began is None:
            self.search.rebuild(self._prices())
            self._main_began = (self.iterations, time.monotonic() - self.began)
        if self._possible is not None and self.exact_attempts < len(EXACT_EFFORTS) and self.iterations % 4 == 0:
            self._prove(pool)
            return
        is_trying = self._attempts is not None and self._is_time_for(self._attempts) and self._try(self._attempts)
        prices, heat = self._prices(), self._heat()
        if is_trying and self.workers == 2:
            if self.pricing.is_finished or self.iterations % self._rounds_between_pricing():
                self._run(pool, lambda: self.search.advance(self.moves, heat, prices))
            else:
                self._run(pool, lambda: self.pricing.advance(self.pricing_steps))
        elif self._is_for_two_searches():
            self._search_twice(pool, heat, prices)
        else:
            self._run(
                pool,
                lambda: self.pricing.advance(self.pricing_steps),
                lambda: self.search.advance(self.moves, heat, prices),
            )

    def _is_for_two_searches(self) -> bool:
        """Whether the lane of pricing is better used by a second search: prices have little left to gain."""
        if self.pricing.is_finished:
            return True
        return self.pricing.cycle >= WARM_CYCLES and self.iterations % ROUNDS_BETWEEN_GOOD_PRICING > 0

    def _rounds_between_pricing(self) -> int:
        is_small = self._attempts is not None and self._attempts.is_whole
        return ROUNDS_BETWEEN_PRICING if is_small else ROUNDS_BETWEEN_PRICING_OF_MANY

    def _is_time_for(self, attempts: Attempts) -> bool:
        """Programs over all pledges begin when the search does; parts when it has cooled."""
        return attempts.is_whole or time.monotonic() - self.began >= PARTS_SHARE * self.stop.seconds_limit()

    def _try(self, attempts: Attempts) -> bool:
        """Take over what an attempt has found, begin the next when there is none; whether one is under way."""
        self._take_over(attempts)
        if not attempts.is_running:
            left = self.stop.seconds_limit() - (time.monotonic() - self.began)
            prices, bound = self.pricing.best.copy(), self.pricing.bound
            attempts.begin(prices, bound, self.search.best_board(), self.search.objective, left)
        return attempts.is_running

    def _take_over(self, attempts: Attempts) -> None:
        if self.pricing.bound < self._priced_attempts_at:
            self._priced_attempts_at = self.pricing.bound
            attempts.reprice(self.pricing.best.copy(), self.pricing.bound)
        self.exact_bound = min(self.exact_bound, attempts.bound)
        for found in attempts.found():
            if found.pledges is None:
                self.search.offer(found.stays)
            else:
                self.search.offer_part(found.pledges, found.stays)

    def _note_cycle(self) -> None:
        """Remember what the cycle of pricing took that has just ended."""
        now, began = (self.iterations, time.monotonic() - self.began), self._cycle_began
        self._cycle_began, self._cycle_took = now, (now[0] - began[0], now[1] - began[1])

    def _is_warm(self) -> bool:
        """Whether prices are good enough to guide a search, or have had their share of the time."""
        passed = time.monotonic() - self.began
        if self._attempts is not None and self._attempts.is_whole:
            limit = min(ATTEMPT_SHARE * self.stop.seconds_limit(), ATTEMPT_SECONDS)
            return self.pricing.is_finished or passed >= limit
        rounds_of_next, seconds_of_next = (LENGTHENING * took for took in self._cycle_took)
        late = max(passed, self._cycle_began[1] + seconds_of_next) > WARM_SHARE * self.stop.seconds_limit()
        rounds = max(self.iterations, self._cycle_began[0] + rounds_of_next)
        late = late or rounds > WARM_SHARE * self.stop.iterations_limit()
        return self.pricing.is_finished or self.pricing.cycle >= (1 if late else WARM_CYCLES)

    def _run(self, pool: Executor | None, *lanes: Callable[[], None]) -> None:
        """The lanes side by side, or one after the other without a pool."""
        if pool is None:
            for lane in lanes:
                lane()
            return
        self._futures = [pool.submit(lane) for lane in lanes]
        for future in self._futures:
            future.result()

    def _search_twice(self, pool: Executor | None, heat: float, prices: Prices) -> None:
        if self.second is None:
            self.second = Improvement(self.tables, self.relaxation.blocks, self.seed + 1)
            self.second.adopt(self.search)
        first, second = self.search, self.second
        self._run(
            pool,
            lambda: first.advance(self.moves, heat, prices),
            lambda: second.advance(self.moves, heat, prices),
        )
        if second.objective > first.objective:
            first.offer(second.best_stays())
        if self.iterations % ROUNDS_BETWEEN_MEETINGS == 0:
            if first.worths[0] >= second.worths[0]:
                second.adopt(first)
            else:
                first.adopt(second)

    def _prove(self, pool: Executor | None) -> None:
        """One attempt at an optimal plan by integer programming, four times as long as the last."""
        effort = EXACT_EFFORTS[self.exact_attempts]
        self.exact_attempts += 1
        if self._exact is None:
            assert self._possible is not None
            self._exact = ExactModel(self.tables, self._possible)
        model, hint = self._exact, self.search.best_stays()
        seconds = self.stop.seconds_limit() - (time.monotonic() - self.began)

        def attempt() -> None:
            result = model.solve(hint, effort, min(seconds, 1e6), self.seed)
            self.exact_bound = min(self.exact_bound, result.bound)
            if result.stays is not None:
                self.search.offer(result.stays)

        self._run(pool, attempt)

    def _heat(self) -> float:
        """The temperature: it falls while time or rounds are used up."""
        share = self._share_used()
        done = self._main_rounds()
        expected = done / share if share > 0.0 and done > 0 else ANNEALING_ROUNDS
        moves_a_pledge = expected * self.moves / max(1, len(self.tables.state))
        hottest = float(np.clip(HEAT_BY_MOVES * math.sqrt(moves_a_pledge), LEAST_HEAT, MOST_HEAT))
        if self._warm_started:
            hottest = LEAST_HEAT
        return float(self.typical_worth * hottest / COOLING**share)

    def _main_rounds(self) -> int:
        """Rounds since the warm-up."""
        return self.iterations - self._main_began[0] if self._main_began is not None else 0

    def _share_used(self) -> float:
        assert self._main_began is not None
        rounds_before, seconds_before = self._main_began
        shares = [0.0]
        seconds_limit, rounds_limit = self.stop.seconds_limit(), self.stop.iterations_limit()
        if math.isfinite(seconds_limit):
            passed = time.monotonic() - self.began - seconds_before
            shares.append(passed / max(1e-9, seconds_limit - seconds_before))
        if math.isfinite(rounds_limit):
            shares.append((self.iterations - rounds_before) / max(1.0, rounds_limit - rounds_before))
        if len(shares) == 1:
            first, length = self._annealing
            if self.iterations - rounds_before >= first + length:
                self._annealing = (first + length, 2 * length)
            first, length = self._annealing
            shares.append((self.iterations - rounds_before - first) / length)
        return float(min(1.0, max(shares)))

    def proven(self) -> tuple[float, npt.NDArray[np.float64], BoundProof]:
        """The bound to publish, these prices on a grid, and what proves it: the bound at the prices has no rounding.

        It is on what plans are worth by themselves: points for what is kept of an earlier plan are left out of it. An
        integer program counts them, so what it has proven is a bound still, and the smaller of the two is published.
        """
        flat = self.pricing.on_grid()
        keeps = len(self.tables.kept) > 0
        relaxation = Relaxation(without_keeping(self.tables)) if keeps else self.relaxation
        bound = relaxation.evaluate(flat)
        if self.exact_bound < bound:
            return self.exact_bound, flat, "integer program"
        return bound, flat, "prices"


def _typical_worth(tables: Tables) -> float:
    """What a stay of middling length is worth, over all options."""
    if len(tables.pledge) == 0:
        return 1.0
    middling = (tables.min_stay + tables.max_stay)[tables.pledge] / 2.0
    room = np.maximum(1, tables.window_last - tables.window_first)
    return float(np.mean(tables.value * np.minimum(middling, room)))
