"""The rules of editions: rows held against the formula, heads, revisions, comparisons and what they mean."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.reimbursement.rules.edition_checks import RateColumn, rate_findings
from muster.reimbursement.rules.edition_comparison import RateChange, rate_differences
from muster.reimbursement.rules.edition_effects import AgreedItems, AgreedPeople, RatesByName, yearly_effect
from muster.reimbursement.rules.edition_figures import repaint_cents, rounded_cents, rounded_usd
from muster.reimbursement.rules.edition_revision import revised, revision_problems
from muster.reimbursement.rules.edition_rows import MOST_ROWS, OtherEdition, edition_problems, row_problems
from muster.reimbursement.rules.edition_terms import (
    CategoryRevision,
    EquipmentRateTerms,
    RateRows,
    RateTable,
    Revision,
    ServiceRateTerms,
)
from muster.reimbursement.statement import (
    Lease,
    MajorEquipment,
    Memorandum,
    SelfSustainment,
    VerifiedEquipment,
    VerifiedService,
    shipped_parameters,
    statement_of,
)
from tests.reimbursement.edition_record import CARRIER, CATERING, HIGHER, LATER, LAUNDRY, ODD_ROWS, ROWS, TERMS, TRUCK


def findings(row: EquipmentRateTerms, decimals: int = 0) -> list[tuple[RateColumn, str, str]]:
    return [(one.column, one.printed, one.expected) for one in rate_findings(RateRows((row,)), decimals, 2)]


def test_rows_that_follow_the_formula_within_the_rounding_of_the_table_have_no_finding() -> None:
    assert rate_findings(ROWS, 0, 2) == ()


def test_offenders_are_told_with_what_is_expected() -> None:
    found = rate_findings(ODD_ROWS, 0, 2)
    assert [(one.table, one.number, one.item, one.column) for one in found] == [
        (RateTable.EQUIPMENT, 2, TRUCK.item, RateColumn.DRY),
        (RateTable.EQUIPMENT, 2, TRUCK.item, RateColumn.WET),
    ]
    assert [(one.printed, one.expected) for one in found] == [("889.00", "883.00"), ("1383.00", "1389.00")]
    assert "883.33" in found[0].words


def test_half_a_unit_is_allowed_exactly_and_a_cent_more_is_not() -> None:
    # 12,060 over 10 years is 100.50 a month.
    row = replace(TRUCK, gfmv_cents=1_206_000, no_fault_percent=Decimal(0), maintenance_cents=0)
    assert findings(replace(row, dry_cents=10_000, wet_cents=10_000)) == []
    assert findings(replace(row, dry_cents=10_100, wet_cents=10_100)) == []
    more = replace(row, gfmv_cents=1_206_120, dry_cents=10_000, wet_cents=10_000)
    assert findings(more) == [(RateColumn.DRY, "100.00", "101.00")]


def test_wet_may_be_one_unit_from_dry_and_maintenance_and_not_more() -> None:
    assert findings(replace(TRUCK, wet_cents=TRUCK.wet_cents + 100)) == []
    assert findings(replace(TRUCK, wet_cents=TRUCK.wet_cents - 100)) == []
    assert findings(replace(TRUCK, wet_cents=TRUCK.wet_cents + 200)) == [(RateColumn.WET, "1385.00", "1383.00")]


def test_a_table_in_cents_is_held_to_half_a_cent() -> None:
    exact = replace(TRUCK, dry_cents=88_333, wet_cents=138_333)
    assert findings(exact, 2) == []
    assert findings(replace(exact, dry_cents=88_334), 2) == [(RateColumn.DRY, "883.34", "883.33")]


def test_figures_printed_more_finely_than_the_table_are_told() -> None:
    fine = findings(replace(TRUCK, dry_cents=88_333, wet_cents=138_333))
    assert fine == [(RateColumn.DRY, "883.33", "883.00"), (RateColumn.WET, "1383.33", "1383.00")]
    service = rate_findings(RateRows(services=(ServiceRateTerms("Catering", Decimal("25.505")),)), 0, 2)
    assert [(one.column, one.printed, one.expected) for one in service] == [(RateColumn.RATE, "25.505", "25.51")]


@given(
    st.integers(0, 10**10), st.integers(1, 40), st.integers(0, 500), st.integers(0, 10**7), st.sampled_from((0, 1, 2))
)
def test_a_row_reckoned_by_the_formula_and_rounded_has_no_finding(
    gfmv: int, life: int, no_fault: int, maintenance: int, decimals: int
) -> None:
    unit = 10 ** (2 - decimals)
    row = replace(CARRIER, gfmv_cents=gfmv, life_years=Decimal(life), no_fault_percent=Decimal(no_fault) / 100,
                  maintenance_cents=maintenance * unit)  # fmt: skip
    dry = Fraction(gfmv, 100) / (12 * life) + Fraction(no_fault, 10_000) * Fraction(gfmv, 100) / 12
    wet = dry + Fraction(row.maintenance_cents, 100)
    printed = replace(row, dry_cents=rounded_cents(dry, decimals), wet_cents=rounded_cents(wet, decimals))
    assert rate_findings(RateRows((printed,)), decimals, 2) == ()


def test_rounding_is_half_up() -> None:
    assert rounded_cents(Fraction(5, 2), 0) == 300
    assert rounded_cents(Fraction(1, 8), 2) == 13
    assert rounded_usd(Fraction(1, 8), 2) == Decimal("0.13")
    assert str(rounded_usd(Fraction(7), 2)) == "7.00"


def test_repainting_is_a_share_of_painting_where_there_is_a_rate() -> None:
    assert repaint_cents(50_000, Decimal(119)) == 59_500
    assert repaint_cents(1_050, Decimal(119)) == 1_250
    assert repaint_cents(None, Decimal(119)) is None


def test_editions_of_one_owner_may_touch_and_not_overlap() -> None:
    others = [OtherEdition("rates-2017", TERMS.valid_from, TERMS.valid_until)]
    assert edition_problems(LATER, others, taken=False) == []
    early = edition_problems(replace(LATER, valid_from=date(2020, 6, 30)), others, taken=False)
    assert [str(one) for one in early] == [
        "in force: the edition 'rates-2017' holds on some of these days; end that one first, or choose other days"
    ]


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"reference": "a b"}, "reference"),
        ({"reference": "new"}, "reference"),
        ({"title": " "}, "title"),
        ({"equipment_decimals": 3}, "decimals of equipment rates"),
        ({"service_decimals": 5}, "decimals of self-sustainment rates"),
        ({"valid_until": TERMS.valid_from}, "in force until"),
    ],
)
def test_a_head_that_cannot_be_kept_is_refused_by_its_place(changes: dict[str, object], place: str) -> None:
    found = edition_problems(replace(TERMS, **changes), [], taken=False)  # type: ignore[arg-type]
    assert [one.place for one in found] == [place]


def test_rows_that_cannot_be_reckoned_or_are_named_twice_are_refused() -> None:
    twin = replace(CARRIER, item="ARMOURED  personnel carrier")
    rows = RateRows((CARRIER, replace(TRUCK, life_years=Decimal(0), item=""), twin), (CATERING, CATERING))
    assert [str(one) for one in row_problems(rows)] == [
        "major equipment line 2: has no item; name it",
        "major equipment line 2: 0 is no useful life; give years above 0",
        "major equipment line 3: is named before: Combat vehicles, ARMOURED personnel carrier; name each once",
        "self-sustainment line 2: is named before: Catering; name each once",
    ]
    assert row_problems(ROWS) == []
    assert [one.place for one in row_problems(RateRows())] == ["rows"]
    negative = RateRows(
        (replace(TRUCK, paint_cents=-1, no_fault_percent=Decimal(101)),), (ServiceRateTerms("", Decimal(-1)),)
    )
    assert {one.field for one in row_problems(negative)} == {"paint", "no_fault_percent", "category", "rate"}
    many = RateRows(services=tuple(ServiceRateTerms(f"C{n}", Decimal(1)) for n in range(MOST_ROWS + 1)))
    assert [one.place for one in row_problems(many)] == ["Self-sustainment"]


def test_a_revision_scales_value_and_maintenance_and_reckons_the_rates_anew() -> None:
    carrier, truck = revised(ROWS, Revision(Decimal(10), Decimal(5), Decimal(2)), 0, 2).equipment
    assert (carrier.gfmv_cents, carrier.maintenance_cents) == (66_000_000, 472_500)
    assert (carrier.dry_cents, carrier.wet_cents) == (286_000, 758_500)
    # 110,000 over 120 months is 916.67 and the no-fault share 55: 971.67, printed as 972.
    assert (truck.dry_cents, truck.maintenance_cents, truck.wet_cents) == (97_200, 52_500, 149_700)
    assert carrier.paint_cents == CARRIER.paint_cents


def test_a_category_may_have_percentages_of_its_own_and_zero_is_one() -> None:
    own = (
        CategoryRevision("combat vehicles", gfmv_percent=Decimal(0)),
        CategoryRevision("Catering", service_percent=Decimal(-50)),
    )
    new = revised(ROWS, Revision(Decimal(10), Decimal(0), Decimal(10), own), 0, 2)
    assert new.equipment[0] == CARRIER
    assert new.equipment[1].gfmv_cents == 11_000_000
    assert [one.rate_usd for one in new.services] == [Decimal("12.75"), Decimal("9.90")]


def test_a_revision_that_changes_nothing_or_names_what_is_not_there_is_refused() -> None:
    assert [one.place for one in revision_problems(Revision(), ROWS)] == ["percentages"]
    wrong = Revision(Decimal(-101), categories=(
        CategoryRevision("Aircraft", gfmv_percent=Decimal(1)),
        CategoryRevision("Laundry", maintenance_percent=Decimal(1)),
        CategoryRevision("Combat vehicles", service_percent=Decimal(1)),
        CategoryRevision("laundry", service_percent=Decimal(1)),
    ))  # fmt: skip
    assert [str(one) for one in revision_problems(wrong, ROWS)] == [
        "all: -101 percent; give a percentage from -100 to 1000",
        "category Aircraft: no major equipment is of it; name a category of the edition",
        "category Laundry: no major equipment is of it; name a category of the edition",
        "category Combat vehicles: no self-sustainment is of it; name a category of the edition",
        "category laundry: is named twice; name each category once",
    ]


@given(st.integers(-100, 1000), st.integers(-100, 1000), st.sampled_from((0, 1, 2)))
def test_a_revised_edition_holds_against_its_own_formula(gfmv: int, maintenance: int, decimals: int) -> None:
    revision = Revision(Decimal(gfmv) / 7 if gfmv > 0 else Decimal(gfmv), Decimal(maintenance), Decimal(1))
    new = revised(ROWS, revision, decimals, 2)
    changed = RateRows(new.equipment if gfmv or maintenance else (), new.services)
    assert rate_findings(changed, decimals, 2) == ()


def test_a_comparison_tells_what_came_went_and_changed_in_percent() -> None:
    found = rate_differences(ROWS, HIGHER)
    told = [(one.change, one.item or one.category, one.column, one.percent) for one in found]
    assert told == [
        (RateChange.CHANGED, CARRIER.item, RateColumn.GFMV, Decimal("10.00")),
        (RateChange.CHANGED, CARRIER.item, RateColumn.DRY, Decimal("10.00")),
        (RateChange.CHANGED, CARRIER.item, RateColumn.WET, Decimal("3.66")),
        (RateChange.GONE, "Truck, 5 tons", RateColumn.WET, None),
        (RateChange.ADDED, "Truck, 8 tons", RateColumn.WET, None),
        (RateChange.CHANGED, "Catering", RateColumn.RATE, Decimal("1.96")),
    ]
    assert rate_differences(ROWS, ROWS) == ()
    services = rate_differences(RateRows(services=(CATERING,)), RateRows(services=(LAUNDRY,)))
    assert [(one.change, one.category) for one in services] == [
        (RateChange.GONE, "Catering"),
        (RateChange.ADDED, "Laundry"),
    ]


def effect(
    items: tuple[AgreedItems, ...], people: tuple[AgreedPeople, ...] = ()
) -> tuple[int, int, int, tuple[str, ...]]:
    found = yearly_effect(items, people, RatesByName(ROWS), RatesByName(HIGHER))
    assert found.difference_cents == found.after_cents - found.before_cents
    return found.before_cents, found.after_cents, found.matched, found.unmatched


def test_what_a_change_means_is_a_year_at_full_payment_by_lease() -> None:
    carriers = AgreedItems(CARRIER.category, CARRIER.item, 4, Lease.WET)
    assert effect((carriers,)) == (12 * 4 * 710_000, 12 * 4 * 736_000, 1, ())
    dry = replace(carriers, lease=Lease.DRY)
    assert effect((dry,)) == (12 * 4 * 260_000, 12 * 4 * 286_000, 1, ())
    kept = replace(carriers, lease=Lease.MAINTENANCE_ONLY)
    assert effect((kept,)) == (12 * 4 * 450_000, 12 * 4 * 450_000, 1, ())
    assert effect((), (AgreedPeople("catering", 100),)) == (12 * 255_000, 12 * 260_000, 1, ())


def test_lines_without_a_rate_in_both_editions_are_named_and_special_cases_left_out() -> None:
    truck = AgreedItems("", "Truck, 5 tons", 2, Lease.DRY)
    special = AgreedItems("", "Radar", 1, Lease.DRY, has_standard_rate=False)
    assert effect((truck, special), (AgreedPeople("Firefighting", 10),)) == (0, 0, 0, ("Truck, 5 tons", "Firefighting"))


def test_a_line_that_names_the_row_of_the_edition_is_found_by_that_name() -> None:
    carriers = AgreedItems("Vehicles", "BTR-80", 4, Lease.WET, rate_item=CARRIER.item)
    assert effect((carriers,)) == (12 * 4 * 710_000, 12 * 4 * 736_000, 1, ())
    assert effect((), (AgreedPeople("Meals", 100, "Catering"),)) == (12 * 255_000, 12 * 260_000, 1, ())
    assert effect((replace(carriers, rate_item="Other"),), (AgreedPeople("Meals", 100),))[3] == ("BTR-80", "Meals")


def test_an_item_without_category_is_found_where_only_one_category_has_it() -> None:
    bare = AgreedItems("", "armoured personnel carrier", 1, Lease.WET)
    assert RatesByName(ROWS).equipment(bare) == 7_100
    two = RatesByName(RateRows((CARRIER, replace(CARRIER, category="Police vehicles"))))
    assert two.equipment(bare) is None
    assert two.equipment(replace(bare, category="Police vehicles")) == 7_100


@pytest.mark.parametrize("lease", list(Lease))
def test_a_year_at_full_payment_is_twelve_statements_of_a_month(lease: Lease) -> None:
    """The statement of a month with everything present, serviceable and served gives a twelfth of the effect."""
    march = (date(2018, 3, 1), date(2018, 4, 1))
    row = replace(TRUCK, gfmv_cents=10_000_100, maintenance_cents=50_001)
    item = MajorEquipment(
        item=row.item, quantity=7, lease=lease, gfmv=Fraction(row.gfmv_cents, 100), life_years=Fraction(row.life_years),
        no_fault_percent=Fraction(row.no_fault_percent), maintenance=Fraction(row.maintenance_cents, 100),
        verified=(VerifiedEquipment(*march, present=7, serviceable=7),),
    )  # fmt: skip
    catering = SelfSustainment("Catering", Fraction("25.505"), 33, (VerifiedService(*march, 33, 0, True),))
    month = statement_of(
        Memorandum("KAZ", "UNIFIL", "Company", *march, shipped_parameters(march[0]), major_equipment=(item,),
                   self_sustainment=(catering,))
    )  # fmt: skip
    rows = RatesByName(RateRows((row,), (ServiceRateTerms("Catering", Decimal("25.505")),)))
    year = yearly_effect((AgreedItems(row.category, row.item, 7, lease),), (AgreedPeople("Catering", 33),), rows, rows)
    assert year.before_cents == 12 * month.totals.all_cents
    assert year.difference_cents == 0
