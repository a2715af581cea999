"""What is said when a rule is switched, as plain values. Pure."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from muster.kit.standing import Standing


@dataclass(frozen=True)
class SwitchTerms:
    """A rule set on or off for a memorandum (its reference) or a mission (its acronym): one of the two is named.

    `percent` and `people` None: the most that the rule allows. `premium_cents`: of the three steps of the rapid
    deployment premium, the soonest first.
    """

    rule: str
    is_on: bool
    reason: str
    memorandum: str = ""
    mission: str = ""
    holds_from: date | None = None
    holds_until: date | None = None
    percent: Decimal | None = None
    people: int | None = None
    premium_cents: tuple[int | None, int | None, int | None] = (None, None, None)
    source: str = ""
    standing: str = Standing.ENTERED.value
    known_from: date | None = None
