"""Instruments on record: drafted, edited until agreed, taken into force, amended; and who may do and see what."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from muster.audit.models import AuditEvent
from muster.generation.actions import instrument_steps as steps
from muster.generation.actions import instruments as actions
from muster.generation.actions.instruments import InstrumentTerms
from muster.generation.models import Case, CaseStage, Instrument, InstrumentVersion
from muster.generation.papers.instrument import instrument_paper
from muster.generation.queries.instruments import line_terms, visible_instruments
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.kit.papers import Grid, as_pdf, as_word
from muster.parties.viewer import Viewer
from tests.generation.ground import CASE, TODAY, make_case
from tests.record import DAY, KNOWN, Record

MEMORANDUM = InstrumentTerms("memorandum", "Memorandum of Kazakhstan's company")
REFERENCE = f"{CASE}-mou"


@pytest.fixture
def case(record: Record) -> Case:
    return make_case(record)


@pytest.fixture
def officer(record: Record) -> Viewer:
    return record.parties["secretariat officer"]


@pytest.fixture
def drafted(case: Case, officer: Viewer) -> Instrument:
    number = actions.number_for(case, TODAY)
    return actions.create_instrument(officer, CASE, replace(MEMORANDUM, number=number), today=KNOWN)


def lines_of(instrument: Instrument) -> list[tuple[str, str]]:
    return [(line.annex, line.item) for line in instrument.latest.lines.all()]


def taken_to(officer: Viewer, *stages: str) -> Instrument:
    for stage in stages:
        found = steps.take_step(officer, REFERENCE, stage, held_from=date(2018, 6, 1), today=TODAY, reason="A reason")
    return found


def test_a_memorandum_is_made_from_the_pledge_and_the_statement(drafted: Instrument) -> None:
    assert drafted.number == "DFS/UNIFIL/KAZ/01"
    assert lines_of(drafted) == [
        ("A", "Total strength"), ("A", "Company commander"), ("A", "Rifleman"), ("A", "Interpreter"),
        ("B", "Armoured personnel carrier"), ("B", "Radio set"), ("B", "Ambulance"), ("B", "Water purification"),
        ("C", "catering"), ("C", "communications"),
    ]  # fmt: skip
    odd = [line.item for line in drafted.latest.lines.filter(differs=True)]
    assert odd == ["Rifleman", "Interpreter", "Armoured personnel carrier", "Ambulance", "Water purification",
                   "communications"]  # fmt: skip


def test_the_number_follows_the_reform_of_the_departments(case: Case) -> None:
    assert actions.number_for(case, date(2019, 1, 1)) == "DOS/UNIFIL/KAZ/01"


def test_an_edited_draft_is_a_new_version_that_tells_its_changes(drafted: Instrument, officer: Viewer) -> None:
    lines = [
        replace(line, quantity=11) if line.item == "Armoured personnel carrier" else line
        for line in line_terms(list(drafted.latest.lines.all()))
        if line.item != "Ambulance"
    ]
    steps.write_lines(officer, REFERENCE, lines, today=TODAY, reason="Talks of August", expected_version=1)
    first, second = InstrumentVersion.objects.filter(instrument=drafted)
    assert first.known_until == second.known_from == TODAY
    assert second.changes == ["B, Armoured personnel carrier: quantity 11, was 10", "B, Ambulance: left out"]
    assert [line.quantity for line in first.lines.filter(item="Armoured personnel carrier")] == [10]
    event = AuditEvent.objects.get(action="generation:instrument:written")
    assert event.after["changes"] == second.changes
    steps.write_lines(officer, REFERENCE, lines, today=TODAY)
    assert InstrumentVersion.objects.filter(instrument=drafted).count() == 2


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(drafted: Instrument, officer: Viewer) -> None:
    with pytest.raises(Refused, match="somebody else"):
        steps.write_lines(officer, REFERENCE, [], today=TODAY, expected_version=7)


def test_what_is_agreed_is_not_edited_and_what_is_in_force_is_amended(drafted: Instrument, officer: Viewer) -> None:
    lines = line_terms(list(drafted.latest.lines.all()))
    taken_to(officer, "agreed")
    with pytest.raises(Refused, match="only a draft is edited"):
        steps.write_lines(officer, REFERENCE, lines[1:], today=TODAY)
    with pytest.raises(Refused, match="only what is in force is amended"):
        steps.amend_instrument(officer, REFERENCE, lines[1:], held_from=TODAY, today=TODAY, reason="A reason")
    taken_to(officer, "signed", "in-force")
    with pytest.raises(Refused, match="nothing is changed"):
        steps.amend_instrument(officer, REFERENCE, lines, held_from=TODAY, today=TODAY, reason="A reason")
    amended = steps.amend_instrument(officer, REFERENCE, lines[:-1], held_from=TODAY, today=TODAY, reason="Rotation")
    assert (amended.stage, amended.latest.number, amended.latest.reason) == ("amended", 2, "Rotation")
    assert [event.stage for event in amended.stage_events.all()] == ["draft", "agreed", "signed", "in-force", "amended"]
    with pytest.raises(Refused, match="amend its lines"):
        taken_to(officer, "amended")


def test_a_law_that_asks_for_ratification_holds_it_up_and_the_state_records_it(case: Case, record: Record) -> None:
    officer, state = record.parties["secretariat officer"], record.parties["owning State"]
    terms = replace(MEMORANDUM, needs_ratification=True)
    with pytest.raises(Refused, match="name the office that ratifies"):
        actions.create_instrument(officer, CASE, terms, today=KNOWN)
    actions.create_instrument(officer, CASE, replace(terms, ratified_by="Senate", number="N/1"), today=KNOWN)
    taken_to(officer, "agreed", "signed")
    with pytest.raises(Refused) as refused:
        taken_to(officer, "in-force")
    assert refused.value.problems[0].remedy == "possible: ratified, ended"
    with pytest.raises(NotAllowed):
        steps.take_step(state, REFERENCE, "ended", held_from=TODAY, today=TODAY, reason="No")
    taken_to(state, "ratified")
    assert taken_to(officer, "in-force").stage == "in-force"


def test_only_the_register_drafts_and_edits(case: Case, record: Record, officer: Viewer) -> None:
    for name in ("owning State", "secretariat reader", "mission"):
        with pytest.raises(NotAllowed):
            actions.create_instrument(record.parties[name], CASE, MEMORANDUM, today=KNOWN)
    for name in ("other State", "other secretariat", "analyst"):
        with pytest.raises(NotFound):
            actions.create_instrument(record.parties[name], CASE, MEMORANDUM, today=KNOWN)


def test_a_closed_case_gets_no_instrument_and_one_without_a_pledge_no_annexes(case: Case, officer: Viewer) -> None:
    Case.objects.filter(pk=case.pk).update(pledge=None)
    with pytest.raises(Refused, match="names no pledge"):
        actions.create_instrument(officer, CASE, MEMORANDUM, today=KNOWN)
    Case.objects.filter(pk=case.pk).update(stage=CaseStage.CLOSED)
    with pytest.raises(Refused, match="closed"):
        actions.create_instrument(officer, CASE, MEMORANDUM, today=KNOWN)


def test_a_number_is_given_once(drafted: Instrument, officer: Viewer) -> None:
    with pytest.raises(Refused, match="taken"):
        actions.create_instrument(officer, CASE, replace(MEMORANDUM, number=drafted.number), today=KNOWN)


def test_the_memorandum_between_states_is_seen_by_the_other_state(case: Case, record: Record, officer: Viewer) -> None:
    with pytest.raises(Refused, match="name the other State"):
        actions.create_instrument(officer, CASE, InstrumentTerms("state-memorandum", "Of two States"), today=KNOWN)
    terms = InstrumentTerms("state-memorandum", "Of two States", number="1", other_state="IND")
    made = actions.create_instrument(officer, CASE, terms, today=KNOWN)
    seen = visible_instruments(record.parties["other State"], DAY)
    assert [one.reference for one in seen] == [made.reference]
    state = record.parties["owning State"]
    steps.take_step(state, made.reference, "agreed", held_from=TODAY, today=TODAY)


def test_the_mission_sees_what_is_signed_and_others_nothing(
    drafted: Instrument, record: Record, officer: Viewer
) -> None:
    def seen(name: str) -> int:
        return visible_instruments(record.parties[name], DAY).count()

    assert (seen("owning State's reader"), seen("mission"), seen("other State")) == (1, 0, 0)
    taken_to(officer, "agreed", "signed")
    assert (seen("mission"), seen("other mission"), seen("analyst"), seen("other secretariat")) == (1, 0, 0, 0)


def test_it_is_printed_as_pdf_and_word_without_any_rate(drafted: Instrument) -> None:
    paper = instrument_paper(drafted, drafted.latest, line_terms(list(drafted.latest.lines.all())), TODAY)
    grids = [block for block in paper.blocks if isinstance(block, Grid)]
    assert [grid.headings.index("Rate") for grid in grids] == [4, 5, 5]
    assert {row[grid.headings.index("Rate")] for grid in grids for row in grid.rows} == {""}
    assert as_pdf(paper).startswith(b"%PDF")
    assert as_word(paper).startswith(b"PK")


def test_the_lines_are_edited_in_a_table_of_inputs(drafted: Instrument, record: Record) -> None:
    client = Client()
    client.force_login(record.parties.users["secretariat officer"], "django.contrib.auth.backends.ModelBackend")
    address = f"/generation/cases/{CASE}/instruments/{REFERENCE}/lines/"
    form = client.get(address).context
    rows = form["rows"]
    sent = {f"{rows.prefix}-{name}": rows.management_form[name].value() for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    for row in rows:
        sent |= {
            field.html_name: "" if field.value() is None else field.value() for field in row if field.name != "DELETE"
        }
    sent |= {"version": drafted.version, "reason": "Talks", "lines-4-quantity": "12", "lines-6-DELETE": "on"}
    assert client.post(address, sent).status_code == 302
    drafted.refresh_from_db()
    assert drafted.latest.changes == ["B, Armoured personnel carrier: quantity 12, was 10", "B, Ambulance: left out"]
    assert drafted.latest.lines.get(item="Armoured personnel carrier").required == "12"
