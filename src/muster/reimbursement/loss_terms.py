"""What is said of a loss, as plain values: the shape that forms, API and loaders share. Money in cents. Pure."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from muster.kit.standing import Standing

MOST_ITEMS = 200


@dataclass(frozen=True)
class LossItemTerms:
    """An item lost or damaged. `agreed`: the number of a line of the memorandum, which gives what is left out.

    `repair_cents` None: lost outright. `months_used` and `factors_cents` None: counted from the record.
    """

    item: str = ""
    quantity: int = 1
    agreed: int | None = None
    gfmv_cents: int | None = None
    life_years: Decimal | None = None
    months_used: Decimal | None = None
    repair_cents: int | None = None
    factors_cents: int | None = None
    lease: str = ""
    is_special_case: bool = False
    is_minor: bool = False


@dataclass(frozen=True)
class LossContent:
    """What is told of an event."""

    kind: str
    happened_on: date
    place: str
    description: str
    inquiry: str = ""
    items: tuple[LossItemTerms, ...] = ()


@dataclass(frozen=True)
class LossTerms:
    """A new case. `known_from` None: today."""

    reference: str
    memorandum: str
    content: LossContent
    source: str = ""
    standing: str = Standing.ENTERED.value
    known_from: date | None = None
