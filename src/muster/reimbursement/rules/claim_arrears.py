"""What is owed to contributors by State and mission, by its age. Pure; the limits of the brackets are parameters.

The age of what is owed counts from the end of the days that the claim covers: money is earned day by day, and a late
certificate makes it no younger.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class OwedClaim:
    """What stands open of a claim of a State in a mission for days that end before `until`.

    `is_certified` false: the payee has seen it, and it is not certified yet; nothing of it is owed.
    """

    reference: str
    state: str
    mission: str
    until: date
    open_cents: int
    is_certified: bool = True
    illustrative: bool = False


@dataclass(frozen=True, slots=True)
class AgeBracket:
    """Ages from `least` days to `most` days, both included; `most` None has no end."""

    least: int
    most: int | None

    @property
    def words(self) -> str:
        """Return the bracket in words: "0–90 days", "over 365 days"."""
        return f"over {self.least - 1} days" if self.most is None else f"{self.least}–{self.most} days"

    def holds(self, age_days: int) -> bool:
        """Return whether an age falls into the bracket."""
        return self.least <= age_days and (self.most is None or age_days <= self.most)


def brackets(limits: Sequence[int]) -> tuple[AgeBracket, ...]:
    """Return the brackets that limits in days make: up to each of them, and over the last.

    Raises ValueError for limits that do not rise.
    """
    if list(limits) != sorted(set(limits)) or (limits and limits[0] < 0):
        raise ValueError(f"the limits of ages must rise: {list(limits)}")
    starts = [0, *(one + 1 for one in limits)]
    return tuple(AgeBracket(least, most) for least, most in zip(starts, [*limits, None], strict=True))


def age_days(until: date, day: date) -> int:
    """Return the days since the end of what is covered; 0 on the first day after it, and never less."""
    return max(0, (day - until).days)


@dataclass
class Arrears:
    """What is owed to a State in a mission: by bracket, and what waits to be certified. Cents."""

    state: str
    mission: str
    by_bracket: list[int]
    pending_cents: int = 0
    oldest_until: date | None = None
    claims: list[str] = field(default_factory=list)
    illustrative: bool = False

    @property
    def owed_cents(self) -> int:
        """Return what is owed at any age."""
        return sum(self.by_bracket)


def arrears_of(claims: Iterable[OwedClaim], day: date, ages: Sequence[AgeBracket]) -> list[Arrears]:
    """Return what is owed by State and mission as of a day, the most first."""
    found: dict[tuple[str, str], Arrears] = {}
    for one in claims:
        row = found.setdefault((one.state, one.mission), Arrears(one.state, one.mission, [0] * len(ages)))
        row.illustrative = row.illustrative or one.illustrative
        row.claims.append(one.reference)
        if not one.is_certified:
            row.pending_cents += one.open_cents
            continue
        age = age_days(one.until, day)
        place = next(number for number, bracket in enumerate(ages) if bracket.holds(age))
        row.by_bracket[place] += one.open_cents
        row.oldest_until = one.until if row.oldest_until is None else min(row.oldest_until, one.until)
    return sorted(found.values(), key=lambda row: (-row.owed_cents, -row.pending_cents, row.state, row.mission))
