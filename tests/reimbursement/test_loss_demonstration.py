"""The illustrative loss and switches of the demonstration are entered by the room's actions, once."""

import pytest

from muster.demonstration.load_evaluations import rows_by
from muster.demonstration.load_losses import known_adjustments, known_losses, load_adjustment, load_loss
from muster.demonstration.rows import Row, place, read_rows
from muster.kit.errors import Refused
from muster.missions.models import Mission
from muster.parties.viewer import SYSTEM
from muster.reimbursement.models import AdjustmentSwitch, LossEvent
from muster.reimbursement.queries.losses import result_of, visible_loss
from muster.reimbursement.rules.losses import LossBearer
from tests.deployments.theatre import company_in_theatre
from tests.record import Record
from tests.reimbursement.loss_record import memorandum_of_company

pytestmark = pytest.mark.once
REFERENCE = "KAZ-UNDOF-LOSS-1"


@pytest.fixture(autouse=True)
def _memorandum(record: Record) -> None:
    company_in_theatre(with_tours=False)
    memorandum_of_company("KAZ-UNDOF-MOU")
    Mission.objects.get_or_create(
        acronym="UNDOF",
        defaults={
            "name": "Mission of the test",
            "organisation": record.parties.organisations["UNDOF"],
            "mandated_by": record.parties.organisations["UN"],
            "started_on": "1974-05-31",
            "known_from": "1974-05-31",
        },
    )


def loaded() -> int:
    items = rows_by("loss_items", "loss")
    return sum(load_loss(row, known_losses(), items) for row in read_rows("losses"))


def test_the_illustrative_loss_is_entered_once_and_reckoned() -> None:
    assert (loaded(), loaded()) == (1, 0)
    day = read_rows("losses")[0].day("decided_on")
    found = visible_loss(SYSTEM, day, REFERENCE)
    result = result_of(found, day)
    assert found.illustrative
    assert result.is_decided
    assert {one.bearer for one in result.lines} == {LossBearer.ORGANISATION}
    # Two carriers of 180,000 dollars less 5.5 of 180 months and less the factor payments; repair of the lorry.
    carriers, lorry, camera = (one.amount_cents for one in result.lines)
    assert (carriers, lorry) == (36_000_000 - 1_100_000 - 180_000, 1_200_000)
    assert camera < 1_400_000


def test_the_switches_are_entered_once() -> None:
    rows = read_rows("adjustment_switches")
    assert [load_adjustment(row, known_adjustments()) for row in rows] == [True, True]
    assert [load_adjustment(row, known_adjustments()) for row in rows] == [False, False]
    assert all(one.illustrative for one in AdjustmentSwitch.objects.all())


def test_a_cell_that_is_no_number_is_named_by_file_line_and_column() -> None:
    row = read_rows("adjustment_switches")[0]
    broken = Row(row.file, row.line, {**row.cells, "percent": "some"})
    with pytest.raises(Refused, match=r"column 'percent': 'some' is no number"), place(broken):
        load_adjustment(broken, set())
    assert not LossEvent.objects.exists()
