"""Women in units against the target of the year. Pure.

Formula of section 9.2 of the dossier: share against the year's target of the Uniformed Gender Parity Strategy
2018-2028, with the strategy's traffic light (section 5.6). Only people who were reported by sex are counted.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from muster.deployments.rules.strength import strength_on
from muster.pledges.rules.women import target_column, women_against
from muster.reference.unit_types import unit_type
from muster.yardsticks.measures.record_facts import UnitFact
from muster.yardsticks.measures.shape import Behind, Figure, Measured, Sort, Verdict, share
from muster.yardsticks.measures.window import Window


@dataclass(frozen=True, slots=True)
class PublicWomen:
    """Women among all uniformed people as the public record counts them on a day."""

    counted_on: date
    women: int
    people: int
    source: str


COLUMNS = {"troops": "Troops", "formed_police_units": "Formed police units"}


def gender(units: Iterable[UnitFact], public: Iterable[PublicWomen], window: Window) -> Measured:
    """Return the share of women among the people of units in theatre on the day, together and by target.

    Beside it that of the public record, which counts individuals too: the last count on or before the day.
    """
    present = [one for one in units if one.is_present(window.day)]
    women, people = _sexed(present, window.day)
    figures = [share("Women in units in theatre", women, people)]
    for column, name in COLUMNS.items():
        of_column = [one for one in present if target_column(unit_type(one.count.unit_type)) == column]
        figures.append(_against(column, name, of_column, window.day))
    counts = [one for one in public if one.counted_on <= window.day]
    last = max(counts, key=lambda one: one.counted_on, default=None)
    label = f"Women in the public record, {last.counted_on}" if last else "Women in the public record"
    figures.append(share(label, last.women if last else 0, last.people if last else 0))
    behind = tuple(_row(one, window.day) for one in present)
    sources = (last.source,) if last else ()
    return Measured(tuple(figures), behind, "No unit in theatre has reported its people by sex.", sources)


def _sexed(units: Iterable[UnitFact], day: date) -> tuple[int, int]:
    """Return the women, and the people reported by sex."""
    counts = [strength_on(one.count, day) for one in units]
    return sum(one.women for one in counts), sum(one.women + one.men for one in counts)


def _against(column: str, name: str, units: Sequence[UnitFact], day: date) -> Figure:
    women, people = _sexed(units, day)
    standing = women_against(column, women, people, day=day) if people else None
    if standing is None:
        return share(f"{name} (no target is set for {day.year})" if people else name, women, people)
    return share(f"{name}: target {standing.target_percent} %, light {standing.light.value}", women, people)


def _row(one: UnitFact, day: date) -> Behind:
    counted = strength_on(one.count, day)
    people = counted.men + counted.women
    column = target_column(unit_type(one.count.unit_type))
    standing = women_against(column, counted.women, people, day=day) if people else None
    verdict, words = Verdict.ASIDE, "not reported by sex"
    if people:
        words = f"{counted.women} women of {people}"
        words += f", light {standing.light.value}" if standing else ", no target for the year"
        verdict = Verdict.COUNTS if standing is None or standing.light.value == "green" else Verdict.FAILS
    return Behind(
        Sort.UNIT,
        (one.count.reference,),
        one.count.reference,
        verdict,
        words,
        state=one.count.state,
        mission=one.mission,
        on=one.count.present.start,
        number=round(100 * counted.women / people, 1) if people else None,
        illustrative=one.illustrative,
    )
