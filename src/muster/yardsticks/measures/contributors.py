"""Who has how many people in which mission: what concentration and the token index read. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from muster.yardsticks.measures.window import Window

OWN_RECORD = "Muster's record"
PUBLIC_RECORD = "public record"


@dataclass(frozen=True, slots=True)
class PresenceFact:
    """People of a State in a mission as counted on a day: in Muster's own record, or in the public one."""

    state: str
    mission: str
    people: int
    counted_on: date
    record: str
    illustrative: bool = False


def last_counted(facts: Iterable[PresenceFact], record: str, window: Window) -> list[PresenceFact]:
    """Return one record's last count of each mission on or before the day, nobody with no people."""
    seen = [one for one in facts if one.record == record and one.counted_on <= window.day]
    last: dict[str, date] = {}
    for one in seen:
        last[one.mission] = max(one.counted_on, last.get(one.mission, one.counted_on))
    return [one for one in seen if one.people > 0 and one.counted_on == last[one.mission]]
