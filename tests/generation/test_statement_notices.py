"""An approved statement is told to the States that it concerns: asked, on the way, or negotiating; to no other."""

from muster.generation.actions.statement_notices import states_concerned
from muster.matching.actions import DeviationTerms, propose_deviation, withdraw_deviation
from muster.missions import actions as missions
from muster.missions.models import Statement
from muster.notices.models import Notice
from muster.parties.viewer import SYSTEM
from tests.generation.selecting import issued
from tests.matching.stated import STATEMENT, make_listed_pledge, make_statement
from tests.record import DAY, Record, statement_terms


def concerned() -> list[str]:
    """Return the codes of the States that the statement concerns."""
    return [one.code for one in states_concerned(Statement.objects.get(reference=STATEMENT))]


def test_a_state_is_concerned_whose_unit_is_on_the_way_that_negotiates_or_is_asked(record: Record) -> None:
    make_statement()
    assert concerned() == ["KAZ"]  # the case of the small record is on its way to the post
    make_listed_pledge(record, reference="ind-listed", state="IND")
    terms = DeviationTerms("ind-listed", STATEMENT, "equipment", "svm truck", "Four suffice", accepted=4)
    made = propose_deviation(record.parties["other State"], terms, today=DAY)
    assert concerned() == ["IND", "KAZ"]
    withdraw_deviation(record.parties["other State"], made.pk, reason="They were found.", today=DAY)
    assert concerned() == ["KAZ"]
    issued(record.parties, states=("IND",))
    assert concerned() == ["IND", "KAZ"]


def test_an_approval_is_told_to_the_drafters_and_the_states_concerned(record: Record) -> None:
    make_statement()
    version = Statement.objects.get(reference=STATEMENT).version
    changed = statement_terms(STATEMENT, mission="UNIFIL", title="Another title")
    missions.change_statement(record.parties["secretariat officer"], changed, today=DAY)
    missions.approve_statement(record.parties["secretariat approver"], STATEMENT, today=DAY)
    told = {one.organisation.code: one for one in Notice.objects.filter(topic="statement-approved")}
    assert sorted(told) == ["KAZ", "UN"]
    assert (told["KAZ"].state, told["KAZ"].mission) == ("KAZ", "UNIFIL")
    assert told["KAZ"].title == f"Statement {STATEMENT}, version {version + 1}, is in force"


def test_what_the_installation_records_of_the_past_tells_nobody(record: Record) -> None:
    make_statement()
    assert Notice.objects.filter(topic="statement-approved").count() == 0
    missions.change_statement(SYSTEM, statement_terms(STATEMENT, mission="UNIFIL", title="Other"), today=DAY)
    missions.approve_statement(SYSTEM, STATEMENT, today=DAY)
    assert Notice.objects.filter(topic="statement-approved").count() == 0
