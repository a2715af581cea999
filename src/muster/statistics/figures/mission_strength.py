"""The strength of a mission on a day: the last count not after it."""

from dataclasses import dataclass
from datetime import date

from muster.statistics.figures.asked import mission_asked, need, nothing_on_record
from muster.statistics.figures.preference import (
    MISSION_TOTAL,
    STATE_IN_MISSION,
    YEAR_MEAN,
    Edition,
    Filter,
    last_edition,
    people_sql,
)
from muster.statistics.figures.source import Source
from muster.statistics.store import Store

MONTHLY = (STATE_IN_MISSION, MISSION_TOTAL)


@dataclass(frozen=True)
class MissionStrength:
    """Uniformed people of a mission, by type. `as_counted_on` is the day of the count, not after `on`."""

    mission: str
    on: date
    as_counted_on: date
    troops: int
    police: int
    experts: int
    total: int
    source: Source

    def as_json(self) -> dict[str, object]:
        """The figure as JSON content."""
        return {
            "mission": self.mission,
            "on": self.on.isoformat(),
            "as_counted_on": self.as_counted_on.isoformat(),
            "troops": self.troops,
            "police": self.police,
            "experts": self.experts,
            "total": self.total,
            "source": self.source.as_json(),
        }


def mission_strength(store: Store, mission: str, on: date) -> MissionStrength:
    """The last monthly count of a mission not after a day. A year's mean is no count and is never given here.

    Raises Refused where the mission is not known or has no count by then.
    """
    need(store, "contributions", "ipi", "un-contributions")
    acronym = mission_asked(store, mission)
    edition = last_edition(store, MONTHLY, on, Filter(mission=acronym))
    if edition is None:
        raise nothing_on_record(
            f"no monthly count of {acronym} on or before {on.isoformat()} is on record",
            "muster import ipi PATH or muster import un-contributions PATH",
        )
    row = store.query(
        people_sql(("mission",), f"{edition.where} AND mission = $mission"),
        {**edition.parameters, "mission": acronym},
    ).dicts()[0]
    return MissionStrength(
        mission=acronym,
        on=on,
        as_counted_on=edition.on,
        troops=row["troops"],
        police=row["police"],
        experts=row["experts"],
        total=row["total"],
        source=Source(
            edition.file,
            edition.on,
            f"mission {acronym}, the last count not after {on.isoformat()}, all sexes ({edition.kind.name})",
            _later_years(store, acronym, edition, on),
        ),
    )


def _later_years(store: Store, mission: str, edition: Edition, on: date) -> tuple[str, ...]:
    """A word on a year's mean that is nearer to the day than the count."""
    later = last_edition(store, (YEAR_MEAN,), on, Filter(mission=mission))
    if later is None or later.on <= edition.on:
        return ()
    rows = store.query(
        people_sql(("mission",), f"{later.where} AND mission = $mission"), {**later.parameters, "mission": mission}
    ).dicts()
    return (f"{later.file} has a mean of {rows[0]['total']:,} for {later.on.year}, which is no count of a day",)
