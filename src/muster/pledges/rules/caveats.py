"""What a caveat or condition does to a pledge on a day. Pure: no database, no clock."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar

READ_BY_RULES = frozenset(
    {"excluded-mission", "excluded-region", "excluded-task", "maximum-stay", "needed-partner", "condition"}
)
"""Kinds whose effect the rules of matching work out; the other kinds are for a person to weigh."""


class CaveatFacts(Protocol):
    """What the rules read of a caveat."""

    @property
    def kind(self) -> str:
        """Return the kind's code."""

    @property
    def is_hard(self) -> bool:
        """Return whether it excludes."""

    @property
    def expires_on(self) -> date | None:
        """Return the first day on which it no longer binds, if that was said."""

    @property
    def satisfied_on(self) -> date | None:
        """Return the day from which it is satisfied."""

    @property
    def satisfied_known_from(self) -> date | None:
        """Return the day from which that is known; None: since the day of its satisfaction."""


SomeCaveat = TypeVar("SomeCaveat", bound=CaveatFacts)


def binding_on(caveat: CaveatFacts, day: date) -> bool:
    """Return whether a caveat that is known on `day` restricts the pledge on it.

    It no longer does from the day on which it expires, or on which it is satisfied and known to be. Source: conditions
    have satisfied-by and expiry (2.8 of the dossier). Its State may lift it by satisfying it; nobody else may waive it.
    """
    if caveat.expires_on is not None and caveat.expires_on <= day:
        return False
    if caveat.satisfied_on is None or caveat.satisfied_on > day:
        return True
    return caveat.satisfied_known_from is not None and caveat.satisfied_known_from > day


def hard_and_binding(caveats: Iterable[SomeCaveat], day: date) -> list[SomeCaveat]:
    """Return the caveats that exclude on `day`, as they come."""
    return [one for one in caveats if one.is_hard and binding_on(one, day)]


def to_be_weighed(caveats: Iterable[SomeCaveat], day: date) -> list[SomeCaveat]:
    """Return the binding caveats that no rule of matching reads: soft ones, and hard ones of a kind without a value.

    They are shown beside a candidate for a person to weigh.
    """
    return [one for one in caveats if binding_on(one, day) and not (one.is_hard and one.kind in READ_BY_RULES)]


def satisfied_by_owner(origin: str) -> bool:
    """Return whether the State itself says that a caveat is satisfied.

    What the State declared, the State alone lifts (2.8: a condition is its own); what was discovered, the register's
    Secretariat closes on the State's evidence, as nobody decides on evidence of their own. Local choice.
    """
    return origin == "declared"
