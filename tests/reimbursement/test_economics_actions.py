"""Who enters, writes and sees a calculation, and what it begins from."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from muster.audit.models import AuditEvent
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.parties.viewer import SYSTEM
from muster.pledges.models import PledgeVersion
from muster.pledges.models.lines import EquipmentLine, SelfSustainmentLine
from muster.reimbursement.actions.economics import enter_economics, write_economics
from muster.reimbursement.models import EquipmentRate, RateEdition, SelfSustainmentRate, UnitEconomics
from muster.reimbursement.queries.economics import plan_of, rate_book, visible_calculation, visible_economics
from muster.reimbursement.queries.economics_sources import (
    memorandum_lines,
    own_memoranda,
    own_pledges,
    pledge_lines,
)
from muster.reimbursement.rules.economics.outcome import outcome_of
from tests.inspections.theatre import inspected_unit
from tests.record import DAY, KNOWN, Record
from tests.reimbursement.agreed import MOU, memorandum_of
from tests.reimbursement.economics_record import COMPANY, TITLE, calculation, company_terms
from tests.reimbursement.economics_terms import planned_item, unit_plan

pytestmark = pytest.mark.django_db


def test_a_calculation_is_read_back_as_it_was_entered(record: Record) -> None:
    made = calculation(record)
    plan = plan_of(visible_calculation(SYSTEM, DAY, COMPANY))
    assert plan == replace(unit_plan(), title=TITLE, contributor=made.state.name)
    assert outcome_of(plan).balance_cents == outcome_of(unit_plan()).balance_cents


def test_nobody_but_its_state_sees_a_calculation(record: Record) -> None:
    calculation(record)
    for kind, viewer in record.parties.viewers.items():
        seen = visible_economics(viewer, DAY).exists()
        assert seen == kind.startswith("owning State"), kind
    with pytest.raises(NotFound, match="no calculation"):
        visible_calculation(record.parties.viewers["secretariat approver"], DAY, COMPANY)
    assert not visible_economics(SYSTEM, date(KNOWN.year - 1, 1, 1)).exists()


def test_officers_of_a_state_enter_for_it_and_nobody_else_does(record: Record) -> None:
    viewers = record.parties.viewers
    made = enter_economics(viewers["owning State"], company_terms(), today=DAY)
    assert made.state.code == "KAZ"
    for kind in ("owning State's reader", "secretariat approver", "mission", "analyst"):
        with pytest.raises(NotAllowed):
            enter_economics(viewers[kind], company_terms(f"of-{kind[:3]}"), today=DAY)
    event = AuditEvent.objects.get(action="reimbursement:economics:entered")
    assert event.subject == COMPANY


def test_what_is_written_replaces_every_line_and_the_event_keeps_what_stood_before(record: Record) -> None:
    calculation(record)
    plan = replace(unit_plan(equipment=(planned_item(quantity=4), planned_item(2))), title="Another title")
    actor = record.parties.viewers["owning State"]
    written = write_economics(actor, COMPANY, plan, today=DAY, expected_version=1)
    assert (written.version, written.title, written.equipment.count()) == (2, "Another title", 2)
    event = AuditEvent.objects.get(action="reimbursement:economics:written")
    assert event.before["title"] == TITLE
    with pytest.raises(Refused, match="changed by somebody else"):
        write_economics(actor, COMPANY, plan, today=DAY, expected_version=1)


def test_another_state_neither_writes_nor_finds_it(record: Record) -> None:
    calculation(record)
    with pytest.raises(NotFound):
        write_economics(record.parties.viewers["other State"], COMPANY, unit_plan(), today=DAY)
    with pytest.raises(NotAllowed):
        write_economics(record.parties.viewers["owning State's reader"], COMPANY, unit_plan(), today=DAY)


def test_what_cannot_be_reckoned_is_refused_by_line_and_nothing_is_kept(record: Record) -> None:
    terms = company_terms()
    wrong = replace(terms.plan, start=date(2018, 3, 2), serviceable_percent=Decimal(101))
    actor = record.parties.viewers["owning State"]
    with pytest.raises(Refused) as refusal:
        enter_economics(actor, replace(terms, plan=wrong, reference="not here"), today=DAY)
    assert [one.place for one in refusal.value.problems] == ["reference", "start", "serviceable"]
    assert not UnitEconomics.objects.exists()
    long = replace(terms.plan, title="T" * 201)
    with pytest.raises(Refused) as refusal:
        enter_economics(actor, replace(terms, plan=long), today=DAY)
    assert [one.place for one in refusal.value.problems] == ["title"]
    calculation(record)
    again = (replace(terms), replace(terms, reference="kaz-2", standing="seen"))
    for one, place in zip(again, ("reference", "standing"), strict=True):
        with pytest.raises(Refused) as refusal:
            enter_economics(actor, one, today=DAY)
        assert [problem.place for problem in refusal.value.problems] == [place]


def test_a_calculation_begins_from_a_memorandum_of_its_own_state(record: Record) -> None:
    memorandum_of(inspected_unit(record))
    actor = record.parties.viewers["owning State"]
    assert [one.reference for one in own_memoranda(actor, DAY)] == [MOU]
    found = memorandum_lines(actor, DAY, MOU)
    assert (found.strength, [one.item for one in found.equipment]) == (120, ["Armoured personnel carrier"])
    assert [(one.category, one.rate_usd, one.ceiling) for one in found.services] == [("catering", Decimal(10), 100)]
    terms = replace(company_terms(), memorandum=MOU)
    assert enter_economics(actor, terms, today=DAY).memorandum is not None
    other = record.parties.viewers["other State"]
    assert own_memoranda(other, DAY) == []
    with pytest.raises(NotFound):
        memorandum_lines(other, DAY, MOU)
    with pytest.raises(NotFound):
        enter_economics(other, replace(terms, reference="ind-1"), today=DAY)


@pytest.fixture
def edition(record: Record) -> RateEdition:
    """An illustrative edition of the United Nations with one item and one category."""
    made = RateEdition.objects.create(
        reference="illustrative-1", title="Illustrative", owner=record.parties.organisations["UN"],
        valid_from=date(2017, 7, 1), known_from=KNOWN, standing="illustrative",
    )  # fmt: skip
    EquipmentRate.objects.create(
        edition=made, number=1, category="Vehicles", item="Armoured  Carrier", gfmv_cents=1_200_000,
        life_years=Decimal(10), no_fault_percent=Decimal(0), maintenance_cents=10_000, dry_cents=10_000,
        wet_cents=20_000,
    )  # fmt: skip
    SelfSustainmentRate.objects.create(edition=made, number=1, category="Catering", rate_usd=Decimal(10))
    return made


def test_a_pledge_takes_its_rates_by_name_and_tells_what_the_edition_does_not_have(
    record: Record, edition: RateEdition
) -> None:
    version = PledgeVersion.objects.get(pledge__reference="kaz-submitted", known_until=None)
    version.equipment.all().delete()
    version.self_sustainment.all().delete()
    EquipmentLine.objects.create(version=version, number=1, category="VEH", item="armoured carrier", quantity=6)
    EquipmentLine.objects.create(version=version, number=2, category="VEH", item="Boat", quantity=1, lease="dry")
    SelfSustainmentLine.objects.create(version=version, number=1, category="catering")
    SelfSustainmentLine.objects.create(version=version, number=2, category="laundry", provider="organisation")
    actor = record.parties.viewers["owning State"]
    assert "kaz-submitted" in [reference for reference, _title in own_pledges(actor, DAY)]
    found = pledge_lines(actor, DAY, "kaz-submitted", edition.reference)
    assert [(one.item, one.quantity, one.lease, one.gfmv_cents) for one in found.equipment] == [
        ("armoured carrier", 6, "wet", 1_200_000),
        ("Boat", 1, "dry", 0),
    ]
    assert [(one.category, one.rate_usd) for one in found.services] == [("catering", Decimal(10))]
    assert found.unmatched == ("Boat",)
    assert found.equipment[0].standing == "illustrative"
    terms = replace(company_terms(), pledge="kaz-submitted", edition=edition.reference)
    assert enter_economics(actor, terms, today=DAY).edition == edition
    with pytest.raises(NotFound):
        pledge_lines(record.parties.viewers["secretariat officer"], DAY, "kaz-submitted", "")


def test_an_edition_that_the_state_does_not_see_gives_no_rates(record: Record, edition: RateEdition) -> None:
    edition.owner = record.parties.organisations["IND"]
    edition.save()
    actor = record.parties.viewers["owning State"]
    with pytest.raises(NotFound):
        rate_book(actor, DAY, edition.reference)
    with pytest.raises(NotFound):
        enter_economics(actor, replace(company_terms(), edition=edition.reference), today=DAY)
    assert rate_book(record.parties.viewers["other State"], DAY, edition.reference).items
