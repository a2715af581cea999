"""The lines of a worksheet: from what is agreed, filled in by those who count, checked line by line. Pure.

Source: section 3.6 of the dossier: count, operational state, agreed number, colours of major equipment; sufficient and
satisfactory self-sustainment. What is agreed is in annexes B and C of the memorandum (section 3.4).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from muster.inspections.stages import ServiceVerdict
from muster.kit.errors import Problem

MOST_LINES = 1000
LEASES = ("", "wet", "dry", "wet; dry", "dry; wet")
BY_OTHERS = ("organisation", "contingent", "another contingent")
"""Providers, as pledges and memoranda name them, who are not the State itself."""


@dataclass(frozen=True, slots=True)
class EquipmentTerms:
    """A line of major equipment; counts are items, None until they have been counted. `by_hand`: not in the basis."""

    number: int
    item: str
    agreed: int
    category: str = ""
    lease: str = ""
    present: int | None = None
    operational: int | None = None
    painted: int | None = None
    beyond_control: bool = False
    remark: str = ""
    by_hand: bool = False

    @property
    def is_counted(self) -> bool:
        """Return whether it is known how many are there and how many of them work."""
        return self.present is not None and self.operational is not None


@dataclass(frozen=True, slots=True)
class ServiceTerms:
    """A category of self-sustainment; counts are people, `stock_days` days; an empty verdict: not looked at yet."""

    number: int
    category: str
    ceiling: int | None = None
    served: int | None = None
    verdict: str = ""
    stock_days: int | None = None
    remark: str = ""
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Worksheet:
    """Both lists, each in the order of its lines."""

    equipment: tuple[EquipmentTerms, ...] = ()
    services: tuple[ServiceTerms, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Return whether there is no line at all."""
        return not (self.equipment or self.services)

    @property
    def uncounted(self) -> tuple[EquipmentTerms, ...]:
        """Return the lines of equipment that nobody has counted."""
        return tuple(one for one in self.equipment if not one.is_counted)

    @property
    def unjudged(self) -> tuple[ServiceTerms, ...]:
        """Return the categories that nobody has looked at."""
        return tuple(one for one in self.services if not one.verdict)


@dataclass(frozen=True, slots=True)
class AgreedItem:
    """What is agreed of one thing: items of equipment, or people served by a category (None: no number is agreed)."""

    item: str
    category: str = ""
    quantity: int | None = None
    lease: str = ""
    provider: str = ""


def worksheet_of(equipment: Iterable[AgreedItem], services: Iterable[AgreedItem], strength: int) -> Worksheet:
    """Return the empty worksheet of what is agreed, numbered from 1. What is not agreed in a number counts as none.

    A category that others provide is marked so; one without a number serves the unit's agreed strength.
    """
    return Worksheet(
        tuple(
            EquipmentTerms(number, one.item, one.quantity or 0, one.category, one.lease)
            for number, one in enumerate(equipment, start=1)
        ),
        tuple(
            ServiceTerms(
                number,
                one.item,
                strength if one.quantity is None else one.quantity,
                verdict=ServiceVerdict.BY_ORGANISATION.value if one.provider in BY_OTHERS else "",
            )
            for number, one in enumerate(services, start=1)
        ),
    )


def uncounted_by_hand(sheet: Worksheet) -> Worksheet:
    """Return the lines of an earlier worksheet, uncounted and open to change: nothing agreed stands behind them."""
    return Worksheet(
        tuple(
            EquipmentTerms(one.number, one.item, one.agreed, one.category, one.lease, by_hand=True)
            for one in sheet.equipment
        ),
        tuple(ServiceTerms(one.number, one.category, one.ceiling, by_hand=True) for one in sheet.services),
    )


def sheet_problems(before: Worksheet, after: Worksheet) -> list[Problem]:
    """Return what is wrong with a worksheet as it is to be written, by line, each with its remedy.

    Lines out of the basis keep what is agreed, and are not left out; lines by hand may come, change and go.
    """
    problems = []
    if len(after.equipment) + len(after.services) > MOST_LINES:
        problems.append(Problem("lines", "there are too many", f"keep to {MOST_LINES}"))
    problems += _numbers("equipment", [one.number for one in after.equipment])
    problems += _numbers("self-sustainment", [one.number for one in after.services])
    for line in after.equipment:
        problems += _equipment_problems(line)
    for service in after.services:
        problems += _service_problems(service)
    return problems + _kept_problems(before, after)


def _numbers(what: str, numbers: Sequence[int]) -> list[Problem]:
    twice = sorted({one for one in numbers if numbers.count(one) > 1}) if len(set(numbers)) != len(numbers) else []
    return [Problem(f"{what} line {one}", "stands twice", "give each line a number of its own") for one in twice]


def _equipment_problems(line: EquipmentTerms) -> list[Problem]:
    place = f"equipment line {line.number}"
    problems = []
    if not line.item.strip():
        problems.append(Problem(place, "names nothing", "say what it is", "item"))
    if line.lease not in LEASES:
        problems.append(Problem(place, f"lease {line.lease!r} is unknown", "wet or dry", "lease"))
    for name, words in (("operational", "work"), ("painted", "are in colours")):
        value = getattr(line, name)
        if value is not None and line.present is None:
            problems.append(Problem(place, f"{value} {words}, and nobody says how many are present", "count them",
                                    "present"))  # fmt: skip
        elif value is not None and line.present is not None and value > line.present:
            problems.append(
                Problem(place, f"{value} {words} of {line.present} present", f"give at most {line.present}", name)
            )
    if line.beyond_control and not line.remark.strip():
        problems.append(Problem(place, "beyond control, and no reason is given", "say in the remark why", "remark"))
    return problems


def _service_problems(line: ServiceTerms) -> list[Problem]:
    place = f"self-sustainment line {line.number}"
    problems = []
    if not line.category.strip():
        problems.append(Problem(place, "names no category", "say which", "category"))
    if line.verdict and line.verdict not in list(ServiceVerdict):
        known = ", ".join(one.value for one in ServiceVerdict)
        problems.append(Problem(place, f"{line.verdict!r} is no verdict", f"take one of {known}", "verdict"))
    if line.verdict in (ServiceVerdict.PARTLY, ServiceVerdict.NOT_MET) and not line.remark.strip():
        problems.append(Problem(place, "below the standard, and nothing says how", "say in the remark what lacks",
                                "remark"))  # fmt: skip
    return problems


def _kept_problems(before: Worksheet, after: Worksheet) -> list[Problem]:
    """Return each line out of the basis that is left out or agreed otherwise."""
    problems = []
    now = {one.number: one for one in after.equipment}
    for line in before.equipment:
        one = now.get(line.number)
        if not line.by_hand and (one is None or _agreed(one) != _agreed(line)):
            problems.append(_kept(f"equipment line {line.number}", line.item, is_there=one is not None))
    services = {one.number: one for one in after.services}
    for service in before.services:
        other = services.get(service.number)
        kept = other is not None and (other.category, other.ceiling) == (service.category, service.ceiling)
        if not service.by_hand and not kept:
            place = f"self-sustainment line {service.number}"
            problems.append(_kept(place, service.category, is_there=other is not None))
    return problems


def _agreed(one: EquipmentTerms) -> tuple[object, ...]:
    return one.item, one.category, one.lease, one.agreed


def _kept(place: str, item: str, *, is_there: bool) -> Problem:
    if is_there:
        return Problem(place, f"what is agreed of {item!r} is changed", "leave it as the basis has it", "agreed")
    return Problem(place, f"{item!r} is left out", "keep each line of the basis, counted or not")


def marked_by_hand(before: Worksheet, after: Worksheet) -> Worksheet:
    """Return the worksheet with each line marked that is not out of the basis."""
    basis = {one.number for one in before.equipment if not one.by_hand}
    services = {one.number for one in before.services if not one.by_hand}
    return Worksheet(
        tuple(replace(one, by_hand=one.number not in basis) for one in sorted(after.equipment, key=_number)),
        tuple(replace(one, by_hand=one.number not in services) for one in sorted(after.services, key=_number)),
    )


def _number(one: EquipmentTerms | ServiceTerms) -> int:
    return one.number
