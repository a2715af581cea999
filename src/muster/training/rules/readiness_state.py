"""How far the people of a rotation are trained on the day of their deployment. Pure: no database, no clock."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from muster.training.rules.readiness_required import RequiredItem, standards_of


@dataclass(frozen=True)
class HeldCertificate:
    """A certificate of a standard, valid in `[valid_from, valid_until)`; no end: it does not lapse.

    `is_recognised` says whether its course was recognised on the day it was given; None: no course is named.
    """

    standard: str
    valid_from: date
    valid_until: date | None = None
    is_recognised: bool | None = None

    def holds_on(self, day: date) -> bool:
        """Return whether it is valid on a day."""
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)


@dataclass(frozen=True)
class RosterMember:
    """Somebody on a roster: a number, a function, and the certificates held."""

    number: int
    function: str = ""
    certificates: tuple[HeldCertificate, ...] = ()


@dataclass(frozen=True)
class ItemState:
    """How far one standard is met: whom it is needed of, who holds it, who lacks it.

    `lapsing` hold it on the day and not until the end of the tour; `recognised` hold it from a recognised course.
    """

    standard: str
    needed: int
    missing: tuple[int, ...]
    lapsing: tuple[int, ...]
    recognised: int

    @property
    def valid(self) -> int:
        """Return how many people hold it on the day."""
        return self.needed - len(self.missing)

    @property
    def share(self) -> float:
        """Return the share of those who need it that hold it, from 0 to 1."""
        return self.valid / self.needed


@dataclass(frozen=True)
class TrainingState:
    """The state of a roster on `day`, looked at until `until` (excluded): people, and items somebody needs."""

    day: date
    until: date
    people: int
    trained: int
    items: tuple[ItemState, ...]

    @property
    def share(self) -> float:
        """Return the share of the people that hold everything they need, from 0 to 1."""
        return self.trained / self.people

    @property
    def missing_items(self) -> int:
        """Return how many certificates lack, over all people."""
        return sum(len(item.missing) for item in self.items)

    def missing_of(self, number: int) -> tuple[str, ...]:
        """Return the standards that a person lacks."""
        return tuple(item.standard for item in self.items if number in item.missing)


def training_state(
    members: Sequence[RosterMember], items: Iterable[RequiredItem], day: date, until: date
) -> TrainingState | None:
    """Return how far members are trained on the day of arrival; None where nobody is named: that is not known."""
    if not members:
        return None
    items = tuple(items)
    needs = {function: standards_of(items, function) for function in {one.function for one in members}}
    needed: dict[str, int] = dict.fromkeys((item.standard for item in items), 0)
    recognised = dict(needed)
    missing: dict[str, list[int]] = {standard: [] for standard in needed}
    lapsing: dict[str, list[int]] = {standard: [] for standard in needed}
    trained = 0
    for member in members:
        lacks = False
        for standard in needs[member.function]:
            needed[standard] += 1
            held = [one for one in member.certificates if one.standard == standard and one.holds_on(day)]
            if not held:
                missing[standard].append(member.number)
                lacks = True
                continue
            recognised[standard] += any(one.is_recognised for one in held)
            if all(one.valid_until is not None and one.valid_until < until for one in held):
                lapsing[standard].append(member.number)
        trained += not lacks
    found = tuple(
        ItemState(name, count, tuple(missing[name]), tuple(lapsing[name]), recognised[name])
        for name, count in needed.items()
        if count
    )
    return TrainingState(day, until, len(members), trained, found)
