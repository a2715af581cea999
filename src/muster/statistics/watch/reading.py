"""The crisis watch's facts out of the statistics store: the only file of the watch that reads it."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from muster.statistics.store import Store, open_store
from muster.statistics.watch.geography import geography
from muster.statistics.watch.months import last_day, month_number
from muster.statistics.watch.record import Record, Rows

_MONTHS = """
SELECT state, year(date) * 12 + month(date) - 1 AS period, deaths, known_on, vintage
FROM conflict_deaths WHERE state IS NOT NULL AND deaths IS NOT NULL AND kind = 'state-based'
"""
# Several countries of the source may stand for one State: they are added up within an edition.
_YEARS = """
SELECT state, year AS period, sum(best) AS deaths, max(known_on) AS known_on, vintage
FROM conflict_years WHERE state IS NOT NULL AND best IS NOT NULL GROUP BY state, year, source, vintage
"""


def read_record(store: Store | None = None) -> Record:
    """All that is on record, whenever it became known; `Record.as_of` cuts it. The store is the default one."""
    source = store or open_store()
    months, years = (source.arrays(f"SELECT * FROM ({sql}) ORDER BY ALL") for sql in (_MONTHS, _YEARS))
    states = sorted({str(state) for state in months["state"]})
    places = {state: place for place, state in enumerate(states)}
    return Record(tuple(states), _rows(months, places), _rows(years, places), geography(states))


def _rows(found: dict[str, Any], places: dict[str, int]) -> Rows:
    """The rows of States that have months; the others are never forecast."""
    state = np.array([places.get(str(one), -1) for one in found["state"]], dtype=np.int64)
    keep = state >= 0
    return Rows(
        state[keep],
        np.asarray(found["period"], dtype=np.int64)[keep],
        np.asarray(found["deaths"], dtype=np.float64)[keep],
        _days(found["known_on"])[keep],
        _days(found["vintage"])[keep],
    )


def _days(cells: Any) -> NDArray[np.datetime64]:
    """Days as DuckDB gives them; what is not known becomes not-a-time."""
    filled = np.ma.filled(cells, np.datetime64("NaT")) if np.ma.isMaskedArray(cells) else cells
    return np.asarray(filled, dtype="datetime64[D]")


_SOURCES = """
SELECT source AS "set", file, max(vintage) AS edition, count(*) AS "rows" FROM conflict_deaths WHERE known_on <= ?
GROUP BY source, file UNION ALL
SELECT source AS "set", file, max(vintage) AS edition, count(*) AS "rows" FROM conflict_years WHERE known_on <= ?
GROUP BY source, file ORDER BY ALL
"""


def read_sources(month: str, store: Store | None = None) -> list[dict[str, Any]]:
    """The files behind a forecast as of a month: set, file, edition, rows known by then, and the filter."""
    if not month:
        return []
    day = last_day(month_number(month))
    found = (store or open_store()).query(_SOURCES, (day, day)).dicts()
    return [
        {**row, "edition": row["edition"].isoformat() if row["edition"] else None, "filter": f"known by {day}"}
        for row in found
    ]
