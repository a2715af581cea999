"""Worksheets for tests of rules; no database."""

from muster.inspections.rules.worksheet import EquipmentTerms, ServiceTerms, Worksheet


def line(
    number: int = 1, agreed: int = 10, present: int | None = 10, operational: int | None = 10, **more: object
) -> EquipmentTerms:
    """Return a line of trucks."""
    values: dict[str, object] = {"item": f"Truck {number}", "category": "Vehicles", "lease": "wet"}
    return EquipmentTerms(number=number, agreed=agreed, present=present, operational=operational, **(values | more))  # type: ignore[arg-type]


def service(number: int = 1, verdict: str = "met", **more: object) -> ServiceTerms:
    """Return a line of catering."""
    values: dict[str, object] = {"category": f"Catering {number}", "ceiling": 120}
    return ServiceTerms(number=number, verdict=verdict, **(values | more))  # type: ignore[arg-type]


def sheet(*lines: EquipmentTerms, services: tuple[ServiceTerms, ...] = ()) -> Worksheet:
    """Return a worksheet."""
    return Worksheet(lines, services)
