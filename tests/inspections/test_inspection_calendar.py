"""What is due of inspections stands on the calendar of the sides of a unit, each with a name of its own."""

from datetime import date

from muster.generation.queries.calendar import calendar_entries
from muster.generation.rules.calendar import INSPECTION, CalendarEntry
from muster.parties.viewer import SYSTEM, Viewer
from tests.inspections.theatre import UNIT, inspected_unit
from tests.record import DAY, Record

START, UNTIL = date(2018, 1, 1), date(2019, 1, 1)


def inspections_of(viewer: Viewer) -> list[CalendarEntry]:
    entries = calendar_entries(viewer, DAY, START, UNTIL, today=DAY)
    return [one for one in entries if one.kind == INSPECTION]


def test_the_arrival_inspection_stands_a_month_after_the_arrival_and_is_overdue(record: Record) -> None:
    inspected_unit(record, with_memorandum=False)
    found = {one.phase: one for one in inspections_of(record.parties["mission"])}
    arrival = found["ai"]
    assert (arrival.start, arrival.is_overdue, arrival.reference) == (date(2018, 3, 10), True, UNIT)
    assert arrival.address == f"/inspections/units/{UNIT}/"
    assert arrival.state == "Kazakhstan"
    names = [one.uid for one in inspections_of(SYSTEM)]
    assert len(set(names)) == len(names)


def test_nobody_but_the_sides_of_the_unit_finds_them(record: Record) -> None:
    inspected_unit(record, with_memorandum=False)
    for kind in ("owning State", "secretariat officer", "mission"):
        assert inspections_of(record.parties[kind])
    for kind in ("other State", "other secretariat", "other mission", "analyst"):
        assert inspections_of(record.parties[kind]) == []
