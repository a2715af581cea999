"""Currency of people in posts: valid medical examination, training and vetting. Pure.

Formula of section 9.2 of the dossier: share of deployed people with a valid item. No person is named.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from muster.yardsticks.measures.shape import Behind, Measured, Sort, Verdict, share, share_of
from muster.yardsticks.measures.window import Window

ITEMS = ("medical", "training", "vetting")


@dataclass(frozen=True, slots=True)
class Proof:
    """A proof valid in `[valid_from, valid_until)`."""

    valid_from: date
    known_from: date
    valid_until: date | None = None

    def holds(self, day: date) -> bool:
        """Return whether it is known and valid on a day."""
        begun = self.known_from <= day and self.valid_from <= day
        return begun and (self.valid_until is None or day < self.valid_until)


@dataclass(frozen=True, slots=True)
class HolderFact:
    """Somebody in a post in `[held_from, held_until)`, with proofs by item; `number` stands for the person."""

    post: str
    number: int
    state: str
    mission: str
    held_from: date
    held_until: date
    known_from: date
    proofs: Mapping[str, tuple[Proof, ...]] = field(default_factory=dict)
    illustrative: bool = False

    def is_current(self, item: str, day: date) -> bool:
        """Return whether an item is valid on a day."""
        return any(one.holds(day) for one in self.proofs.get(item, ()))


def currency(holders: Iterable[HolderFact], window: Window) -> Measured:
    """Return the share of the people in posts on the day whose three items are valid, and of each item."""
    day = window.day
    present = [one for one in window.known(holders) if one.held_from <= day < one.held_until]
    behind = tuple(_row(one, day) for one in present)
    valid = {item: sum(one.is_current(item, day) for one in present) for item in ITEMS}
    figures = (
        share_of("People with all three valid", behind),
        *(share(f"Valid {item}", number, len(present)) for item, number in valid.items()),
    )
    return Measured(figures, behind, "Nobody whose proofs you may see holds a post.")


def _row(one: HolderFact, day: date) -> Behind:
    missing = [item for item in ITEMS if not one.is_current(item, day)]
    return Behind(
        Sort.INDIVIDUAL_POST,
        (one.post,),
        f"{one.post}, person {one.number}",
        Verdict.FAILS if missing else Verdict.COUNTS,
        f"not valid: {', '.join(missing)}" if missing else "all three valid",
        state=one.state,
        mission=one.mission,
        on=one.held_from,
        number=float(len(ITEMS) - len(missing)),
        illustrative=one.illustrative,
    )
