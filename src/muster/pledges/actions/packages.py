"""Force packages: made and changed by the Secretariat of their register."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date

from django.db import transaction

from muster.audit import actions as audit
from muster.kit.clean_fields import require_clean_fields
from muster.kit.errors import NotFound, Problem, Refused
from muster.kit.read_version import require_version
from muster.kit.standing import Standing
from muster.parties import visibility
from muster.parties.models import Organisation, OrganisationKind
from muster.parties.viewer import Viewer
from muster.pledges.levels import LADDER, Level
from muster.pledges.models import ForcePackage, PackageSlot
from muster.reference.unit_types import unit_types


@dataclass(frozen=True)
class SlotTerms:
    """Places of one kind: strength of each in people, notice in days (None: any)."""

    unit_type: str
    units: int
    strength: int
    minimum_level: str = Level.LEVEL_3.value
    notice_days: int | None = None
    name: str = ""


@dataclass(frozen=True)
class PackageTerms:
    """What a package says."""

    reference: str
    name: str
    slots: tuple[SlotTerms, ...]
    purpose: str = ""
    strength_aim: int | None = None
    source: str = ""
    standing: str = field(default=Standing.ENTERED.value)


def package_terms(package: ForcePackage) -> PackageTerms:
    """Return what a package with its slots says."""
    names = ("unit_type", "units", "strength", "minimum_level", "notice_days", "name")
    slots = tuple(SlotTerms(**{name: getattr(one, name) for name in names}) for one in package.slots.all())
    return PackageTerms(
        package.reference,
        package.name,
        slots,
        package.purpose,
        package.strength_aim,
        package.source,
        package.standing,
    )


def _problems(terms: PackageTerms) -> list[Problem]:
    """Return what is wrong with a package's content."""
    problems = []
    known = {kind.code for kind in unit_types()}
    if not terms.slots:
        problems.append(Problem("slots", "there is none", "give at least one kind of place"))
    for number, slot in enumerate(terms.slots, 1):
        place = f"slot {number}"
        if slot.unit_type not in known:
            problems.append(Problem(place, f"{slot.unit_type!r} is not in the catalogue", "take a code of unit types"))
        if slot.units < 1 or slot.strength < 1:
            problems.append(Problem(place, "wants nobody", "give at least one unit of at least one person"))
        if slot.minimum_level not in LADDER[1:]:
            problems.append(Problem(place, f"{slot.minimum_level!r} is no proven level", "take L1, L2, L3 or RDL"))
    return problems


@transaction.atomic
def create_package(actor: Viewer, terms: PackageTerms, *, register: Organisation, today: date) -> ForcePackage:
    """Record a new package in a register, by its Secretariat."""
    what = f"Force package {terms.reference}"
    visibility.require_secretariat(actor, what)
    visibility.require_owner(actor, register.pk, what)
    if register.kind != OrganisationKind.SECRETARIAT:
        raise Refused(f"{what}: {register.name} keeps no register.")
    if ForcePackage.objects.filter(reference=terms.reference).exists():
        raise Refused(f"{what}: the reference is taken; choose another one.")
    package = ForcePackage(reference=terms.reference, register=register, known_from=today)
    _write(package, terms, what)
    audit.record(actor, "pledges:package:created", package.reference, after=asdict(terms))
    return package


@transaction.atomic
def change_package(actor: Viewer, terms: PackageTerms, *, expected_version: int | None = None) -> ForcePackage:
    """Replace a package's content. `expected_version` refuses the change if somebody else was quicker."""
    package = ForcePackage.objects.select_for_update().filter(reference=terms.reference).first()
    what = f"Force package {terms.reference}"
    if package is None:
        raise NotFound(f"There is no force package {terms.reference!r} on record.")
    visibility.require_owner(actor, package.register_id, what)
    require_version(what, package.version, expected_version)
    before = package_terms(package)
    package.version += 1
    package.slots.all().delete()
    _write(package, terms, what)
    audit.record(actor, "pledges:package:changed", package.reference, before=asdict(before), after=asdict(terms))
    return package


def _write(package: ForcePackage, terms: PackageTerms, what: str) -> None:
    """Write the terms into the package and its slots. Raises Refused with every problem."""
    problems = _problems(terms)
    if problems:
        raise Refused(f"{what} cannot be recorded.", problems)
    for name in ("name", "purpose", "strength_aim", "source", "standing"):
        setattr(package, name, getattr(terms, name))
    require_clean_fields(package, what)
    package.save()
    slots: Sequence[PackageSlot] = [
        PackageSlot(package=package, number=number, source=terms.source, standing=terms.standing, **asdict(slot))
        for number, slot in enumerate(terms.slots, 1)
    ]
    for slot in slots:
        require_clean_fields(slot, f"{what}, slot {slot.number}")
    PackageSlot.objects.bulk_create(slots)
