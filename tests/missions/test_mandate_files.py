"""Mandates as workbook and CSV file: what went out comes in and changes nothing; errors by row; all or nothing."""

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from muster.kit.errors import Refused
from muster.missions import actions
from muster.missions.mandate_csv import columns, import_csv
from muster.missions.mandate_terms import MandatedTaskTerms
from muster.missions.mandate_workbook import export, import_workbook
from muster.missions.mission_register import check_register, read_register
from muster.missions.models import MandatedTask, MandatePeriod, Mission, MissionClassification, MissionCondition
from muster.parties.viewer import SYSTEM
from tests.record import DAY, KNOWN, Parties, make_mission

pytestmark = pytest.mark.django_db
HEAD = "mission,resolution,kind,valid_from,valid_until,troop_ceiling,tasks,priority_tasks\n"
ROWS = (
    "UNDOF,S/RES/1,renewed,2016-01-01,2016-07-01,1250,monitor-ceasefire;mine-action,monitor-ceasefire\n"
    "UNDOF,S/RES/2,renewed,2016-07-01,2017-01-01,1250,monitor-ceasefire,monitor-ceasefire\n"
)


@pytest.fixture
def undof(parties: Parties) -> Mission:
    return make_mission(parties, "UNDOF", "UN")


def test_a_csv_file_is_entered_as_a_chain_and_a_second_time_changes_nothing(parties: Parties, undof: Mission) -> None:
    data = (HEAD + ROWS).encode()
    assert import_csv(parties["secretariat officer"], data, today=DAY) == 2
    second = MandatePeriod.objects.get(resolution="S/RES/2")
    assert second.follows is not None
    assert second.follows.resolution == "S/RES/1"
    lines = MandatedTask.objects.filter(mandate=second.follows).order_by("number").values_list("task", "is_priority")
    assert list(lines) == [("monitor-ceasefire", True), ("mine-action", False)]
    assert import_csv(parties["secretariat officer"], data, today=DAY) == 0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("mission,valid_from,strength\n", "row 1, column 'strength': there is no such column"),
        ("mission\nUNDOF\n", "row 1, column valid_from: the column is missing"),
        (HEAD + "UNEF,,,2016-01-01,,,,\n", "row 2: there is no mission 'UNEF' on record"),
        (HEAD + "UNDOF,,,soon,,,,\n", "row 2, column valid_from"),
        (HEAD + "UNDOF,,,2016-01-01,2016-07-01,,march,\n", "row 2, task 1: 'march' is no task of the list"),
        (HEAD + "UNDOF,,,2018-06-01,,,,\n" + "UNDOF,,,2018-06-01,,,,\n", "row 3: a period of UNDOF"),
        (HEAD + "UNDOF,other,,2018-01-01,,,,\n", "row 2: UNDOF has another period from 2018-01-01 on record"),
        (HEAD + "UNDOF,,\n", "row 2: it has 3 cells for 8 columns"),
    ],
)
def test_each_refused_row_is_one_line_with_place_and_remedy(
    parties: Parties, undof: Mission, text: str, words: str
) -> None:
    with pytest.raises(Refused) as refused:
        import_csv(parties["secretariat officer"], text.encode(), today=DAY)
    lines = [str(problem) for problem in refused.value.problems]
    assert any(line.startswith(words) for line in lines), lines
    assert all(problem.remedy for problem in refused.value.problems)


def test_a_file_with_one_bad_row_saves_nothing(parties: Parties, undof: Mission) -> None:
    with pytest.raises(Refused, match="nothing was saved"):
        import_csv(parties["secretariat officer"], (HEAD + ROWS + "UNEF,,,2016-01-01,,,,\n").encode(), today=DAY)
    assert undof.mandates.count() == 1


def test_the_columns_of_a_file_are_those_of_the_documentation() -> None:
    text = (Path(__file__).parents[2] / "docs" / "mandates.md").read_text(encoding="utf-8")
    assert [name for name in columns() if f"`{name}`" not in text] == []


def everything(undof: Mission) -> None:
    """Enter a period with a task, a statement and a classification."""
    period = MandatePeriod(
        mission=undof, resolution="S/RES/3", kind="amended", valid_from=date(2018, 6, 1), known_from=KNOWN,
        chapter="VI", exit_conditions="An end,\nin two lines",
    )  # fmt: skip
    actions.renew_mandate(SYSTEM, period, (MandatedTaskTerms("mine-action", "Clear mines", "4", is_priority=True),))
    statement = MissionCondition(
        mission=undof, kind="host-consent", party="Syria", status="given", valid_from=KNOWN, known_from=KNOWN
    )
    actions.record_condition(SYSTEM, statement)
    scheme = {"scheme": "force", "value": "A", "valid_from": KNOWN, "known_from": KNOWN}
    actions.classify_mission(SYSTEM, MissionClassification(mission=undof, **scheme))


def test_a_workbook_comes_back_as_it_went_out(parties: Parties, undof: Mission) -> None:
    everything(undof)
    officer = parties["secretariat officer"]
    data = export(officer, DAY)
    assert import_workbook(officer, data, today=DAY).total == 0
    undof.conditions.all().delete()
    undof.classifications.all().delete()
    MandatePeriod.objects.filter(resolution="S/RES/3").delete()
    done = import_workbook(officer, data, today=DAY)
    assert (done.operations, done.periods, done.statements, done.classifications) == (0, 1, 1, 1)
    again = MandatePeriod.objects.get(resolution="S/RES/3")
    assert (again.chapter, again.exit_conditions) == ("VI", "An end,\nin two lines")
    assert [(one.task, one.words, one.paragraph) for one in again.mandated_tasks.all()] == [
        ("mine-action", "Clear mines", "4")
    ]


def test_a_workbook_enters_an_operation_of_two_organisations(parties: Parties, undof: Mission) -> None:
    book = openpyxl.load_workbook(io.BytesIO(export(parties["secretariat officer"], DAY)))
    sheet = book["Operations"]
    cells: list[str | int | date | None] = [
        "HYB",
        "A hybrid",
        "hybrid operation of two organisations",
        "AU",
        "",
        "SDN",
        "",
        "",
        13,
        25,
        DAY,
        None,
        "",
    ]
    for column, value in enumerate(cells, start=1):
        sheet.cell(row=3, column=column, value=value)
    stream = io.BytesIO()
    book.save(stream)
    assert import_workbook(parties["secretariat officer"], stream.getvalue(), today=DAY).operations == 1
    made = Mission.objects.get(acronym="HYB")
    assert (made.operation_kind, [one.code for one in made.mandated_with.all()]) == ("hybrid", ["AU"])


def test_a_register_is_held_against_the_record(undof: Mission) -> None:
    data = b"mission_acronym,start_date,end_date\nUNDOF,1974-06-03,\nUNEF I,1956-11-07,1967-06-01\n"
    found = check_register([undof], read_register(data))
    assert [(one.mission, one.what, one.in_record, one.in_register) for one in found.differences] == [
        ("UNDOF", "started on", "1978-03-19", "1974-06-03")
    ]
    assert (found.compared, found.only_in_register, found.only_in_record) == (1, ("UNEF I",), ())
    with pytest.raises(Refused, match="no column 'mission_acronym'"):
        read_register(b"acronym\nUNDOF\n")
    with pytest.raises(Refused) as refused:
        read_register(b"mission_acronym,start_date,end_date\nUNDOF,soon,\n")
    assert str(refused.value.problems[0]).startswith("row 2, column start_date: 'soon' is no day")


@pytest.mark.public_data
def test_the_published_register_is_read(public_data: Path) -> None:
    found = read_register((public_data / "un_psdata" / "DPPADPOSS-PKO.csv").read_bytes())
    starts = {one.acronym: one.started_on for one in found}
    assert len(found) == 81
    assert starts["UNYOM"] == date(1963, 7, 1)
