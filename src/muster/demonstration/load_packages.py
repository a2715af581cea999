"""Enters force packages with their slots."""

from collections import defaultdict
from collections.abc import Sequence

from muster.demonstration.load_parties import organisation
from muster.demonstration.rows import Row, place, read_rows
from muster.kit.standing import Standing
from muster.parties.viewer import SYSTEM
from muster.pledges import actions
from muster.pledges.models import ForcePackage


def slots_by_package() -> dict[str, list[Row]]:
    """Return the rows of the slots by package."""
    slots: dict[str, list[Row]] = defaultdict(list)
    for row in read_rows("package_slots"):
        with place(row):
            slots[row["package"]].append(row)
    return slots


def known_packages() -> set[str]:
    """Return the references of the force packages on record."""
    return set(ForcePackage.objects.values_list("reference", flat=True))


def load_package(row: Row, known: set[str], slots: Sequence[Row]) -> bool:
    """Enter a force package; False where it is there. It is illustrative as soon as one of its slots is."""
    if row["reference"] in known:
        return False
    made_up = any(slot.standing == Standing.ILLUSTRATIVE for slot in slots)
    terms = actions.PackageTerms(
        reference=row["reference"],
        name=row["name"],
        slots=tuple(_slot(slot) for slot in slots),
        purpose=row["purpose"],
        strength_aim=row.optional_integer("strength_aim"),
        source=row["source"],
        standing=Standing.ILLUSTRATIVE if made_up else row.standing,
    )
    actions.create_package(SYSTEM, terms, register=organisation(row["register"]), today=row.day("known_from"))
    return True


def _slot(row: Row) -> actions.SlotTerms:
    with place(row):
        return actions.SlotTerms(
            unit_type=row["unit_type"],
            units=row.integer("units"),
            strength=row.integer("strength"),
            minimum_level=row["minimum_level"],
            notice_days=row.optional_integer("notice_days"),
            name=row["name"],
        )
