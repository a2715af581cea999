"""Concentration of contributors: the Herfindahl index of a mission. Pure.

Formula of section 9.2 of the dossier. The index is the sum of the squared shares of the contributors: 1 where one State
gives all, 1/n where n States give the same.
"""

from collections.abc import Iterable, Sequence

from muster.yardsticks.measures.contributors import OWN_RECORD, PUBLIC_RECORD, PresenceFact, last_counted, sources_of
from muster.yardsticks.measures.shape import Behind, Figure, Measured, Sort, Unit, Verdict
from muster.yardsticks.measures.window import Window


def herfindahl(people: Iterable[int]) -> float | None:
    """Return the sum of squared shares; None of nobody."""
    counts = [one for one in people if one > 0]
    total = sum(counts)
    return sum((one / total) ** 2 for one in counts) if total else None


def concentration(facts: Sequence[PresenceFact], window: Window, mission: str = "") -> Measured:
    """Return the index of a mission, or of all missions together, by Muster's record and by the public one."""
    figures: list[Figure] = []
    behind: list[Behind] = []
    used: list[PresenceFact] = []
    for record in (OWN_RECORD, PUBLIC_RECORD):
        rows = last_counted(facts, record, window)
        used += rows
        people: dict[str, int] = {}
        for one in rows:
            people[one.state] = people.get(one.state, 0) + one.people
        where = mission or "all missions"
        index = herfindahl(people.values())
        figures.append(Figure(f"Herfindahl index of {where}, {record}", Unit.INDEX, index, len(people)))
        behind += [_row(one, sum(people.values())) for one in sorted(rows, key=lambda one: -one.people)]
    return Measured(tuple(figures), tuple(behind), "Nobody is on record in theatre.", sources_of(used))


def _row(one: PresenceFact, total: int) -> Behind:
    return Behind(
        Sort.STATE,
        (one.state,),
        one.state,
        Verdict.COUNTS,
        f"{one.record}: {100 * one.people / total:.1f} % of {total} people",
        state=one.state,
        mission=one.mission,
        on=one.counted_on,
        number=float(one.people),
        illustrative=one.illustrative,
    )
