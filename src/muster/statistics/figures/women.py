"""Women among uniformed people, by State, held against the targets of their year with the UN's traffic light."""

from dataclasses import dataclass
from datetime import date

from muster.reference.catalogue import table
from muster.reference.parameters import parameter
from muster.statistics.figures.asked import mission_asked, need, nothing_on_record
from muster.statistics.figures.preference import (
    STATE_IN_MISSION,
    STATE_TOTAL,
    Edition,
    Filter,
    edition_of_day,
    people_sql,
    remarks,
    types_asked,
)
from muster.statistics.figures.source import Source
from muster.statistics.store import Rows, Store

GREEN, YELLOW, RED = "green", "yellow", "red"
TARGET_COLUMNS = {
    "troops": "troops",
    "experts": "military_observers_and_staff_officers",
    "staff_officers": "military_observers_and_staff_officers",
    "formed_police": "formed_police_units",
    "individual_police": "individual_police",
}
"""Types that have a target, and its column in the reference table; all types together and all police have none."""


@dataclass(frozen=True)
class WomenRow:
    """A State's women; `share` and `target` are parts of 1. Without a target there is no light."""

    state: str
    women: int
    all: int
    share: float
    target: float | None
    light: str | None

    def as_json(self) -> dict[str, object]:
        """The row as JSON content."""
        return {
            "state": self.state,
            "women": self.women,
            "all": self.all,
            "share": self.share,
            "target": self.target,
            "light": self.light,
        }


@dataclass(frozen=True)
class WomenShare:
    """The share of women on a day, of all States together and of each, the largest contributor first."""

    on: date
    mission: str | None
    type: str
    share: float | None
    women: int
    all: int
    target: float | None
    rows: tuple[WomenRow, ...]
    source: Source

    def as_json(self) -> dict[str, object]:
        """The figure as JSON content."""
        return {
            "on": self.on.isoformat(),
            "mission": self.mission,
            "type": self.type,
            "share": self.share,
            "women": self.women,
            "all": self.all,
            "target": self.target,
            "rows": [row.as_json() for row in self.rows],
            "source": self.source.as_json(),
        }


def women(store: Store, on: date, of_type: str = "all", mission: str | None = None) -> WomenShare:
    """The share of women on a day, as the last count not after it tells, of all types or of one. Raises Refused."""
    need(store, "contributions", "ipi", "un-yearly", "un-contributions")
    acronym, types = mission_asked(store, mission) if mission else None, types_asked(of_type)
    kinds = (STATE_IN_MISSION,) if acronym else (STATE_IN_MISSION, STATE_TOTAL)
    edition = edition_of_day(store, kinds, on, Filter(mission=acronym, with_sex=True, types=types))
    if edition is None:
        raise nothing_on_record(
            f"no count of women on or before {on.isoformat()} is on record",
            "muster import ipi PATH, muster import un-yearly PATH or muster import un-contributions PATH",
        )
    only = Filter(mission=acronym, types=types)
    target = target_of(of_type, edition.on.year)
    rows = tuple(
        WomenRow(state, of_state, every, of_state / every, target, light_of(of_state / every, target, on))
        for state, of_state, every in _by_state(store, edition, only)
    )
    of_all, everybody = sum(row.women for row in rows), sum(row.all for row in rows)
    return WomenShare(
        on=on,
        mission=acronym,
        type=of_type,
        share=of_all / everybody if everybody else None,
        women=of_all,
        all=everybody,
        target=target,
        rows=rows,
        source=Source(
            edition.file,
            edition.on,
            f"{f'mission {acronym}' if acronym else 'all missions'}, type {of_type}, women over people of all sexes "
            f"({edition.kind.name})",
            (*remarks(edition, on), *_of_target(target)),
        ),
    )


def _by_state(store: Store, edition: Edition, only: Filter) -> Rows:
    """State, women and all people of each State with anybody there, the largest first."""
    return store.query(
        "SELECT state, coalesce(women, 0), total "
        f"FROM ({people_sql(('state',), f'{edition.where} AND {only.where}')}) "
        "WHERE total > 0 ORDER BY total DESC, state",
        {**edition.parameters, **only.parameters},
    )


def target_of(of_type: str, year: int) -> float | None:
    """The target for the share of women of a type in a year, as a part of 1; `None` where the UN set none."""
    column = TARGET_COLUMNS.get(of_type.strip().lower().replace("-", "_").replace(" ", "_"))
    if column is None:
        return None
    for row in table("gender_targets").rows:
        if int(str(row["year"])) == year:
            return float(str(row[column])) / 100
    return None


def light_of(share: float, target: float | None, on: date) -> str | None:
    """The UN's traffic light: green at the target or above, yellow from 0.1 per cent on, red below; none without one.

    The least share for yellow is the parameter `gender_yellow_minimum_percent`.
    """
    if target is None:
        return None
    if share >= target:
        return GREEN
    return YELLOW if 100 * share >= float(parameter("gender_yellow_minimum_percent", on).decimal) else RED


def _of_target(target: float | None) -> tuple[str, ...]:
    if target is not None:
        return (f"target {100 * target:g} per cent: Uniformed Gender Parity Strategy 2018-2028",)
    return ("no target: the United Nations set them by type, from 2019 to 2028",)
