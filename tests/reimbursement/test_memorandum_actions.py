"""Memoranda on record: opened by a side, written, put in force, amended, ended; who sees what; who is told."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from muster.audit.models import AuditEvent
from muster.generation.actions import instrument_steps
from muster.generation.actions.instruments import InstrumentTerms, create_instrument
from muster.generation.calendar_sources import entries_of_sources
from muster.generation.rules.instrument_lines import LineTerms
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.notices.models import Notice
from muster.parties.viewer import SYSTEM
from muster.reimbursement.actions.memoranda import (
    amend_memorandum,
    open_memorandum,
    step_memorandum,
    write_memorandum,
)
from muster.reimbursement.memorandum_terms import VersionTerms
from muster.reimbursement.models import EquipmentRate, Memorandum, MemorandumVersion
from muster.reimbursement.queries.agreed_terms import missing_lines, stored_terms
from muster.reimbursement.queries.editions import visible_editions
from muster.reimbursement.queries.memoranda import (
    equipment_seen,
    services_seen,
    version_shown,
    visible_memoranda,
    visible_memorandum,
)
from muster.reimbursement.queries.rate_books import rate_book
from tests.deployments.theatre import company_in_theatre
from tests.generation.ground import CASE, make_case
from tests.record import DAY, KNOWN, Record
from tests.reimbursement.memoranda_record import (
    AGREED,
    CARRIER,
    EDITION,
    OF_INDIA,
    REFERENCE,
    SPECIAL,
    TERMS,
    TRUCK,
    WITH_INDIA,
    drafted,
    edition,
    in_force,
)

NEXT = date(2018, 10, 2)
LATER = date(2018, 12, 1)
MORE = replace(AGREED, holds_from=LATER, reason="Two further trucks", equipment=(CARRIER, replace(TRUCK, quantity=10)))


@pytest.fixture(autouse=True)
def _company(record: Record) -> None:
    company_in_theatre()
    edition()


def amended(agreed: VersionTerms = MORE, today: date = NEXT) -> MemorandumVersion:
    return amend_memorandum(SYSTEM, REFERENCE, agreed, today=today)


def test_lines_are_stored_with_the_rates_of_the_edition_and_kept_when_that_changes(record: Record) -> None:
    made = drafted()
    version = made.versions.get()
    carrier, truck, special = version.equipment.order_by("number")
    assert (carrier.gfmv_cents, carrier.life_years, carrier.category) == (60_000_000, Decimal(25), "Combat vehicles")
    assert (truck.maintenance_cents, special.gfmv_cents) == (40_000, 500_000)
    assert version.self_sustainment.get().rate_usd == Decimal("27.5")
    EquipmentRate.objects.update(gfmv_cents=1)
    assert version.equipment.get(number=1).gfmv_cents == 60_000_000


def test_either_side_opens_and_writes_a_draft_and_nobody_else(record: Record) -> None:
    state, officer = record.parties["owning State"], record.parties["secretariat officer"]
    made = open_memorandum(state, TERMS, AGREED, today=DAY)
    written = write_memorandum(
        officer, REFERENCE, replace(AGREED, personnel_ceiling=121), today=DAY, expected_version=1
    )
    assert (written.version, made.versions.get().personnel_ceiling) == (2, 121)
    with pytest.raises(Refused, match="changed by somebody else"):
        write_memorandum(state, REFERENCE, AGREED, today=DAY, expected_version=1)
    with pytest.raises(NotAllowed):
        write_memorandum(record.parties["mission"], REFERENCE, AGREED, today=DAY)
    for kind in ("other State", "other secretariat", "mission", "owning State's reader", "secretariat reader"):
        with pytest.raises(NotAllowed):
            open_memorandum(record.parties[kind], replace(TERMS, reference="mou-2"), AGREED, today=DAY)


def test_the_secretariat_puts_in_force_and_the_state_does_not(record: Record) -> None:
    drafted()
    state, officer = record.parties["owning State"], record.parties["secretariat officer"]
    with pytest.raises(NotAllowed):
        step_memorandum(state, REFERENCE, "in-force", day=DAY, today=DAY)
    step_memorandum(officer, REFERENCE, "in-force", day=DAY, today=DAY, expected_version=1)
    with pytest.raises(Refused, match="its lines are changed by an amendment alone"):
        write_memorandum(officer, REFERENCE, AGREED, today=DAY)
    with pytest.raises(NotAllowed):
        amend_memorandum(state, REFERENCE, MORE, today=NEXT)


def test_a_state_gives_its_own_draft_up_with_a_reason(record: Record) -> None:
    drafted()
    state = record.parties["owning State"]
    with pytest.raises(Refused, match="cannot become “Ended”") as refused:
        step_memorandum(state, REFERENCE, "ended", day=DAY, today=DAY)
    assert [str(one) for one in refused.value.problems] == ["reason: is not given; say why it ends"]
    step_memorandum(state, REFERENCE, "ended", day=DAY, today=DAY, reason="Not needed")
    assert Memorandum.objects.get().stage == "ended"


@pytest.mark.parametrize("day", [date(2018, 10, 2), date(2018, 9, 1)])
def test_no_step_is_of_a_day_to_come_or_before_the_step_that_it_follows(record: Record, day: date) -> None:
    drafted()
    with pytest.raises(Refused, match=r"has not come yet|the step before is of"):
        step_memorandum(SYSTEM, REFERENCE, "in-force", day=day, today=DAY)


def test_an_amendment_is_a_further_version_and_the_earlier_stays_as_it_was(record: Record) -> None:
    made = in_force()
    before = stored_terms(made.versions.get())
    found = amended()
    assert found.changes == [
        "Truck (wet): quantity 8, now 10",
        "Special case of Kazakhstan (wet): taken out",
    ]
    assert stored_terms(made.versions.get(number=1)) == before
    assert found.equipment.get(number=2).quantity == 10
    with pytest.raises(Refused, match="cannot be amended") as refused:
        amended(replace(MORE, holds_from=DAY, reason="", equipment=MORE.equipment))
    assert [one.place for one in refused.value.problems] == ["reason", "holds from", "lines"]


def test_as_of_a_day_the_version_in_place_among_those_known_then_is_shown(record: Record) -> None:
    in_force()
    amended()
    shown = {}
    for day in (DAY, NEXT, LATER):
        found = visible_memorandum(SYSTEM, day, REFERENCE)
        version = version_shown(found, day)
        assert version is not None
        shown[day] = (version.number, len(found.versions_known))
    assert shown == {DAY: (1, 1), NEXT: (1, 2), LATER: (2, 2)}
    with pytest.raises(NotFound):
        visible_memorandum(SYSTEM, KNOWN, REFERENCE)


def test_nothing_is_half_saved_and_every_line_is_told(record: Record) -> None:
    lines = (replace(TRUCK, item="Lorry"), replace(SPECIAL, gfmv_cents=99), replace(CARRIER, owner="KAZ"))
    with pytest.raises(Refused) as refused:
        drafted(replace(AGREED, equipment=lines))
    assert [one.place for one in refused.value.problems] == [f"equipment line {number}" for number in (1, 2, 3)]
    assert not Memorandum.objects.exists()


def test_an_edition_of_another_state_is_not_agreed_on(record: Record) -> None:
    edition("edition-of-india", owner="IND")
    edition("edition-of-kazakhstan", owner="KAZ")
    state = record.parties["owning State"]
    seen = set(visible_editions(state, DAY).values_list("reference", flat=True))
    assert seen == {EDITION, "edition-of-kazakhstan"}
    with pytest.raises(Refused, match="there is no edition 'edition-of-india'"):
        open_memorandum(state, TERMS, replace(AGREED, edition="edition-of-india"), today=DAY)
    open_memorandum(state, TERMS, replace(AGREED, edition="edition-of-kazakhstan"), today=DAY)
    officer = record.parties["secretariat officer"]
    kept = replace(AGREED, edition="edition-of-kazakhstan", personnel_ceiling=121)
    assert write_memorandum(officer, REFERENCE, kept, today=DAY).version == 2


def test_a_named_state_sees_that_it_is_in_force_and_its_own_lines_alone(record: Record) -> None:
    india = record.parties["other State"]
    drafted(WITH_INDIA)
    assert not visible_memoranda(india, DAY).exists()
    step_memorandum(SYSTEM, REFERENCE, "in-force", day=DAY, today=DAY)
    found = visible_memorandum(india, DAY, REFERENCE)
    version = version_shown(found, DAY)
    assert version is not None
    assert not found.seen_whole
    assert [one.item for one in equipment_seen(india, found, version)] == [OF_INDIA.item]
    assert [one.category for one in services_seen(india, found, version)] == ["Laundry"]
    with pytest.raises(NotAllowed):
        amend_memorandum(india, REFERENCE, MORE, today=NEXT)
    whole = visible_memorandum(record.parties["mission"], DAY, REFERENCE)
    assert len(equipment_seen(record.parties["mission"], whole, version)) == 4


def test_nobody_beside_the_sides_sees_anything(record: Record) -> None:
    in_force()
    for kind in ("other State", "other secretariat", "other mission", "analyst", "training institution"):
        assert not visible_memoranda(record.parties[kind], DAY).exists(), kind
    for kind in ("owning State's reader", "secretariat reader", "mission"):
        assert visible_memoranda(record.parties[kind], DAY).get().seen_whole, kind


def test_the_sides_are_told_and_the_named_state_without_what_changed(record: Record) -> None:
    officer = record.parties["secretariat officer"]
    open_memorandum(officer, TERMS, WITH_INDIA, today=DAY)
    opened = Notice.objects.filter(topic="memorandum").values_list("organisation__code", flat=True)
    assert sorted(opened) == ["KAZ", "UNIFIL"]
    step_memorandum(officer, REFERENCE, "in-force", day=DAY, today=DAY)
    more = replace(WITH_INDIA, holds_from=LATER, reason="More people", personnel_ceiling=130)
    amend_memorandum(officer, REFERENCE, more, today=NEXT)
    told = Notice.objects.filter(title__contains="amended")
    assert {one.organisation.code: one.body for one in told} == {
        "KAZ": "people 120, now 130",
        "UNIFIL": "people 120, now 130",
        "IND": "",
    }


def test_each_step_is_an_event_of_the_audit_log(record: Record) -> None:
    in_force()
    amended()
    kinds = AuditEvent.objects.filter(subject=REFERENCE).order_by("sequence").values_list("action", flat=True)
    assert [one.split(":", 1)[1] for one in kinds] == [
        "memorandum:opened",
        "memorandum:stage",
        "memorandum:amended",
    ]


def test_the_end_of_what_is_in_force_stands_on_the_calendar_of_its_sides(record: Record) -> None:
    in_force(replace(AGREED, holds_until=LATER))
    span = (DAY, date(2019, 1, 1))

    def entries(kind: str) -> list[tuple[date, str]]:
        found = entries_of_sources(record.parties[kind], DAY, *span, [])
        return [(one.start, one.reference) for one in found if one.kind == "memorandum"]

    assert entries("owning State") == [(LATER, REFERENCE)]
    assert entries("other State") == []


LINES = (
    LineTerms("A", "Total strength", quantity=118),
    LineTerms("B", "Armoured personnel carrier", "CV", 10, "wet"),
    LineTerms("B", "A vehicle of no row", "CV", 2, "wet"),
    LineTerms("C", "Catering", provider="State"),
    LineTerms("C", "Laundry", provider="organisation"),
)


def instrument(record: Record, *stages: str) -> str:
    make_case(record)
    made = create_instrument(SYSTEM, CASE, InstrumentTerms("memorandum", "Memorandum", number="7"), today=KNOWN,
                             lines=LINES)  # fmt: skip
    for stage in stages:
        instrument_steps.take_step(SYSTEM, made.reference, stage, held_from=KNOWN, today=KNOWN)
    return made.reference


def test_the_annexes_of_an_instrument_are_taken_over_and_what_does_not_match_is_told(record: Record) -> None:
    reference = instrument(record, "agreed", "signed")
    made = drafted(VersionTerms(DAY, 0, edition=EDITION), instrument=reference, number="")
    version = made.versions.select_related("edition").get()
    assert (made.number, version.personnel_ceiling) == ("7", 118)
    assert [(one.item, one.quantity, one.gfmv_cents) for one in version.equipment.all()] == [
        ("Armoured personnel carrier", 10, 60_000_000)
    ]
    assert [(one.category, one.ceiling) for one in version.self_sustainment.all()] == [("Catering", 118)]
    missing = missing_lines(made, stored_terms(version), rate_book(version.edition), DAY)
    assert [(one.item, one.quantity) for one in missing] == [("A vehicle of no row", 2)]


def test_what_rests_on_an_unsigned_instrument_is_not_put_in_force(record: Record) -> None:
    reference = instrument(record, "agreed")
    drafted(instrument=reference)
    with pytest.raises(Refused) as refused:
        step_memorandum(SYSTEM, REFERENCE, "in-force", day=DAY, today=DAY)
    assert "is not signed yet" in str(refused.value.problems[0])
    instrument_steps.take_step(SYSTEM, reference, "signed", held_from=DAY, today=DAY)
    assert step_memorandum(SYSTEM, REFERENCE, "in-force", day=DAY, today=DAY).stage == "in-force"


def test_an_instrument_of_another_kind_is_refused(record: Record) -> None:
    make_case(record)
    other = create_instrument(SYSTEM, CASE, InstrumentTerms("letter-of-assist", "Letter"), today=KNOWN)
    with pytest.raises(Refused, match="name a memorandum of understanding"):
        drafted(instrument=other.reference)


def test_a_reference_is_taken_once_and_is_no_word_of_addresses(record: Record) -> None:
    drafted()
    with pytest.raises(Refused, match="cannot be opened") as refused:
        drafted()
    assert "is taken" in str(refused.value.problems[0])
    with pytest.raises(Refused, match="cannot be opened"):
        drafted(reference="new")


def test_a_line_that_no_field_holds_is_refused_by_its_line(record: Record) -> None:
    with pytest.raises(Refused, match="agreed major equipment line 1"):
        drafted(replace(AGREED, equipment=(replace(CARRIER, life_years=Decimal("1.234")),)))
    assert not Memorandum.objects.exists()
