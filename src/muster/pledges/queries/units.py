"""National units: who sees them, what is on record of each, and where else one is pledged."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from muster.kit.day_text import long_day
from muster.kit.errors import NotFound
from muster.kit.facts import known_on
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.pledges.models import (
    WITHHELD_STAGES,
    ExternalCertification,
    InteroperabilityProfile,
    NationalUnit,
    Pledge,
    PledgeVersion,
    PoolEvent,
    PoolStanding,
    SharedService,
)
from muster.pledges.rules.interoperability import Certificate, KeptApart, Service, UnitProfile, states_kept_apart
from muster.pledges.terms import split_list
from muster.reference.parameters import parameter

SERVICE_MONTHS = "interoperability_service_months"
"""The parameter that says how long a common exercise or deployment speaks for two units."""


def _unit_fields(day: date) -> visibility.Fields:
    """Return what the predicates read: a unit is its State's, and of each register to which it is pledged by `day`."""

    def pledged_to(organisation_id: int) -> QuerySet[Any, Any]:
        submitted = Pledge.objects.filter(register_id=organisation_id, submitted_on__lte=day, unit__isnull=False)
        return submitted.exclude(stage__in=WITHHELD_STAGES).order_by().values("unit_id")

    return visibility.Fields(owner="state_id", partner_rows=pledged_to)


def visible_units(viewer: Viewer, day: date) -> QuerySet[NationalUnit]:
    """Return the units that the viewer may see, known on `day`."""
    seen = NationalUnit.objects.filter(visibility.rows(viewer, _unit_fields(day)))
    return known_on(seen, day).select_related("state")


def visible_unit(viewer: Viewer, day: date, code: str) -> NationalUnit:
    """Return one unit. Raises NotFound if there is none that the viewer may see."""
    found = visible_units(viewer, day).filter(code=code).first()
    if found is None:
        raise NotFound(f"There is no national unit {code!r} that you may see as of {long_day(day)}.")
    return found


def unit_profiles(units: Sequence[NationalUnit], day: date) -> dict[int, UnitProfile]:
    """Return what is on record of units (their States loaded) as of `day`, by key; three queries for all of them."""
    keys = [one.pk for one in units]
    said: dict[int, InteroperabilityProfile] = {}
    for profile in known_on(InteroperabilityProfile.objects.filter(unit__in=keys), day).order_by("known_from", "pk"):
        said[profile.unit_id] = profile
    certificates = certificates_of(keys, day)
    services: dict[int, list[Service]] = defaultdict(list)
    for served in known_on(SharedService.objects.filter(unit__in=keys), day):
        is_deployment = served.kind == SharedService.Kind.DEPLOYMENT
        service = Service(served.with_state, served.name, is_deployment, served.began_on, served.ended_on)
        services[served.unit_id].append(service)
    return {
        one.pk: _profile(one, said.get(one.pk), tuple(services[one.pk]), tuple(certificates.get(one.pk, ())))
        for one in units
    }


def certificates_of(unit_ids: Sequence[int], day: date) -> dict[int, list[Certificate]]:
    """Return the certifications of units on record as of `day`, by the unit's key; one query for all of them."""
    found: dict[int, list[Certificate]] = defaultdict(list)
    for one in known_on(ExternalCertification.objects.filter(unit__in=unit_ids), day):
        taken = Certificate(one.scheme, one.step, one.rating, one.certified_on, one.valid_until)
        found[one.unit_id].append(taken)
    return found


def _profile(
    unit: NationalUnit,
    said: InteroperabilityProfile | None,
    services: tuple[Service, ...],
    certificates: tuple[Certificate, ...],
) -> UnitProfile:
    """Return a unit's profile; words are compared without regard to capitals."""

    def words(text: str) -> frozenset[str]:
        return frozenset(part.casefold() for part in split_list(text))

    return UnitProfile(
        code=unit.code,
        state=unit.state.code,
        languages=words(said.languages) if said else frozenset(),
        procedures=words(said.procedures) if said else frozenset(),
        communications=words(said.communications) if said else frozenset(),
        services=services,
        certificates=certificates,
        has_profile=said is not None,
        illustrative=said is not None and said.illustrative,
    )


def kept_apart(viewer: Viewer, day: date) -> tuple[KeptApart, ...]:
    """Return the pairs of States no pair of whose units may stand together, by the units that the viewer may see.

    Five queries, whatever the number of units. A State sees its own units alone, and so no pair.
    """
    with_profile = InteroperabilityProfile.objects.order_by().values("unit_id")
    units = list(visible_units(viewer, day).filter(pk__in=with_profile))
    months = parameter(SERVICE_MONTHS, day).integer
    return states_kept_apart(unit_profiles(units, day).values(), day, months)


@dataclass(frozen=True)
class PledgedElsewhere:
    """Where the unit of a pledge is pledged besides: names of other registers, pledges in the same one."""

    registers: tuple[str, ...] = ()
    pledges: tuple[str, ...] = ()

    @property
    def is_so(self) -> bool:
        """Return whether it is pledged anywhere else at all."""
        return bool(self.registers or self.pledges)


def standing_pledges_of(unit_ids: Iterable[int], day: date) -> QuerySet[Pledge]:
    """Return the submitted pledges of units that stand on `day`, in whatever register.

    For what the register itself must know (one unit is one unit); never handed to a viewer as it is.
    """
    stands = Q(ended_on__isnull=True) | Q(ended_on__gt=day)
    found = Pledge.objects.filter(stands, unit__in=list(unit_ids), submitted_on__lte=day)
    return found.exclude(stage__in=WITHHELD_STAGES).select_related("register").order_by("register__name", "reference")


def pledged_elsewhere(pledge: PledgeVersion, day: date) -> PledgedElsewhere:
    """Return where the unit of a pledge that the viewer sees the whole of is pledged besides.

    Of another register only its name is told: neither reference nor level.
    """
    unit_id = pledge.pledge.unit_id
    if unit_id is None:
        return PledgedElsewhere()
    others = [one for one in standing_pledges_of([unit_id], day) if one.pk != pledge.pledge_id]
    registers = dict.fromkeys(one.register.name for one in others if one.register_id != pledge.register_id)
    same = tuple(one.reference for one in others if one.register_id == pledge.register_id)
    return PledgedElsewhere(tuple(registers), same)


def deployed_for_another(pledges: Sequence[PledgeVersion], day: date) -> dict[int, str]:
    """Return, by the pledge's key, the other register for which the same unit stands in theatre as of `day`.

    That a unit is deployed is public; nothing else of the other register's pledge is told. Two queries for all.
    """
    units = {one.pledge.unit_id for one in pledges if one.pledge.unit_id is not None}
    if not units:
        return {}
    standing = list(standing_pledges_of(units, day))
    last: dict[int, str] = {}
    events = PoolEvent.objects.filter(pledge__in=[one.pk for one in standing], held_from__lte=day)
    for event in known_on(events, day).order_by("held_from", "pk"):
        last[event.pledge_id] = event.standing_in_pool
    deployed: dict[int, list[Pledge]] = defaultdict(list)
    for one in standing:
        if one.unit_id is not None and last.get(one.pk) == PoolStanding.DEPLOYED:
            deployed[one.unit_id].append(one)
    found = {}
    for pledge in pledges:
        others = [one for one in deployed.get(pledge.pledge.unit_id or 0, ()) if one.register_id != pledge.register_id]
        if others:
            found[pledge.pledge_id] = others[0].register.name
    return found
