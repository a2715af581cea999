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
from muster.kit.errors import Refused
from tests.consultations.contributed import consulted
from tests.record import DAY, Record

pytestmark = [pytest.mark.django_db, pytest.mark.once]
UNIFIL_2019 = "unifil-2019-08"


def loaded(consultation: str = UNIFIL_2019) -> int:
    """Load the rows of one consultation, file by file; return how many were entered."""
    entered = 0
    for name, maker in (*BROUGHT_IN, *TRACED):
        load = maker()
        for row in rows_of(consultation, name):
            with place(row):
                entered += load(row)
    return entered


def rows_of(consultation: str, name: str) -> list[Row]:
    """Return the rows of a file that are about a consultation; a trace names its position alone."""
    if name != "consultation_traces":
        return [row for row in read_rows(name) if row["consultation"] == consultation]
    its = {row["reference"] for row in rows_of(consultation, "consultation_positions")}
    return [row for row in read_rows(name) if row["position"] in its]


def test_rows_of_a_consultation_that_is_not_on_record_are_refused_by_file_and_line(record: Record) -> None:
    with pytest.raises(Refused, match=r"consultation_questions\.csv.* line 2.*There is no consultation"):
        loaded()


def test_inputs_are_loaded_once_and_late_ones_are_late(record: Record) -> None:
    consulted(UNIFIL_2019, decide=True)
    Consultation.objects.update(vote_on="2019-08-29")
    Consultation.objects.get().steps.update(due_on="2019-08-22")
    assert loaded() == sum(len(rows_of(UNIFIL_2019, name)) for name, _ in (*BROUGHT_IN, *TRACED))
    assert loaded() == 0
    counts = [one.objects.count() for one in (ConsultationPosition, ConsultationQuestion, Commitment, InputTrace)]
    assert counts == [5, 2, 2, 3]
    desk = record.parties["secretariat officer"]
    day = DAY.replace(year=2020)
    rows = {one.position.reference: one for one in position_rows(desk, day, visible_positions(desk, day))}
    assert "position-kaz-unifil-2019-c" not in rows
    assert [name for name, row in rows.items() if row.is_late] == ["position-kaz-unifil-2019-b"]
    assert rows["position-ind-unifil-2019-b"].withdrawn_on is not None
