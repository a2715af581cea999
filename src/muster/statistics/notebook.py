"""Figures in a notebook: plain records out of the store, and a chart of them. No database, no Django.

    from muster.statistics import notebook
    rows = notebook.state_strength("Kazakhstan", "UNIFIL", "2018", "2021")
    notebook.chart(rows, "period", "count")

Days are written as for the commands: 2018, 2018-10 or 2018-10-01. The store is the one of the settings unless a folder
is given. What a rule refuses raises `muster.kit.errors.Refused` with one clear line. `pandas.DataFrame(rows)` makes a
frame of the records of any of these.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from muster.statistics import figures
from muster.statistics.commands.dates import first_day, last_day, span
from muster.statistics.store import open_store

Record = dict[str, Any]
Mark = Literal["line", "bar", "point"]


def mission_strength(mission: str, on: str, store: Path | None = None) -> Record:
    """The last count of a mission not after a day, with its source."""
    return dict(figures.mission_strength(open_store(store), mission, last_day("on", on)).as_json())


def state_strength(
    state: str,
    mission: str | None = None,
    since: str | None = None,
    until: str | None = None,
    store: Path | None = None,
) -> list[Record]:
    """A State's people over time: months where there are any, yearly means for years without; each names its grain."""
    rows = figures.strength_series(
        open_store(store),
        state,
        mission,
        first_day("since", since) if since else None,
        first_day("until", until) if until else None,
    )
    return [dict(row.as_json(), grain=row.grain) for row in rows]


def contributors(
    on: str, mission: str | None = None, of_type: str = "all", top: int | None = None, store: Path | None = None
) -> list[Record]:
    """States ranked by the people that they have on a day."""
    found = figures.contributors(open_store(store), last_day("on", on), mission, of_type, top)
    return [dict(row.as_json()) for row in found.rows]


def concentration(on: str, mission: str | None = None, store: Path | None = None) -> Record:
    """The Herfindahl index of contributors on a day, with its source."""
    return dict(figures.concentration(open_store(store), last_day("on", on), mission).as_json())


def operations(on: str, region: str | None = None, store: Path | None = None) -> list[Record]:
    """Peacekeeping operations under way on a day."""
    found = figures.operations_under_way(open_store(store), last_day("on", on), region)
    return [dict(one.as_json()) for one in found.missions]


def women(on: str, of_type: str = "all", mission: str | None = None, store: Path | None = None) -> list[Record]:
    """The share of women by State on a day, with target and light."""
    found = figures.women(open_store(store), last_day("on", on), of_type, mission)
    return [dict(row.as_json()) for row in found.rows]


def fatalities(since: str, until: str, mission: str | None = None, store: Path | None = None) -> Record:
    """Deaths in `[since, until)` and their rate, with its source."""
    return dict(figures.fatalities(open_store(store), *span(since, until), mission).as_json())


def build_up(mission: str, store: Path | None = None) -> list[Record]:
    """A mission's people by months from its start."""
    found = figures.build_up_curve(open_store(store), mission).as_json()["points"]
    assert isinstance(found, list)
    return found


def entries_and_exits(
    state: str | None = None,
    mission: str | None = None,
    of_type: str = "troops",
    threshold: int | None = None,
    store: Path | None = None,
) -> list[Record]:
    """Months in which a State's people in a mission crossed the threshold."""
    found = figures.comings_and_goings(
        open_store(store), state=state, mission=mission, of_type=of_type, threshold=threshold
    )
    return [dict(row.as_json()) for row in found.rows]


def overlaps(on: str, mission: str | None = None, state: str | None = None, store: Path | None = None) -> list[Record]:
    """What each source says of one figure."""
    found = figures.overlaps(open_store(store), last_day("on", on), mission=mission, state=state)
    return [dict(row.as_json()) for row in found.rows]


def burden(year: int, store: Path | None = None) -> list[Record]:
    """Who pays against who sends in a year."""
    return [dict(row.as_json()) for row in figures.burden(open_store(store), year).rows]


def chart(rows: Sequence[Mapping[str, Any]], x: str, y: str, mark: Mark = "line", title: str = "") -> Any:
    """The records as an Altair chart of `y` over `x`, in the order of the records. Raises for a column not there."""
    import altair

    for column in (x, y):
        if rows and column not in rows[0]:
            raise KeyError(f"the records have no {column!r}; they have {', '.join(rows[0])}")
    spec = {
        "data": {"values": [dict(row) for row in rows]},
        "mark": {"type": mark, "tooltip": True, **({"point": True} if mark == "line" else {})},
        "encoding": {
            "x": {"field": x, "type": _kind(rows, x), "sort": None},
            "y": {"field": y, "type": "quantitative"},
        },
        **({"title": title} if title else {}),
    }
    return altair.Chart.from_dict(spec)


def _kind(rows: Sequence[Mapping[str, Any]], column: str) -> str:
    return "quantitative" if all(isinstance(row[column], int | float) for row in rows) else "ordinal"
