"""Every State or mission on record, with its last count, its most people and its last year's mean."""

from dataclasses import dataclass
from datetime import date

from muster.statistics.explorer.kept import kept
from muster.statistics.store import Store


@dataclass(frozen=True)
class Listed:
    """One State or mission. A count that the record does not have is None."""

    name: str
    last_month: date | None
    last_count: int | None
    most_month: date | None
    most_count: int | None
    last_year: int | None
    last_mean: int | None
    others: int
    """States of a mission, missions of a State: the most that there were at once."""


@kept
def listed(store: Store, column: str, as_of: date) -> tuple[Listed, ...]:
    """All States (`state`) or missions (`mission`) of whom something was known on a day, the last count first."""
    table, others = ("state_totals", "missions") if column == "state" else ("mission_totals", "states")
    rows = store.query(
        f"""
        WITH one AS (
            SELECT {column} AS name, date, grain, arg_min(count, ({others} IS NULL, file)) AS people,
                max({others}) AS others
            FROM {table} WHERE personnel_type = 'all' AND sex = 'all' AND known_on <= $as_of GROUP BY ALL
        )
        SELECT name, max(date) FILTER (grain = 'month'), arg_max(people, date) FILTER (grain = 'month'),
            arg_max(date, people) FILTER (grain = 'month'), max(people) FILTER (grain = 'month'),
            max(year(date)) FILTER (grain = 'year'), arg_max(people, date) FILTER (grain = 'year'), max(others)
        FROM one GROUP BY name ORDER BY 2 DESC NULLS LAST, 3 DESC NULLS LAST, name
        """,
        {"as_of": as_of},
    )
    return tuple(
        Listed(name, month, _whole(count), most_on, _whole(most), year, _whole(mean), others or 0)
        for name, month, count, most_on, most, year, mean, others in rows
    )


def _whole(value: object) -> int | None:
    return None if value is None else int(value)  # type: ignore[call-overload]
