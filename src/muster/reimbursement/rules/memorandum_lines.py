"""What may stand in a memorandum: quantities, leases, special cases, who owns, maintains and provides. Pure.

Sources: section 2 of the dossier on reimbursement (lease options, split maintenance, special case, double counting) and
section 7 (self-sustainment). That a line names another State only for what that State is paid for is a local choice.
"""

from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from muster.kit.errors import Problem
from muster.reimbursement.memorandum_terms import MOST_LINES, EquipmentTerms, ServiceTerms, VersionTerms
from muster.reimbursement.rules.memorandum_rates import RateBook, equipment_rows, plain_name, service_row
from muster.reimbursement.stages import LeaseKind

EQUIPMENT, SERVICES = "equipment", "self-sustainment"
CENTS = 100
LineT = TypeVar("LineT")


@dataclass(frozen=True)
class LineGround:
    """What lines are held against: the edition, the unit's State, the other States there are, and the threshold.

    A special case is worth more than `special_case_usd`; anything below is minor equipment or a consumable.
    """

    book: RateBook
    own_state: str
    states: Collection[str]
    special_case_usd: Decimal


def equipment_place(number: int) -> str:
    """Return how a problem names a line of major equipment."""
    return f"{EQUIPMENT} line {number}"


def service_place(number: int) -> str:
    """Return how a problem names a line of self-sustainment."""
    return f"{SERVICES} line {number}"


def version_problems(terms: VersionTerms, ground: LineGround) -> list[Problem]:
    """Return what is wrong with a version, its lines filled from the edition: a line each, with its remedy."""
    problems = _head_problems(terms)
    for number, line in enumerate(terms.equipment, start=1):
        problems += _equipment_problems(equipment_place(number), line, ground)
    for number, one in enumerate(terms.services, start=1):
        problems += _service_problems(service_place(number), one, ground)
    problems += _twice(terms.equipment, _equipment_key, equipment_place, "item")
    problems += _twice(terms.services, _service_key, service_place, "category")
    return problems + _groups_written_two_ways(terms.equipment)


def _head_problems(terms: VersionTerms) -> list[Problem]:
    problems = []
    if terms.holds_until is not None and terms.holds_until <= terms.holds_from:
        words = f"{terms.holds_until} is not after {terms.holds_from}"
        problems.append(Problem("holds until", words, "give a later day, or none", "holds_until"))
    if terms.route_km is not None and terms.transport_percent is not None:
        words = "both a route and a factor for incremental transportation are given"
        problems.append(Problem("transportation", words, "give one of them", "transport_percent"))
    for name, lines in ((EQUIPMENT, terms.equipment), (SERVICES, terms.services)):
        if len(lines) > MOST_LINES:
            problems.append(Problem(name, f"there are more than {MOST_LINES} lines", "agree on fewer"))
    return problems


def _equipment_problems(place: str, line: EquipmentTerms, ground: LineGround) -> list[Problem]:
    problems = []
    if not line.item.strip():
        problems.append(Problem(place, "the item is empty", "name it", "item"))
    if line.quantity < 1:
        problems.append(Problem(place, f"the quantity is {line.quantity}", "agree on one at least", "quantity"))
    problems += _rate_problems(place, line, ground)
    problems += _lease_problems(place, line)
    for field in ("owner", "maintainer"):
        problems += _state_problems(place, getattr(line, field), field, ground)
    return problems


def _rate_problems(place: str, line: EquipmentTerms, ground: LineGround) -> list[Problem]:
    """A line is a row of the edition or a special case; only where no edition is agreed on may it be by hand."""
    if ground.book.edition and not line.is_special_case:
        rows = equipment_rows(line, ground.book)
        if not rows:
            words = f"edition {ground.book.edition} has no row {(line.rate_item or line.item)!r}"
            return [Problem(place, words, "choose a row of it, or make it a special case with its values", "rate_item")]
        if len(rows) > 1:
            categories = ", ".join(one.category for one in rows)
            words = f"edition {ground.book.edition} has that item in several categories ({categories})"
            return [Problem(place, words, "give the category", "category")]
    return _value_problems(place, line, ground)


def _value_problems(place: str, line: EquipmentTerms, ground: LineGround) -> list[Problem]:
    names = {
        "gfmv_cents": "generic fair market value", "life_years": "useful life",
        "no_fault_percent": "no-fault factor", "maintenance_cents": "maintenance rate",
    }  # fmt: skip
    remedy = "give it: the contributor submits it" if line.is_special_case else "give it, or agree on an edition"
    problems = [
        Problem(place, f"the {words} is not given", remedy, name)
        for name, words in names.items()
        if getattr(line, name) is None
    ]
    for name in (*names, "paint_cents"):
        value = getattr(line, name)
        if value is not None and value < 0:
            words = names.get(name, "painting rate")
            problems.append(Problem(place, f"the {words} is negative", "give zero or more", name))
    if line.life_years == 0:
        problems.append(Problem(place, "the useful life is no time at all", "give the years", "life_years"))
    threshold = ground.special_case_usd
    if line.is_special_case and line.gfmv_cents is not None and 0 <= line.gfmv_cents <= threshold * CENTS:
        words = f"a special case is worth more than {threshold} US dollars, an item or a set"
        problems.append(Problem(place, words, "leave it out: the rates of maintenance cover it", "gfmv_cents"))
    return problems


def _lease_problems(place: str, line: EquipmentTerms) -> list[Problem]:
    """Whoever is named is paid: under a wet lease the owner the dry part and the maintainer the maintenance."""
    if line.lease not in set(LeaseKind):
        words = ", ".join(LeaseKind)
        return [Problem(place, f"{line.lease!r} is no lease", f"give one of {words}", "lease")]
    problems = []
    if line.owner and line.lease == LeaseKind.MAINTENANCE_ONLY:
        words = f"{line.owner} owns it, and the lease pays for maintenance alone"
        problems.append(Problem(place, words, "make it a wet lease, or name no owner", "owner"))
    if line.maintainer and line.lease == LeaseKind.DRY:
        words = f"{line.maintainer} maintains it, and a dry lease pays for no maintenance"
        problems.append(Problem(place, words, "make it a wet lease, or name no maintainer", "maintainer"))
    return problems


def _state_problems(place: str, code: str, field: str, ground: LineGround) -> list[Problem]:
    if not code:
        return []
    if code == ground.own_state:
        return [Problem(place, f"{code} is the unit's own State", "leave it empty", field)]
    if code not in ground.states:
        return [Problem(place, f"{code!r} is no Member State on record", "give the code of one", field)]
    return []


def _service_problems(place: str, line: ServiceTerms, ground: LineGround) -> list[Problem]:
    problems = _state_problems(place, line.provider, "provider", ground)
    if not line.category.strip():
        problems.append(Problem(place, "the category is empty", "name it", "category"))
    if line.ceiling < 1:
        problems.append(Problem(place, f"it is for {line.ceiling} people", "agree on one at least", "ceiling"))
    if ground.book.edition and service_row(line, ground.book) is None:
        words = f"edition {ground.book.edition} has no category {(line.rate_category or line.category)!r}"
        problems.append(Problem(place, words, "choose a row of it", "rate_category"))
    elif line.rate_usd is None:
        problems.append(Problem(place, "the rate is not given", "give it, or agree on an edition", "rate_usd"))
    elif line.rate_usd < 0:
        problems.append(Problem(place, "the rate is negative", "give zero or more", "rate_usd"))
    return problems


def _equipment_key(line: EquipmentTerms) -> Hashable:
    return plain_name(line.item), plain_name(line.category), line.lease, line.owner, line.maintainer


def _service_key(line: ServiceTerms) -> Hashable:
    return plain_name(line.category), line.provider


def _twice(
    lines: Iterable[LineT], key: Callable[[LineT], Hashable], place: Callable[[int], str], field: str
) -> list[Problem]:
    """Return a problem for each line that stands there already, of the same State under the same lease."""
    seen: dict[Hashable, int] = {}
    problems = []
    for number, line in enumerate(lines, start=1):
        first = seen.setdefault(key(line), number)
        if first != number:
            words = f"the same stands in line {first}"
            problems.append(Problem(place(number), words, "add the two up in one line", field))
    return problems


def _groups_written_two_ways(lines: Iterable[EquipmentTerms]) -> list[Problem]:
    """A group counts as a whole for the threshold of serviceability, so its name has to be one name."""
    seen: dict[str, str] = {}
    problems = []
    for number, line in enumerate(lines, start=1):
        first = seen.setdefault(plain_name(line.group), line.group)
        if first != line.group:
            words = f"group {line.group!r} is written {first!r} elsewhere"
            problems.append(Problem(equipment_place(number), words, "write it one way", "group"))
    return problems
