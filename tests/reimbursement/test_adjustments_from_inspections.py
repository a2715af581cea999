"""What the rules of adjustments read from signed inspections: quarters with a report, and units painted once."""

from datetime import date

from muster.inspections.rules.verified import SignedInspection
from muster.inspections.rules.worksheet import EquipmentTerms, Worksheet
from muster.inspections.stages import InspectionKind
from muster.reimbursement.rules.adjustments import AdjustmentRule
from muster.reimbursement.rules.adjustments.from_inspections import (
    PaintedEntry,
    colours_of,
    painted_of,
    quarter_start,
    quarters_of,
)
from tests.reimbursement.billed import facts_of, of

TRUCKS = PaintedEntry(0, "Illustrative  truck", 4, 20_000)


def inspected(
    since: date, operational: int | None, painted: int | None = None, kind: InspectionKind = InspectionKind.PERIODIC
) -> SignedInspection:
    line = EquipmentTerms(1, "illustrative Truck", 4, present=operational, operational=operational, painted=painted)
    return SignedInspection(f"i-{since}", kind, since, Worksheet((line,)))


def test_a_quarter_begins_with_january_april_july_and_october() -> None:
    days = (date(2018, 3, 31), date(2018, 4, 1), date(2018, 12, 31))
    assert [quarter_start(day) for day in days] == [date(2018, 1, 1), date(2018, 4, 1), date(2018, 10, 1)]


def test_the_last_periodic_inspection_of_a_quarter_is_its_report() -> None:
    first, second = quarters_of(
        [
            inspected(date(2018, 9, 30), 3),
            inspected(date(2018, 7, 1), 1),
            inspected(date(2018, 10, 1), 2),
            inspected(date(2018, 11, 1), 0, kind=InspectionKind.SPOT),
        ]
    )
    assert (first.start, first.until, first.lines[0].operational) == (date(2018, 7, 1), date(2018, 10, 1), 3)
    assert (second.start, second.lines[0].operational) == (date(2018, 10, 1), 2)


def test_a_line_that_nobody_counted_is_no_part_of_a_report() -> None:
    assert quarters_of([inspected(date(2018, 9, 30), None)])[0].lines == ()


def test_reports_of_two_quarters_in_a_row_lower_the_amount_for_personnel() -> None:
    reports = quarters_of([inspected(date(2018, 9, 1), 3), inspected(date(2018, 12, 1), 3)])
    found = of(facts_of(quarters=reports), AdjustmentRule.ABSENT_EQUIPMENT)
    assert {one.month for one in found} == {"2018-10", "2018-11", "2018-12"}


def test_units_are_painted_when_they_are_first_found_in_colours() -> None:
    seen = [
        inspected(date(2018, 9, 1), 4, 1),
        inspected(date(2018, 8, 1), 4, 3, InspectionKind.ARRIVAL),
        inspected(date(2018, 12, 1), 4, 4),
        inspected(date(2019, 1, 1), 4, None),
    ]
    assert [(one.on, one.units) for one in painted_of(seen, [TRUCKS])] == [
        (date(2018, 8, 1), 3),
        (date(2018, 12, 1), 1),
    ]
    assert colours_of(seen, [TRUCKS]) == {0: date(2018, 12, 1)}
    assert colours_of(seen[:2], [TRUCKS]) == {0: None}
