"""What a claim says: its lines as the statement had them, and what a later reckoning adds to it. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from muster.reimbursement.statement.cents import as_dollars
from muster.reimbursement.statement.terms import PaidKind

WHOLE_QUARTER = ""
"""The month of a line that was entered by hand for the quarter as a whole."""


@dataclass(frozen=True)
class ClaimAmounts:
    """What is claimed by kind, in cents. A supplement may have less of one kind and more of another."""

    personnel_cents: int = 0
    major_equipment_cents: int = 0
    self_sustainment_cents: int = 0

    @property
    def total_cents(self) -> int:
        """Return the sum of the kinds."""
        return self.personnel_cents + self.major_equipment_cents + self.self_sustainment_cents

    def of(self, kind: PaidKind) -> int:
        """Return the amount of a kind, in cents."""
        return int(getattr(self, f"{kind.value}_cents"))


@dataclass(frozen=True)
class ClaimLine:
    """A line of a claim, frozen: `units` at `rate` US dollars in a month (YYYY-MM; empty: the whole quarter).

    `before_cents` is what was claimed for it before: other than 0 in a supplement only, where `amount_cents` is the
    difference.
    """

    month: str
    kind: str
    item: str
    amount_cents: int
    units: str = ""
    rate: str = ""
    explanation: tuple[str, ...] = ()
    before_cents: int = 0


@dataclass(frozen=True)
class WithheldLine:
    """What was not paid of an item in a month under a rule, in cents."""

    month: str
    kind: str
    item: str
    rule: str
    amount_cents: int


@dataclass(frozen=True)
class ClaimContent:
    """The lines of a claim, what was withheld, and the assumptions that the statement named (`notes`)."""

    lines: tuple[ClaimLine, ...]
    withheld: tuple[WithheldLine, ...] = field(default=())
    notes: tuple[str, ...] = ()

    @property
    def amounts(self) -> ClaimAmounts:
        """Return the sums of the lines by kind."""
        sums = dict.fromkeys(PaidKind, 0)
        for line in self.lines:
            sums[PaidKind(line.kind)] += line.amount_cents
        return ClaimAmounts(*(sums[kind] for kind in PaidKind))

    def as_json(self) -> dict[str, Any]:
        """Return the content as it is stored."""
        return {
            "lines": [{**asdict(one), "explanation": list(one.explanation)} for one in self.lines],
            "withheld": [asdict(one) for one in self.withheld],
            "notes": list(self.notes),
        }


def content_from(stored: Mapping[str, Any]) -> ClaimContent:
    """Return what was stored of a claim."""
    return ClaimContent(
        tuple(ClaimLine(**{**one, "explanation": tuple(one["explanation"])}) for one in stored["lines"]),
        tuple(WithheldLine(**one) for one in stored["withheld"]),
        tuple(stored["notes"]),
    )


def entered_content(amounts: ClaimAmounts, source: str) -> ClaimContent:
    """Return the content of a claim that is entered by hand: a line for each kind with an amount."""
    words = (f"As entered from a paper: {source}",)
    return ClaimContent(
        tuple(
            ClaimLine(WHOLE_QUARTER, kind.value, kind.label, amounts.of(kind), explanation=words)
            for kind in PaidKind
            if amounts.of(kind)
        )
    )


Key = tuple[str, str, str]


def _key(line: ClaimLine) -> Key:
    return (line.month, line.kind, line.item)


def supplement_to(claimed: Iterable[ClaimLine], anew: ClaimContent) -> ClaimContent:
    """Return what a new reckoning adds to what was claimed: the differences by month and item, none where it is equal.

    Lines of one month, kind and item are taken together. What is claimed no more is a line of less than nothing.
    """
    before: dict[Key, int] = {}
    for one in claimed:
        before[_key(one)] = before.get(_key(one), 0) + one.amount_cents
    now: dict[Key, list[ClaimLine]] = {}
    for one in anew.lines:
        now.setdefault(_key(one), []).append(one)
    lines = [_difference(key, before.get(key, 0), now.get(key, [])) for key in [*now, *(set(before) - set(now))]]
    kept = [one for one in lines if one.amount_cents]
    return ClaimContent(tuple(sorted(kept, key=lambda one: (one.month, list(PaidKind).index(PaidKind(one.kind))))),
                        anew.withheld, anew.notes)  # fmt: skip


def _difference(key: Key, before: int, lines: list[ClaimLine]) -> ClaimLine:
    total = sum(one.amount_cents for one in lines)
    words = f"Reckoned anew ${as_dollars(total)}; claimed before ${as_dollars(before)}"
    is_single = len(lines) == 1
    return ClaimLine(
        *key,
        amount_cents=total - before,
        units=lines[0].units if is_single else "",
        rate=lines[0].rate if is_single else "",
        explanation=(words, *(said for one in lines for said in one.explanation)),
        before_cents=before,
    )
