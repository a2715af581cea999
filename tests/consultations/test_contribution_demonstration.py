"""What the demonstration's States bring into a consultation is loaded once, by the actions, on its days."""

import pytest

from muster.consultations.models import (
    Commitment,
    Consultation,
    ConsultationPosition,
    ConsultationQuestion,
    InputTrace,
)
from muster.consultations.queries.contributions import position_rows, visible_positions
from muster.demonstration.load_contributions import BROUGHT_IN, TRACED
from muster.demonstration.rows import Row, place, read_rows
from tests.consultations.contributed import consulted
from tests.record import DAY, Record

pytestmark = [pytest.mark.django_db, pytest.mark.once]
UNIFIL_2019 = "unifil-2019-08"


def loaded(files: tuple[tuple[str, object], ...] = (*BROUGHT_IN, *TRACED)) -> int:
    """Load the files in their order; return how many rows were entered."""
    entered = 0
    for name, maker in files:
        load = maker()  # type: ignore[operator]
        for row in read_rows(name):
            with place(row):
                entered += load(row)
    return entered


def test_rows_of_a_consultation_that_is_not_on_record_are_passed_over(record: Record) -> None:
    assert loaded() == 0


def test_inputs_are_loaded_once_and_late_ones_are_late(record: Record) -> None:
    consulted(UNIFIL_2019, decide=True)
    Consultation.objects.update(vote_on="2019-08-29")
    Consultation.objects.get().steps.update(due_on="2019-08-22")
    of_it = [row for name, _ in BROUGHT_IN for row in read_rows(name) if row["consultation"] == UNIFIL_2019]
    traced = {row["position"] for row in read_rows("consultation_traces")} & {_name(row) for row in of_it}
    assert loaded() == len(of_it) + len(traced)
    assert loaded() == 0
    counts = [one.objects.count() for one in (ConsultationPosition, ConsultationQuestion, Commitment, InputTrace)]
    assert counts == [5, 2, 2, 3]
    desk = record.parties["secretariat officer"]
    day = DAY.replace(year=2020)
    rows = {one.position.reference: one for one in position_rows(desk, day, visible_positions(desk, day))}
    assert "position-kaz-unifil-2019-c" not in rows
    assert [name for name, row in rows.items() if row.is_late] == ["position-kaz-unifil-2019-b"]
    assert rows["position-ind-unifil-2019-b"].withdrawn_on is not None


def _name(row: Row) -> str:
    return row.cells.get("reference", "")
