"""The statement of a memorandum out of the record, and who is given it: pages, papers, API."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from muster.deployments.models import DeployedUnit, StrengthReport
from muster.kit.errors import NotFound
from muster.parties.models import Organisation
from muster.parties.viewer import SYSTEM
from muster.reimbursement.models import AgreedEquipment, MissionFactorSet
from muster.reimbursement.papers.statement import statement_paper
from muster.reimbursement.queries.statements import statement_of_memorandum
from muster.reimbursement.statement.terms import PaidKind
from tests.inspections.theatre import INSPECTED, inspected_unit, signed
from tests.record import DAY, Record
from tests.reimbursement.agreed import MARCH, MOU, memorandum_of
from tests.web.browsing import browser_of, check_page

DAYS = "?start=2018-03-01&until=2018-04-01&as_of=2018-10-01"
PAGE = f"/reimbursement/memoranda/{MOU}/statement/"


@pytest.fixture
def unit(record: Record) -> DeployedUnit:
    found = inspected_unit(record)
    signed(line_1=(10, 8))
    memorandum_of(found)
    StrengthReport.objects.create(
        unit=found, on=date(2018, 2, 10), men=100, women=15, known_from=date(2018, 2, 10), standing="illustrative"
    )
    return found


def browser(record: Record, kind: str) -> Client:
    return browser_of(record.parties.users[kind], None)


def test_the_statement_rests_on_the_signed_inspection_and_the_reported_strength(unit: DeployedUnit) -> None:
    made = statement_of_memorandum(SYSTEM, unit.memoranda.get(), MARCH, as_of=DAY)
    lines = {line.kind: line for _part, line in made.lines}
    assert lines[PaidKind.PERSONNEL].amount_cents == 115 * 1410_00
    verified_days = (date(2018, 4, 1) - INSPECTED).days
    assert lines[PaidKind.MAJOR_EQUIPMENT].unit_days == 8 * verified_days
    assert [one.rule.value for _part, one in made.withheld if one.kind == PaidKind.MAJOR_EQUIPMENT] == ["unserviceable"]


def test_a_statement_as_of_an_earlier_day_knows_only_what_was_known_then(unit: DeployedUnit) -> None:
    memorandum = unit.memoranda.get()
    before = statement_of_memorandum(SYSTEM, memorandum, MARCH, as_of=INSPECTED)
    assert before.cents_by_kind()[PaidKind.MAJOR_EQUIPMENT] == 0
    MissionFactorSet.objects.create(
        mission=unit.post.requirement.mission, holds_from=date(2018, 1, 1), environment_percent=5, known_from=DAY
    )
    later = statement_of_memorandum(SYSTEM, memorandum, MARCH, as_of=DAY)
    earlier = statement_of_memorandum(SYSTEM, memorandum, MARCH, as_of=DAY - timedelta(days=1))
    assert later.cents_by_kind()[PaidKind.MAJOR_EQUIPMENT] > earlier.cents_by_kind()[PaidKind.MAJOR_EQUIPMENT] > 0


def test_nobody_but_the_sides_is_given_a_statement(unit: DeployedUnit, record: Record) -> None:
    memorandum = unit.memoranda.get()
    for kind in ("other State", "other mission", "other secretariat", "training institution", "analyst"):
        with pytest.raises(NotFound):
            statement_of_memorandum(record.parties.viewers[kind], memorandum, MARCH, as_of=DAY)
    for kind in ("owning State", "mission", "secretariat officer"):
        made = statement_of_memorandum(record.parties.viewers[kind], memorandum, MARCH, as_of=DAY)
        assert made.owed_cents() > 0


def test_a_state_that_owns_an_item_is_given_its_line_alone(unit: DeployedUnit, record: Record) -> None:
    viewer = record.parties.viewers["other State"]
    AgreedEquipment.objects.update(owner=Organisation.objects.get(code=viewer.organisation_code))
    made = statement_of_memorandum(viewer, unit.memoranda.get(), MARCH, as_of=DAY)
    assert [line.item for _part, line in made.lines] == ["Armoured personnel carrier (owner)"]


@pytest.mark.once
def test_a_statement_is_read_line_by_line_down_to_the_rule(unit: DeployedUnit, record: Record) -> None:
    state = browser(record, "owning State")
    page = check_page(state, PAGE + DAYS)
    assert "below the serviceability threshold" in page
    assert "162,150.00" in page
    line = check_page(state, f"{PAGE}2/{DAYS}")
    assert "8 serviceable of 10 agreed; threshold reached on 0 of" in line
    assert state.get(f"{PAGE}9/{DAYS}").status_code == 404
    assert "give a later day" in check_page(state, PAGE + "?start=2018-04-01&until=2018-03-01")


@pytest.mark.once
def test_a_statement_leaves_as_paper_and_workbook(unit: DeployedUnit, record: Record) -> None:
    state = browser(record, "owning State")
    paper = state.get(f"{PAGE}paper/{DAYS}")
    assert paper.content.startswith(b"%PDF")
    book = load_workbook(BytesIO(state.get(f"{PAGE}workbook/{DAYS}").content))
    assert [sheet for sheet in book.sheetnames if sheet in ("Months", "Lines", "Withheld", "Explanations")] == [
        "Months", "Lines", "Withheld", "Explanations",
    ]  # fmt: skip
    made = statement_of_memorandum(SYSTEM, unit.memoranda.get(), MARCH, as_of=DAY)
    assert statement_paper(unit.memoranda.get(), made, DAY).illustrative


def test_the_api_tells_the_statement_with_explanations_where_they_are_asked_for(
    unit: DeployedUnit, record: Record
) -> None:
    state = browser(record, "owning State")
    address = f"/api/v1/memoranda/{MOU}/statement{DAYS}"
    told = state.get(address).json()
    assert told["totals"]["owed_cents"] == sum(line["amount_cents"] for line in told["lines"])
    assert [line["explanation"] for line in told["lines"]] == [[], [], []]
    assert all(line["explanation"] for line in state.get(f"{address}&explain=true").json()["lines"])
    wrong = state.get(f"/api/v1/memoranda/{MOU}/statement?start=2018-04-01&until=2018-03-01")
    assert wrong.status_code == 400
    assert browser(record, "other State").get(address).status_code == 404
