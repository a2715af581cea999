"""How much of what is agreed is there and works: by line, by category and as a whole. Pure, in whole numbers.

Source: section 3.6 of the dossier and section 5 of that on reimbursement: full reimbursement where at least
serviceability_threshold_percent of the agreed quantity is serviceable; exactly so much is enough. More than agreed
earns nothing, so it makes up for no lack in another line and is counted apart. What nobody has counted is not nothing:
it is left out of the share and told.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from muster.inspections.rules.worksheet import EquipmentTerms

PERCENT = 100
PER_MILLE = 1000
WITHOUT_CATEGORY = "–"


@dataclass(frozen=True, slots=True)
class Serviceability:
    """A share of agreed items: `serviceable` of `agreed`, each line capped at its agreed number.

    `uncounted` lines are in neither number. `overstock` are items present beyond the agreed number; `excused` the items
    that lack for reasons beyond the contributor's control, which are in the share all the same.
    """

    agreed: int = 0
    serviceable: int = 0
    present: int = 0
    overstock: int = 0
    excused: int = 0
    lines: int = 0
    uncounted: int = 0

    def __add__(self, other: "Serviceability") -> "Serviceability":
        return Serviceability(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    @property
    def is_known(self) -> bool:
        """Return whether there is anything agreed that has been counted."""
        return self.agreed > 0

    @property
    def percent(self) -> int | None:
        """Return the share in whole percent, rounded down so that less than the threshold never looks like it."""
        return PERCENT * self.serviceable // self.agreed if self.is_known else None

    @property
    def tenths(self) -> float | None:
        """Return the share in percent with one decimal, rounded down."""
        return PER_MILLE * self.serviceable // self.agreed / 10 if self.is_known else None

    def meets(self, threshold_percent: int) -> bool | None:
        """Return whether the share reaches a threshold; None where nothing agreed has been counted."""
        return PERCENT * self.serviceable >= threshold_percent * self.agreed if self.is_known else None


def of_line(line: EquipmentTerms) -> Serviceability:
    """Return the serviceability of one line."""
    if line.present is None or line.operational is None:
        return Serviceability(lines=1, uncounted=1)
    serviceable = min(line.operational, line.agreed)
    return Serviceability(
        agreed=line.agreed,
        serviceable=serviceable,
        present=line.present,
        overstock=max(0, line.present - line.agreed),
        excused=line.agreed - serviceable if line.beyond_control else 0,
        lines=1,
    )


def whole(lines: Iterable[EquipmentTerms]) -> Serviceability:
    """Return the serviceability of all lines together."""
    return sum((of_line(one) for one in lines), Serviceability())


def by_category(lines: Iterable[EquipmentTerms]) -> dict[str, Serviceability]:
    """Return the serviceability of each category, in the order in which they first stand."""
    found: dict[str, Serviceability] = {}
    for one in lines:
        name = one.category or WITHOUT_CATEGORY
        found[name] = found.get(name, Serviceability()) + of_line(one)
    return found


def below(lines: Iterable[EquipmentTerms], threshold_percent: int) -> tuple[str, ...]:
    """Return the categories of which less is serviceable than the threshold wants."""
    return tuple(name for name, share in by_category(lines).items() if share.meets(threshold_percent) is False)
