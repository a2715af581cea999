"""Months of conflict deaths by State: the last ones of all, the whole series of one, and the editions behind a month.

A month is counted once. Where several editions tell it, the latest that was out on the day holds; where all are later,
the earliest, the nearest to what was known then. A row without an edition's date counts as of the day on which it was
known. So does the forecast read the record. A row is known from its month's last day: no later month is there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from muster.statistics.store import Store

STATE_BASED = "state-based"
NEAREST = """
    coalesce(vintage, known_on) > $day,
    CASE WHEN coalesce(vintage, known_on) <= $day THEN coalesce(vintage, known_on) END DESC NULLS LAST,
    coalesce(vintage, known_on), file DESC, line DESC
"""
"""The order of editions of one month, the one that holds first."""
ONCE = f"""
    SELECT date, state, name, deaths, file, vintage FROM conflict_deaths
    WHERE kind = 'state-based' AND known_on <= $day AND date <= $day AND state IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY state, date ORDER BY {NEAREST}) = 1
"""
"""Every State's months as they are told by the edition that holds."""


@dataclass(frozen=True)
class MonthDeaths:
    """Deaths of one State in the month that ends on `month`, by the edition that holds."""

    month: date
    deaths: int
    file: str
    vintage: date | None


@dataclass(frozen=True)
class LastMonths:
    """One State as of the last month on record of all: deaths of that month, the one before, of the last 3 and 12.

    `over_lower`, `over_upper`: how many of the last twelve months had so many deaths or more as the two thresholds.
    """

    state: str
    name: str
    month: date
    last: int
    before: int
    three: int
    earlier_three: int
    twelve: int
    over_lower: int
    over_upper: int


@dataclass(frozen=True)
class Edition:
    """What one file tells of one month; `holds`: it is the one that is counted."""

    month: date
    deaths: int
    source: str
    file: str
    line: int
    vintage: date | None
    holds: bool


def last_month(store: Store, day: date) -> date | None:
    """The last month on record as of a day (its last day); None where nothing is."""
    found = store.query(
        "SELECT max(date) FROM conflict_deaths WHERE kind = 'state-based' AND known_on <= $day AND date <= $day",
        {"day": day},
    ).rows[0][0]
    return found if isinstance(found, date) else None


def months_on_record(store: Store, day: date, most: int) -> list[date]:
    """The last months on record as of a day, the earliest first, `most` at most."""
    found = store.query(
        "SELECT DISTINCT date FROM conflict_deaths WHERE kind = 'state-based' AND known_on <= $day AND date <= $day "
        "ORDER BY date DESC LIMIT $most",
        {"day": day, "most": most},
    )
    return [row[0] for row in reversed(found.rows)]


def last_months(store: Store, day: date, thresholds: tuple[int, int]) -> list[LastMonths]:
    """Every State's last months as of a day, by code; `thresholds` are deaths in a month, the lower first."""
    lower, upper = thresholds
    found = store.query(
        f"""
        WITH once AS ({ONCE}), newest AS (SELECT max(date) AS month FROM once),
        counted AS (SELECT once.*, newest.month, datediff('month', once.date, newest.month) AS ago FROM once, newest)
        SELECT state, arg_max(name, date), any_value(month),
            coalesce(sum(deaths) FILTER (ago = 0), 0)::INTEGER, coalesce(sum(deaths) FILTER (ago = 1), 0)::INTEGER,
            coalesce(sum(deaths) FILTER (ago < 3), 0)::INTEGER,
            coalesce(sum(deaths) FILTER (ago >= 3 AND ago < 6), 0)::INTEGER,
            coalesce(sum(deaths) FILTER (ago < 12), 0)::INTEGER,
            (count(*) FILTER (ago < 12 AND deaths >= $lower))::INTEGER,
            (count(*) FILTER (ago < 12 AND deaths >= $upper))::INTEGER
        FROM counted GROUP BY state ORDER BY state
        """,
        {"day": day, "lower": lower, "upper": upper},
    )
    return [LastMonths(*row) for row in found]


def series_of(store: Store, state: str, day: date) -> list[MonthDeaths]:
    """One State's months known on a day, the earliest first; empty where none is on record."""
    found = store.query(
        f"SELECT date, deaths, file, vintage FROM ({ONCE}) WHERE state = $state ORDER BY date",
        {"day": day, "state": state},
    )
    return [MonthDeaths(*row) for row in found]


def values_of(store: Store, states: Sequence[str], months: Sequence[date], day: date) -> dict[tuple[str, date], int]:
    """Deaths of several States in several months, those on record as of a day."""
    found = store.query(
        f"SELECT state, date, deaths FROM ({ONCE}) "
        "WHERE list_contains($states, state) AND list_contains($months, date)",
        {"day": day, "states": list(states), "months": list(months)},
    )
    return {(row[0], row[1]): row[2] for row in found}


def editions_of(store: Store, state: str, day: date, most: int) -> list[Edition]:
    """What each file tells of one State's last `most` months known on a day, the latest month first."""
    found = store.query(
        f"""
        SELECT date, deaths, source, file, line, vintage, row_number() OVER (PARTITION BY date ORDER BY {NEAREST}) = 1
        FROM conflict_deaths
        WHERE kind = 'state-based' AND state = $state AND known_on <= $day AND date <= $day
        QUALIFY dense_rank() OVER (ORDER BY date DESC) <= $most
        ORDER BY date DESC, 7 DESC, vintage DESC NULLS LAST, file DESC
        """,
        {"day": day, "state": state, "most": most},
    )
    return [Edition(*row) for row in found]
