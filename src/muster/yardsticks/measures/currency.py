"""Currency of people in posts: valid medical examination, training and vetting. Pure.

Formula of section 9.2 of the dossier: share of deployed people with a valid item. No person is named. A medical
examination without an end of its own holds for a post that was taken within the greatest age of an examination (S37).
What is held of persons is asked of today: as of an earlier day it is what is held now that decides.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from muster.kit.intervals import add_months
from muster.yardsticks.measures.shape import Behind, Measured, Sort, Verdict, share, share_of
from muster.yardsticks.measures.window import Window

MEDICAL = "medical"
ITEMS = (MEDICAL, "training", "vetting")


@dataclass(frozen=True, slots=True)
class Proof:
    """A proof valid in `[valid_from, valid_until)`."""

    valid_from: date
    valid_until: date | None = None

    def holds(self, day: date) -> bool:
        """Return whether it is valid on a day."""
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)


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

    def is_current(self, item: str, medical_months: int, day: date) -> bool:
        """Return whether an item is valid on a day."""
        holding = [one for one in self.proofs.get(item, ()) if one.holds(day)]
        if item != MEDICAL:
            return bool(holding)
        return any(
            one.valid_until is not None or self.held_from <= add_months(one.valid_from, medical_months)
            for one in holding
        )


def currency(holders: Iterable[HolderFact], medical_months: int, window: Window) -> Measured:
    """Return the share of the people in posts on the day whose three items are valid, and of each item."""
    day = window.day
    present = [one for one in window.known(holders) if one.held_from <= day < one.held_until]
    behind = tuple(_row(one, medical_months, day) for one in present)
    valid = {item: sum(one.is_current(item, medical_months, day) for one in present) for item in ITEMS}
    figures = (
        share_of("People with all three valid", behind),
        *(share(f"Valid {item}", number, len(present)) for item, number in valid.items()),
    )
    return Measured(figures, behind, "Nobody whose proofs you may see holds a post.")


def _row(one: HolderFact, medical_months: int, day: date) -> Behind:
    missing = [item for item in ITEMS if not one.is_current(item, medical_months, day)]
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
