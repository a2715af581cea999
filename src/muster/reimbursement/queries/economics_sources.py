"""What a calculation begins from: the lines of a memorandum, or those of a pledge at the rates of an edition."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from muster.kit.errors import NotFound
from muster.kit.standing import Standing
from muster.parties.viewer import Viewer
from muster.pledges.models.lines import EquipmentLine, LeaseMode, Provider
from muster.pledges.queries.register import visible_pledge, visible_pledges
from muster.reimbursement.models import Memorandum
from muster.reimbursement.queries.agreed_versions import agreed_versions
from muster.reimbursement.queries.economics import rate_book
from muster.reimbursement.queries.memoranda import visible_memoranda, visible_memorandum
from muster.reimbursement.queries.statements import factor_spans_of
from muster.reimbursement.rules.economics.edition_change import RateBook, name_key
from muster.reimbursement.rules.economics.terms import PlannedItem, PlannedService
from muster.reimbursement.rules.record_statement import factors_in
from muster.reimbursement.stages import LeaseKind
from muster.reimbursement.statement import shipped_parameters

NO_LIFE = Decimal(1)
"""What stands for a useful life that no edition gives: the line earns nothing until its value is entered."""


@dataclass(frozen=True)
class SourceLines:
    """What was found to begin with. `unmatched` names what the edition has no rate for: it is entered without one."""

    strength: int
    equipment: tuple[PlannedItem, ...]
    services: tuple[PlannedService, ...]
    unmatched: tuple[str, ...] = ()
    environment_percent: Decimal = Decimal(0)
    intensified_percent: Decimal = Decimal(0)
    hostile_percent: Decimal = Decimal(0)
    transport_percent: Decimal = Decimal(0)


NOTHING = SourceLines(0, (), ())


def own_memoranda(viewer: Viewer, day: date) -> list[Memorandum]:
    """Return the memoranda of the viewer's own State."""
    found = visible_memoranda(viewer, day)
    return list(found if viewer.is_system else found.filter(unit__state=viewer.organisation_id))


def own_pledges(viewer: Viewer, day: date) -> list[tuple[str, str]]:
    """Return reference and title of the pledges of the viewer's own State."""
    found = visible_pledges(viewer, day)
    if not viewer.is_system:
        found = found.filter(pledge__state=viewer.organisation_id)
    return [(one.reference, one.title) for one in found]


def memorandum_lines(viewer: Viewer, day: date, reference: str) -> SourceLines:
    """Return the lines that the viewer's State has agreed, of the version that holds on `day`, else of the last one.

    With the mission factors of the day. Lines that another State owns or provides, and what serves self-sustainment,
    are left out: they earn the State nothing.
    """
    found = visible_memorandum(viewer, day, reference)
    if not found.seen_whole:
        raise NotFound(f"The memorandum {reference!r} is another State's: a calculation begins from one of your own.")
    versions = agreed_versions(found, day)
    if not versions:
        return NOTHING
    held = next((one for one in versions if one.days.contains(day)), versions[-1])
    standing = Standing(found.standing)
    mission_id = found.unit.post.requirement.mission_id
    spans = factor_spans_of([mission_id], day)[mission_id]
    factors = factors_in(spans, held, day, shipped_parameters(day))
    return SourceLines(
        strength=held.personnel_ceiling,
        equipment=tuple(
            PlannedItem(
                place, one.item, one.quantity, one.lease, one.gfmv_cents, one.life_years, one.no_fault_percent,
                one.maintenance_cents, one.group, standing=standing,
            )
            for place, one in enumerate(
                (one for one in held.equipment if not (one.owner or one.maintainer or one.used_for_self_sustainment)),
                start=1,
            )
        ),
        services=tuple(
            PlannedService(place, one.category, one.rate_usd, one.ceiling, standing=standing)
            for place, one in enumerate((one for one in held.services if not one.provider), start=1)
        ),
        environment_percent=_decimal(factors.environment),
        intensified_percent=_decimal(factors.intensified),
        hostile_percent=_decimal(factors.hostile),
        transport_percent=_decimal(factors.transport),
    )  # fmt: skip


def _decimal(number: Fraction) -> Decimal:
    """Return a factor as a calculation keeps it: to four decimals."""
    return round(Decimal(number.numerator) / number.denominator, 4)


def pledge_lines(viewer: Viewer, day: date, reference: str, edition: str) -> SourceLines:
    """Return the lines of a pledge of the viewer's State at the rates of an edition, matched by name.

    A pledge names no rate: what the edition does not have is entered without value, and told.
    """
    found = visible_pledge(viewer, day, reference)
    if not (viewer.is_system or found.state_id == viewer.organisation_id):
        raise NotFound(f"The pledge {reference!r} is another State's: a calculation begins from one of your own.")
    book = rate_book(viewer, day, edition) if edition else RateBook("", {}, {})
    lines = [one for one in found.equipment.all() if not one.contributor]
    categories = [one for one in found.self_sustainment.all() if one.provider == Provider.STATE and not one.contributor]
    unmatched = [one.item for one in lines if name_key(one.item) not in book.items]
    unmatched += [one.category for one in categories if name_key(one.category) not in book.services]
    return SourceLines(
        strength=found.strength,
        equipment=tuple(_pledged(place, one, book) for place, one in enumerate(lines, start=1)),
        services=tuple(
            PlannedService(
                place, one.category, book.services.get(name_key(one.category), Decimal(0)), found.strength,
                standing=book.standing,
            )
            for place, one in enumerate(categories, start=1)
        ),
        unmatched=tuple(dict.fromkeys(unmatched)),
    )  # fmt: skip


def _pledged(place: int, one: EquipmentLine, book: RateBook) -> PlannedItem:
    lease = LeaseKind.DRY if one.lease == LeaseMode.DRY else LeaseKind.WET
    rate = book.items.get(name_key(one.item))
    if rate is None:
        return PlannedItem(place, one.item, one.quantity, lease, 0, NO_LIFE, Decimal(0), 0, one.category)
    return PlannedItem(
        place, one.item, one.quantity, lease, rate.gfmv_cents, rate.life_years, rate.no_fault_percent,
        rate.maintenance_cents, one.category, standing=book.standing,
    )  # fmt: skip
