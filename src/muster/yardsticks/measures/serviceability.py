"""Serviceability of major equipment: serviceable over agreed, by group. Pure.

Formula of section 9.2 of the dossier. Of each unit the last inspection counts whose worksheet was counted by the day.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from muster.yardsticks.measures.shape import Behind, Measured, Sort, Verdict, share
from muster.yardsticks.measures.window import Window

PERCENT = 100


@dataclass(frozen=True, slots=True)
class SheetFact:
    """The worksheet of an inspection: agreed and serviceable pieces by category of equipment."""

    unit: str
    inspection: str
    state: str
    mission: str
    counted_on: date
    known_from: date
    groups: Mapping[str, tuple[int, int]]
    illustrative: bool = False

    @property
    def whole(self) -> tuple[int, int]:
        """Return agreed and serviceable pieces of all groups."""
        agreed, serviceable = zip(*self.groups.values(), strict=True)
        return sum(agreed), sum(serviceable)


def serviceability(sheets: Iterable[SheetFact], threshold_percent: int, window: Window) -> Measured:
    """Return serviceable over agreed pieces as of the day, together and by group, and which units reach the threshold.

    A worksheet on which nothing was agreed says nothing.
    """
    latest: dict[str, SheetFact] = {}
    for one in sorted(sheets, key=lambda one: (one.counted_on, one.inspection)):
        if one.counted_on <= window.day and one.known_from <= window.day and one.groups and one.whole[0]:
            latest[one.unit] = one
    groups: dict[str, tuple[int, int]] = {}
    for sheet in latest.values():
        for name, (agreed, serviceable) in sheet.groups.items():
            before = groups.get(name, (0, 0))
            groups[name] = (before[0] + agreed, before[1] + serviceable)
    agreed, serviceable = (sum(pair[place] for pair in groups.values()) for place in (0, 1))
    behind = tuple(_row(one, threshold_percent) for one in latest.values())
    reaching = sum(one.verdict == Verdict.COUNTS for one in behind)
    return Measured(
        (
            share("Serviceable of the pieces agreed", serviceable, agreed),
            share(f"Units at {threshold_percent} per cent or more", reaching, len(behind)),
            *(share(f"Group: {name}", pair[1], pair[0]) for name, pair in sorted(groups.items()) if pair[0]),
        ),
        behind,
        "No inspection has counted equipment.",
    )


def _row(one: SheetFact, threshold_percent: int) -> Behind:
    agreed, serviceable = one.whole
    reaches = PERCENT * serviceable >= threshold_percent * agreed
    return Behind(
        Sort.INSPECTION,
        (one.inspection,),
        one.inspection,
        Verdict.COUNTS if reaches else Verdict.FAILS,
        f"{serviceable} of {agreed} pieces serviceable",
        state=one.state,
        mission=one.mission,
        on=one.counted_on,
        number=round(PERCENT * serviceable / agreed, 1),
        illustrative=one.illustrative,
    )
