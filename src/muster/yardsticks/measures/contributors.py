"""Who has how many people in which mission: what concentration and the token index read. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from muster.yardsticks.measures.window import Window

OWN_RECORD = "Muster's record"
PUBLIC_RECORD = "public record"


@dataclass(frozen=True, slots=True)
class PresenceFact:
    """People of a State in a mission as counted on a day: in Muster's own record, or in the public one (`source`)."""

    state: str
    mission: str
    people: int
    counted_on: date
    record: str
    source: str = ""
    illustrative: bool = False


def last_counted(facts: Iterable[PresenceFact], record: str, window: Window) -> list[PresenceFact]:
    """Return one record's last count on or before the day: those with people of all missions that it names."""
    seen = [one for one in facts if one.record == record and one.counted_on <= window.day]
    last = max((one.counted_on for one in seen), default=None)
    return [one for one in seen if one.people > 0 and one.counted_on == last]


def sources_of(facts: Iterable[PresenceFact]) -> tuple[str, ...]:
    """Return the sources of facts, each once."""
    return tuple(dict.fromkeys(one.source for one in facts if one.source))
