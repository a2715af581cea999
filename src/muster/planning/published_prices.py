"""Prices as they are published with a plan: by name, and as the certificate of the bound."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from muster.planning.plan import Prices
from muster.planning.pricing import ARRIVAL_GRID, GRID
from muster.planning.problem import Problem
from muster.planning.refusal import PlanRefused
from muster.planning.relaxation import Relaxation

Reals = npt.NDArray[np.float64]


def publish(problem: Problem, order: list[int], relaxation: Relaxation, flat: Reals) -> Prices:
    """Name the prices. `order`: for each option row its index in the problem."""
    prices, tables, blocks = relaxation.shape.split(flat), relaxation.tables, relaxation.blocks
    posts = prices.post.copy()
    for row, option in enumerate(blocks.option):
        post = tables.post[option]
        posts[post] = np.maximum(posts[post], np.where(tables.reach[option] > 0, prices.row[row], 0.0))
    states = sorted({pledge.state for pledge in problem.pledges})
    a_person = prices.pledge / np.maximum(1, tables.strength)[:, None]
    by_state = np.zeros((len(states), tables.periods))
    np.maximum.at(by_state, tables.state, a_person)
    missions: list[str | None] = [*sorted({row.mission for row in problem.requirements}), None]
    return Prices(
        posts={post.id: _rounded(posts[i]) for i, post in enumerate(problem.posts)},
        states={state: _rounded(by_state[i]) for i, state in enumerate(states)},
        arrivals={mission: _rounded(prices.arrival[i]) for i, mission in enumerate(missions)},
        multipliers=_multipliers(problem, order, relaxation, flat),
    )


def adopt(
    problem: Problem, row_of_pair: Mapping[tuple[str, str], int], relaxation: Relaxation, prices: Prices
) -> Reals:
    """The prices of an earlier plan, perhaps of another problem, as prices of this one; what has no name here is left.

    Raises `PlanRefused` where the multipliers are not of the form that `publish` writes.
    """
    flat = np.zeros(relaxation.shape.size)
    tables, blocks = relaxation.shape.split(flat), relaxation.blocks
    missions: list[str | None] = [*sorted({row.mission for row in problem.requirements}), None]
    posts = {row.id: i for i, row in enumerate(problem.posts)}
    pledges = {row.id: i for i, row in enumerate(problem.pledges)}
    places = {mission: i for i, mission in enumerate(missions)}
    options = {pair: int(blocks.row_of_option[row]) for pair, row in row_of_pair.items()}
    named = prices.multipliers
    try:
        _fill(tables.post, posts, [(o["post"], o["row"]) for o in named.get("posts", ())], GRID)
        pairs = [((o["pledge"], o["post"]), o["row"]) for o in named.get("options", ())]
        _fill(tables.row, options, pairs, GRID)
        _fill(tables.pledge, pledges, [(o["pledge"], o["row"]) for o in named.get("pledges", ())], GRID)
        _fill(tables.arrival, places, [(o["mission"], o["row"]) for o in named.get("arrivals", ())], ARRIVAL_GRID)
        is_sound = bool(np.isfinite(flat).all())
    except (KeyError, OverflowError, TypeError, ValueError):
        is_sound = False
    if not is_sound:
        raise PlanRefused(["prices.multipliers: are not of the form that the planner writes"])
    # What binds nobody here carries no price: to charge it would make the bound too low.
    priced = relaxation.priced
    tables.post[priced.post == 0] = 0.0
    tables.pledge[priced.pledge == 0] = 0.0
    tables.arrival[priced.arrival == 0] = 0.0
    return np.maximum(flat, relaxation.lowest)


def _fill(table: Reals, number: Mapping[Any, int], rows: list[tuple[Any, list[int]]], grid: float) -> None:
    """Put named rows into the table; a horizon of another length is cut or left at nothing."""
    for name, row in rows:
        index = number.get(name, -1)
        if index >= 0:
            length = min(len(row), table.shape[1])
            table[index, :length] = np.array(row[:length], np.float64) / grid


def _rounded(row: Reals) -> tuple[float, ...]:
    return tuple(round(float(price), 3) for price in row)


def _multipliers(problem: Problem, order: list[int], relaxation: Relaxation, flat: Reals) -> dict[str, Any]:
    """The prices of the relaxation as integers on their grids; rows of zeros are left out."""
    prices, blocks = relaxation.shape.split(flat), relaxation.blocks
    missions: list[str | None] = [*sorted({row.mission for row in problem.requirements}), None]
    options = [problem.options[order[option]] for option in blocks.option]
    return {
        "grid": int(GRID),
        "arrival_grid": int(ARRIVAL_GRID),
        "posts": [{"post": p.id, "row": r} for p, r in _scaled(problem.posts, prices.post, GRID)],
        "options": [{"pledge": o.pledge, "post": o.post, "row": r} for o, r in _scaled(options, prices.row, GRID)],
        "pledges": [{"pledge": p.id, "row": r} for p, r in _scaled(problem.pledges, prices.pledge, GRID)],
        "arrivals": [{"mission": m, "row": r} for m, r in _scaled(missions, prices.arrival, ARRIVAL_GRID)],
    }


def _scaled(names: Any, table: Reals, grid: float) -> list[tuple[Any, list[int]]]:
    rows = np.round(table * grid).astype(np.int64)
    return [(name, row.tolist()) for name, row in zip(names, rows, strict=True) if row.any()]
