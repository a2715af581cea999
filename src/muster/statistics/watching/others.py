"""What others forecast for a State, for comparison: the newest run known on a day that covers the months asked for."""

from dataclasses import dataclass
from datetime import date

from muster.statistics.store import Store


@dataclass(frozen=True)
class OthersForecast:
    """One month of another's run. `probability` is of that month alone, over the run's own threshold."""

    run: str
    issued: date
    month: date
    probability: float | None
    mean: float | None
    source: str
    file: str


def others_of(store: Store, state: str, after: date, until: date, day: date) -> list[OthersForecast]:
    """Forecasts of state-based deaths for the months in `(after, until]`, of the newest run issued by `day`."""
    found = store.query(
        """
        SELECT run, issued, month, probability, mean, source, file FROM forecasts
        WHERE state = $state AND kind IN ('state-based', 'sb') AND known_on <= $day AND issued <= $day
            AND month > $after AND month <= $until
        QUALIFY dense_rank() OVER (ORDER BY issued DESC, run DESC) = 1
        ORDER BY month
        """,
        {"state": state, "day": day, "after": after, "until": until},
    )
    return [OthersForecast(*row) for row in found]


def runs_of(store: Store, state: str, day: date) -> list[tuple[str, date, date, date]]:
    """The runs known on a day that speak of a State: name, issued, first and last month forecast; the newest first."""
    found = store.query(
        """
        SELECT run, issued, min(month), max(month) FROM forecasts
        WHERE state = $state AND known_on <= $day AND issued <= $day AND kind IN ('state-based', 'sb')
        GROUP BY run, issued ORDER BY issued DESC, run
        """,
        {"state": state, "day": day},
    )
    return [(row[0], row[1], row[2], row[3]) for row in found]
