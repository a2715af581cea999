"""What holds as verified of a unit on a day, or through a month, line by line, from the inspections signed. Pure.

Source: section 8 of the dossier on reimbursement: the signed verification report drives the claim. A contingent's own
report never verifies anything. An arrival or periodic inspection covers all that is payable, so it says all anew; an
operational readiness inspection or a spot check says anew only what it counted. A finding holds from the last day on
the ground on: a local choice.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from muster.inspections.rules.worksheet import EquipmentTerms, ServiceTerms, Worksheet
from muster.inspections.stages import InspectionKind
from muster.kit.intervals import DateInterval

VERIFYING = (InspectionKind.ARRIVAL, InspectionKind.PERIODIC, InspectionKind.READINESS, InspectionKind.SPOT)
WHOLE = (InspectionKind.ARRIVAL, InspectionKind.PERIODIC)
Key = tuple[str, str, str, int]


@dataclass(frozen=True, slots=True)
class SignedInspection:
    """An inspection that is signed, with its worksheet; what it found holds from `since` on."""

    reference: str
    kind: str
    since: date
    sheet: Worksheet


@dataclass(frozen=True, slots=True)
class VerifiedEquipment:
    """A line of major equipment as verified: found by `reference`, so since `since`."""

    line: EquipmentTerms
    since: date
    reference: str


@dataclass(frozen=True, slots=True)
class VerifiedService:
    """A category of self-sustainment as verified: found by `reference`, so since `since`."""

    line: ServiceTerms
    since: date
    reference: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What holds in `days`. Nothing in it: nothing has been verified by then."""

    days: DateInterval
    equipment: tuple[VerifiedEquipment, ...] = ()
    services: tuple[VerifiedService, ...] = ()

    @property
    def lines(self) -> tuple[EquipmentTerms, ...]:
        """Return the lines of equipment alone."""
        return tuple(one.line for one in self.equipment)


def verified_through(inspections: Iterable[SignedInspection], days: DateInterval) -> list[Verified]:
    """Return what holds through `days`, in parts that touch and cover all of them; each part holds one state."""
    known = sorted((one for one in inspections if one.kind in VERIFYING), key=lambda one: (one.since, one.reference))
    turns = sorted({one.since for one in known if days.start < one.since and days.contains(one.since)})
    starts = [days.start, *turns]
    ends: list[date | None] = [*turns, days.until]
    return [_state(known, DateInterval(start, until)) for start, until in zip(starts, ends, strict=True)]


def verified_on(inspections: Iterable[SignedInspection], day: date) -> Verified:
    """Return what holds on a day."""
    return verified_through(inspections, DateInterval(day, date.fromordinal(day.toordinal() + 1)))[0]


def _state(known: Sequence[SignedInspection], days: DateInterval) -> Verified:
    equipment: dict[Key, VerifiedEquipment] = {}
    services: dict[Key, VerifiedService] = {}
    for one in known:
        if one.since > days.start:
            break
        if one.kind in WHOLE:
            equipment, services = {}, {}
        for key, line in _keyed(one.sheet.equipment):
            if line.is_counted:
                equipment[key] = VerifiedEquipment(line, one.since, one.reference)
        for key, service in _keyed_services(one.sheet.services):
            if service.verdict:
                services[key] = VerifiedService(service, one.since, one.reference)
    return Verified(days, tuple(equipment.values()), tuple(services.values()))


def _keyed(lines: Iterable[EquipmentTerms]) -> Iterable[tuple[Key, EquipmentTerms]]:
    """Yield each line with what makes two worksheets speak of the same: category, item, lease, and which of equals."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for line in lines:
        name = (line.category.casefold().strip(), " ".join(line.item.casefold().split()), line.lease)
        seen[name] += 1
        yield (*name, seen[name]), line


def _keyed_services(lines: Iterable[ServiceTerms]) -> Iterable[tuple[Key, ServiceTerms]]:
    seen: Counter[str] = Counter()
    for line in lines:
        name = " ".join(line.category.casefold().split())
        seen[name] += 1
        yield (name, "", "", seen[name]), line
