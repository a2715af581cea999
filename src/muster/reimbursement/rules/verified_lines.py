"""What inspections verified, laid on the lines of a memorandum. Pure.

A line of a worksheet speaks of an agreed line by its item, and by category and lease where several have that item. What
is verified and not agreed earns nothing, and is told.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from muster.inspections.rules.verified import Verified
from muster.inspections.rules.worksheet import EquipmentTerms, ServiceTerms
from muster.inspections.stages import ServiceVerdict
from muster.kit.intervals import DateInterval
from muster.reimbursement.rules.record_terms import AgreedCategory, AgreedItem, StrengthSpan
from muster.reimbursement.statement import VerifiedEquipment, VerifiedService

MET = frozenset({ServiceVerdict.MET})
"""Verdicts that are paid. Partly to standard is not: all or nothing is the usual practice (recalled)."""


def plain_name(words: str) -> str:
    """Return a name as it is compared: without case and double spaces."""
    return " ".join(words.casefold().split())


def matched(line: EquipmentTerms, agreed: Sequence[AgreedItem]) -> AgreedItem | None:
    """Return the agreed line that a worksheet's line speaks of; None where there is none."""
    same = [one for one in agreed if plain_name(one.item) == plain_name(line.item)]
    for test in (_same_category, _same_lease):
        closer = [one for one in same if test(line, one)]
        same = closer or same
    return same[0] if same else None


def _same_category(line: EquipmentTerms, agreed: AgreedItem) -> bool:
    return plain_name(line.category) == plain_name(agreed.category)


def _same_lease(line: EquipmentTerms, agreed: AgreedItem) -> bool:
    return line.lease == agreed.lease.value


def _end(days: DateInterval) -> date:
    if days.until is None:
        raise ValueError(f"a part of what is verified has an end: {days}")
    return days.until


def equipment_periods(
    parts: Iterable[Verified], agreed: Sequence[AgreedItem]
) -> tuple[dict[int, tuple[VerifiedEquipment, ...]], tuple[str, ...]]:
    """Return what was verified of each agreed line, by its number, and in words what is verified and not agreed.

    Lines that speak of the same agreed line are added up. Parts that say the same one after the other become one.
    """
    periods: dict[int, list[VerifiedEquipment]] = defaultdict(list)
    foreign: dict[str, None] = {}
    for part in parts:
        counts: dict[int, tuple[int, int]] = {}
        for verified in part.equipment:
            line = verified.line
            own = matched(line, agreed)
            if own is None:
                foreign[f"{line.item} is verified ({verified.reference}) and not agreed: it earns nothing"] = None
                continue
            present, serviceable = counts.get(own.number, (0, 0))
            counts[own.number] = (present + (line.present or 0), serviceable + (line.operational or 0))
        for number, (present, serviceable) in counts.items():
            _append(periods[number], VerifiedEquipment(part.days.start, _end(part.days), present, serviceable))
    return {number: tuple(found) for number, found in periods.items()}, tuple(foreign)


def _append(periods: list[VerifiedEquipment], new: VerifiedEquipment) -> None:
    last = periods[-1] if periods else None
    if last and (last.until, last.present, last.serviceable) == (new.start, new.present, new.serviceable):
        periods[-1] = VerifiedEquipment(last.start, new.until, new.present, new.serviceable)
    else:
        periods.append(new)


def service_periods(
    parts: Iterable[Verified], agreed: Sequence[AgreedCategory], strength: Sequence[StrengthSpan]
) -> tuple[dict[int, tuple[VerifiedService, ...]], tuple[str, ...]]:
    """Return what was verified of each category, by its number, and in words what is verified and not agreed.

    People are those whom the inspection found served, at most those in theatre; where it gives no number, all in
    theatre.
    """
    by_name = {plain_name(one.category): one for one in agreed}
    periods: dict[int, list[VerifiedService]] = defaultdict(list)
    foreign: dict[str, None] = {}
    for part in parts:
        for verified in part.services:
            own = by_name.get(plain_name(verified.line.category))
            if own is None:
                told = f"{verified.line.category} is verified ({verified.reference}) and not agreed: it earns nothing"
                foreign[told] = None
                continue
            periods[own.number].extend(_served(verified.line, part.days, strength))
    return {number: tuple(found) for number, found in periods.items()}, tuple(foreign)


def _served(line: ServiceTerms, days: DateInterval, strength: Sequence[StrengthSpan]) -> Iterable[VerifiedService]:
    """Yield the people of a category through days, cut where the strength changes."""
    for span in strength:
        common = span.days.intersection(days)
        if common is None:
            continue
        people = span.people if line.served is None else min(line.served, span.people)
        by_organisation = people if line.verdict == ServiceVerdict.BY_ORGANISATION else 0
        is_met = line.verdict in MET or by_organisation > 0
        yield VerifiedService(common.start, _end(common), people, by_organisation, is_met)
