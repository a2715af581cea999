"""Editions in the record: who loads and sees them, what is refused, and what the log keeps."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from muster.audit.models import AuditEvent
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.kit.standing import Standing
from muster.parties.viewer import SYSTEM, Viewer
from muster.reimbursement.actions.editions import end_edition, load_edition, replace_rates, revise_edition
from muster.reimbursement.models import EquipmentRate, MemorandumVersion, RateEdition
from muster.reimbursement.queries.edition_comparison import compared_editions
from muster.reimbursement.queries.editions import findings_of, rows_of, visible_edition, visible_editions
from muster.reimbursement.rules.edition_terms import CategoryRevision, RateRows, Revision
from tests.record import DAY, KNOWN, Record
from tests.reimbursement.edition_record import (
    CARRIER,
    CATERING,
    HIGHER,
    LATER,
    ODD_ROWS,
    ROWS,
    TERMS,
    TRUCK,
    edition,
    memorandum,
)

pytestmark = pytest.mark.django_db


def told(refusal: pytest.ExceptionInfo[Refused]) -> str:
    return " | ".join([refusal.value.message, *(str(one) for one in refusal.value.problems)])


def desk(record: Record) -> Viewer:
    return record.parties["secretariat officer"]


def test_a_secretariats_edition_is_for_every_party_and_a_states_for_itself_alone(record: Record) -> None:
    edition(desk(record))
    edition(record.parties["owning State"], replace(TERMS, reference="kaz-rates"))
    for kind in ("secretariat reader", "other secretariat", "mission", "other State", "analyst"):
        seen = visible_editions(record.parties[kind], DAY)
        assert [one.reference for one in seen] == ["rates-2017"], kind
    own = visible_editions(record.parties["owning State's reader"], DAY)
    assert {one.reference for one in own} == {"rates-2017", "kaz-rates"}
    assert {(one.equipment_count, one.service_count) for one in own} == {(2, 2)}  # type: ignore[attr-defined]
    with pytest.raises(NotFound, match="no edition of rates 'kaz-rates' that you may see"):
        visible_edition(record.parties["secretariat approver"], DAY, "kaz-rates")


def test_an_edition_is_not_there_before_it_was_known(record: Record) -> None:
    load_edition(desk(record), TERMS, ROWS, today=DAY)
    assert not visible_editions(desk(record), KNOWN).exists()
    assert visible_editions(desk(record), DAY).exists()


@pytest.mark.parametrize("kind", ["secretariat reader", "mission", "training institution", "analyst"])
def test_only_officers_of_secretariats_and_states_load_editions(record: Record, kind: str) -> None:
    with pytest.raises(NotAllowed):
        edition(record.parties[kind])
    assert not RateEdition.objects.exists()


def test_the_installation_names_for_whom_it_loads(record: Record) -> None:
    with pytest.raises(Refused, match="name who loads the edition"):
        edition(SYSTEM)
    mission = record.parties.organisations["UNIFIL"]
    with pytest.raises(Refused, match="is no secretariat and no State"):
        load_edition(SYSTEM, TERMS, ROWS, today=DAY, owner=mission)
    india = record.parties.organisations["IND"]
    made = load_edition(SYSTEM, replace(TERMS, standing=Standing.ILLUSTRATIVE), ROWS, today=DAY, owner=india)
    assert made.owner == india
    assert made.illustrative


def test_rows_come_back_as_they_were_and_offenders_are_kept(record: Record) -> None:
    made = edition(desk(record), rows=ODD_ROWS)
    kept = rows_of(made)
    assert kept == ODD_ROWS
    assert [(one.item, one.printed) for one in findings_of(made, kept)] == [
        (TRUCK.item, "889.00"),
        (TRUCK.item, "1383.00"),
    ]
    event = AuditEvent.objects.get(action="reimbursement:edition:loaded")
    assert event.subject == "rates-2017"
    assert event.after["equipment"]["Support vehicles: Truck, 5 tons"]["dry_cents"] == 88_900


def test_two_editions_of_one_owner_do_not_overlap_and_those_of_two_may(record: Record) -> None:
    edition(desk(record))
    with pytest.raises(Refused) as overlapping:
        edition(desk(record), replace(LATER, valid_from=date(2020, 6, 30)))
    assert "the edition 'rates-2017' holds on some of these days; end that one first" in told(overlapping)
    edition(desk(record), LATER)
    edition(record.parties["owning State"], replace(TERMS, reference="kaz-rates"))
    with pytest.raises(Refused) as twice:
        edition(record.parties["other State"], replace(TERMS))
    assert "names another edition" in told(twice)
    assert RateEdition.objects.count() == 3


def test_what_cannot_be_kept_leaves_nothing_behind(record: Record) -> None:
    with pytest.raises(Refused) as refusal:
        edition(desk(record), rows=RateRows((CARRIER, replace(CARRIER, life_years=Decimal(0))), ()))
    assert "major equipment line 2: 0 is no useful life" in told(refusal)
    with pytest.raises(Refused) as fine:
        edition(desk(record), rows=RateRows((replace(CARRIER, life_years=Decimal("1.234")),)))
    assert "major equipment line 1 cannot be recorded. | useful life (years): Ensure that there are no more" in told(
        fine
    )
    assert not RateEdition.objects.exists()
    assert not EquipmentRate.objects.exists()


def test_rows_are_replaced_whole_from_the_version_that_was_read(record: Record) -> None:
    edition(desk(record))
    officer = desk(record)
    made = replace_rates(officer, "rates-2017", HIGHER, today=DAY, expected_version=1)
    assert (made.version, rows_of(made)) == (2, HIGHER)
    event = AuditEvent.objects.get(action="reimbursement:edition:rows-replaced")
    assert set(event.before["equipment"]) == {"Combat vehicles: Armoured personnel carrier",
                                              "Support vehicles: Truck, 5 tons"}  # fmt: skip
    assert set(event.after["equipment"]) == {"Combat vehicles: Armoured personnel carrier",
                                             "Support vehicles: Truck, 8 tons"}  # fmt: skip
    assert event.after["self_sustainment"] == {"Catering": "26"}
    with pytest.raises(Refused, match="changed by somebody else meanwhile"):
        replace_rates(officer, "rates-2017", ROWS, today=DAY, expected_version=1)
    same = replace_rates(officer, "rates-2017", HIGHER, today=DAY, expected_version=2)
    assert same.version == 2
    with pytest.raises(NotAllowed):
        replace_rates(record.parties["other secretariat"], "rates-2017", ROWS, today=DAY)
    with pytest.raises(NotFound):
        replace_rates(officer, "nothing", ROWS, today=DAY)


def test_an_edition_that_memoranda_use_keeps_its_rows_and_may_still_end(record: Record) -> None:
    used = edition(desk(record))
    memorandum(used)
    with pytest.raises(Refused) as refusal:
        replace_rates(desk(record), "rates-2017", HIGHER, today=DAY)
    assert "memoranda took their rates from this edition; end it, and load an amended edition" in told(refusal)
    assert rows_of(used) == ROWS
    ended = end_edition(desk(record), "rates-2017", date(2019, 1, 1), today=DAY, expected_version=1)
    assert (ended.valid_until, ended.version) == (date(2019, 1, 1), 2)
    edition(desk(record), replace(LATER, valid_from=date(2019, 1, 1)))


def test_an_end_is_after_the_beginning_and_before_the_next_edition(record: Record) -> None:
    edition(desk(record))
    edition(desk(record), LATER)
    for until, why in ((TERMS.valid_from, "is not after"), (date(2020, 7, 2), "'rates-2020' holds on some")):
        with pytest.raises(Refused) as refusal:
            end_edition(desk(record), "rates-2017", until, today=DAY)
        assert why in told(refusal)
    with pytest.raises(NotAllowed):
        end_edition(record.parties["owning State"], "rates-2017", date(2019, 1, 1), today=DAY)


def test_a_revision_makes_a_new_edition_and_ends_the_own_one_without_end(record: Record) -> None:
    edition(desk(record), replace(TERMS, valid_until=None))
    own = CategoryRevision("Support vehicles", gfmv_percent=Decimal(0))
    revision = Revision(Decimal(10), service_percent=Decimal(2), categories=(own,))
    made = revise_edition(desk(record), "rates-2017", LATER, revision, today=DAY, expected_version=1)
    new = rows_of(made)
    assert (new.equipment[0].gfmv_cents, new.equipment[0].dry_cents) == (66_000_000, 286_000)
    assert new.equipment[1] == TRUCK
    assert [one.rate_usd for one in new.services] == [Decimal("26.01"), Decimal("9.18")]
    assert findings_of(made, new) == ()
    assert RateEdition.objects.get(reference="rates-2017").valid_until == LATER.valid_from
    event = AuditEvent.objects.get(action="reimbursement:edition:revised")
    assert event.after["from"] == "rates-2017"
    assert event.after["revision"]["gfmv_percent"] == "10"


def test_a_state_revises_a_secretariats_edition_for_itself(record: Record) -> None:
    edition(desk(record), replace(TERMS, valid_until=None))
    state = record.parties["owning State"]
    made = revise_edition(state, "rates-2017", LATER, Revision(Decimal(3)), today=DAY)
    assert made.owner.code == "KAZ"
    assert RateEdition.objects.get(reference="rates-2017").valid_until is None
    with pytest.raises(Refused) as nothing:
        revise_edition(state, "rates-2017", replace(LATER, reference="another"), Revision(), today=DAY)
    assert "percentages: all are 0; enter what the Assembly approved" in told(nothing)
    with pytest.raises(NotAllowed):
        revise_edition(record.parties["mission"], "rates-2017", LATER, Revision(Decimal(3)), today=DAY)


def test_a_comparison_tells_each_side_what_it_means_for_its_memoranda(record: Record) -> None:
    first = edition(desk(record))
    second = edition(desk(record), LATER, HIGHER)
    memorandum(first)
    for kind in ("secretariat reader", "mission", "owning State's reader"):
        found = compared_editions(record.parties[kind], first, second, DAY)
        (effect,) = found.effects
        assert (effect.memorandum.reference, effect.version, effect.uses) == ("kaz-unifil-mou", 1, "rates-2017")
        # Four carriers by 260 dollars, a hundred people by half a dollar, twelve times; the truck has no rate in both.
        assert effect.effect.difference_cents == 12 * (4 * 26_000 + 100 * 50)
        assert effect.effect.unmatched == ("Truck, 5 tons",)
        assert found.difference_cents == effect.effect.difference_cents
    for kind in ("other State", "other mission", "other secretariat", "analyst"):
        found = compared_editions(record.parties[kind], first, second, DAY)
        assert found.effects == ()
        assert len(found.differences) == 6


def test_a_comparison_takes_the_version_in_force_on_the_day(record: Record) -> None:
    first, second = edition(desk(record)), edition(desk(record), LATER, HIGHER)
    made = memorandum(first)
    amended = MemorandumVersion.objects.create(
        memorandum=made, number=2, holds_from=date(2018, 12, 1), edition=second, personnel_ceiling=120, known_from=DAY
    )
    amended.self_sustainment.create(number=1, category=CATERING.category, rate_usd=Decimal(26), ceiling=10)

    def on(day: date) -> list[tuple[int, str, int]]:
        found = compared_editions(desk(record), first, second, day)
        return [(one.version, one.uses, one.effect.difference_cents) for one in found.effects]

    assert on(DAY) == [(1, "rates-2017", 12 * (4 * 26_000 + 100 * 50))]
    assert on(date(2018, 12, 1)) == [(2, "rates-2020", 12 * 10 * 50)]
    MemorandumVersion.objects.filter(number=2).update(holds_until=date(2019, 1, 1))
    assert on(date(2019, 1, 1)) == []


def test_a_comparison_asks_as_often_however_many_lines_there_are(
    record: Record, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    first, second = edition(desk(record)), edition(desk(record), LATER, HIGHER)
    memorandum(first)
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        compared_editions(desk(record), first, second, DAY)
