"""Force packages, and the pool of their register as a package sees it on a day."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from muster.kit.day_text import long_day
from muster.kit.errors import NotFound
from muster.kit.facts import known_on
from muster.parties import visibility
from muster.parties.models import OrganisationKind
from muster.parties.viewer import SYSTEM, Viewer
from muster.pledges.levels import LADDER, Level
from muster.pledges.models import OPEN_STAGES, ForcePackage, PackageSlot, PledgeVersion, PoolStanding
from muster.pledges.queries.health import reliance_of
from muster.pledges.queries.joint import partner_standings
from muster.pledges.queries.register import visible_pledges
from muster.pledges.queries.units import deployed_for_another
from muster.pledges.rules.caveats import hard_and_binding
from muster.pledges.rules.joint import Whole
from muster.pledges.rules.packages import Coverage, Offer, Slot, cover
from muster.pledges.versions import with_caveats
from muster.reference.parameters import parameter

MINIMUM_SHARE = "strength_fit_minimum_percent"
OWN_FIELDS = visibility.Fields(owner="register_id")
OUTLINE_FIELDS = visibility.Fields(is_to_every_party=True)
"""A package is its register's; every Member State sees the outline, and which places its own pledges take."""


def visible_packages(viewer: Viewer, day: date) -> QuerySet[ForcePackage]:
    """Return the packages of which the viewer sees at least the outline, known on `day`, with their slots."""
    fields = OUTLINE_FIELDS if viewer.kind == OrganisationKind.MEMBER_STATE else OWN_FIELDS
    found = known_on(ForcePackage.objects.filter(visibility.rows(viewer, fields)), day).select_related("register")
    return found.prefetch_related(Prefetch("slots", queryset=PackageSlot.objects.order_by("number")))


def visible_package(viewer: Viewer, day: date, reference: str) -> ForcePackage:
    """Return one package. Raises NotFound if there is none that the viewer may see."""
    found = visible_packages(viewer, day).filter(reference=reference).first()
    if found is None:
        raise NotFound(f"There is no force package {reference!r} that you may see as of {long_day(day)}.")
    return found


def keeps(viewer: Viewer, package: ForcePackage) -> bool:
    """Return whether the viewer acts for the package's register and sees the whole matching."""
    return viewer.is_system or viewer.organisation_id == package.register_id


def slots_of(package: ForcePackage) -> list[Slot]:
    """Return the slots of a package as the rules read them."""
    names = ("number", "unit_type", "units", "strength", "minimum_level", "notice_days", "name")
    return [Slot(**{name: getattr(one, name) for name in names}) for one in package.slots.all()]


def coverage_of(package: ForcePackage, day: date) -> Coverage:
    """Return the package matched against the whole pool of its register as of `day`.

    For the register's own eyes; for a State, `places_of_state` keeps what is its own.
    """
    slots = slots_of(package)
    pool = offers(package.register_id, {slot.unit_type for slot in slots}, day)
    return cover(slots, pool, parameter(MINIMUM_SHARE, day).integer)


def places_of_state(coverage: Coverage, state: str) -> dict[int, tuple[str, ...]]:
    """Return, by the slot's number, the State's own pledges that take places in it."""
    found: dict[int, tuple[str, ...]] = {}
    for place in coverage.places:
        if place.offer is not None and place.offer.state == state:
            found[place.slot.number] = (*found.get(place.slot.number, ()), place.offer.reference)
    return found


def offers(register_id: int, unit_types: Iterable[str], day: date) -> list[Offer]:
    """Return the submitted pledges of a register and some unit types as the matching of packages reads them."""
    submitted = visible_pledges(SYSTEM, day).filter(Q(stage__in=OPEN_STAGES))
    rows = submitted.filter(pledge__register_id=register_id, unit_type__in=list(unit_types))
    pledges = list(with_caveats(rows.select_related("pledge__unit"), day))
    joint, elsewhere = partner_standings(pledges, day), deployed_for_another(pledges, day)
    reliance = reliance_of(pledges, SYSTEM, day)
    return [
        _offer(
            one,
            reliance[one.pledge_id].confidence.score,
            _trouble(one, joint.get(one.pledge_id), elsewhere.get(one.pledge_id, ""), day),
        )
        for one in pledges
    ]


def _offer(pledge: PledgeVersion, confidence: int, trouble: Sequence[str]) -> Offer:
    """Return a pledge as an offer. A named unit is one; without a name as many as the State offers."""
    unit = pledge.pledge.unit
    return Offer(
        reference=pledge.reference,
        state=pledge.state.code,
        unit_type=pledge.unit_type,
        strength=pledge.strength,
        level=pledge.current_level,
        notice_days=pledge.notice_days,
        unit=unit.code if unit else "",
        units=1 if unit else pledge.units_offered,
        confidence=confidence,
        trouble=tuple(trouble),
        illustrative=pledge.illustrative,
    )


def _trouble(pledge: PledgeVersion, joint: Whole | None, deployed_for: str, day: date) -> list[str]:
    """Return in words what takes a pledge out of the pool for any package."""
    found = []
    if pledge.current_level not in LADDER:
        found.append(f"{Level(pledge.current_level).label}: it must be registered anew")
    if pledge.pool_standing != PoolStanding.AVAILABLE:
        found.append(f"{PoolStanding(pledge.pool_standing).label}: its State must replenish the pool")
    if deployed_for:
        found.append(f"the same unit is deployed for {deployed_for}")
    if pledge.available_from > day:
        found.append(f"available only from {long_day(pledge.available_from)}")
    if pledge.available_until is not None and pledge.available_until <= day:
        found.append(f"no longer available since {long_day(pledge.available_until)}")
    if joint is not None and not joint.is_selectable:
        told = "withdrew" if joint.broken_by else "has not agreed"
        found.append(f"joint pledge: {', '.join(joint.broken_by or joint.waiting_for)} {told}")
    found += [f"hard caveat: {one}" for one in hard_and_binding(pledge.caveats, day)]
    return found
