"""A State's interests: written whole, in versions, by its own officers, and seen by nobody else."""

from datetime import date

import pytest

from muster.audit.models import AuditEvent
from muster.decisions.actions.interests import write_interests
from muster.decisions.models import StateInterest
from muster.decisions.opportunities.interest_terms import InterestTerms, interest_problems, tidied
from muster.decisions.queries.interests import interests_of, mark_of, visible_interests
from muster.decisions.workbooks.interests import export_interests, import_interests
from muster.kit.errors import NotAllowed, Refused
from muster.parties.viewer import SYSTEM
from tests.record import DAY, Record

LATER = date(2019, 1, 1)
TWO = (InterestTerms("mission", "UNIFIL", 2, "There already"), InterestTerms("theme", "women", 1))


@pytest.fixture
def written(record: Record) -> Record:
    """The record with two interests of Kazakhstan from the day on."""
    write_interests(record.parties["owning State"], TWO, today=DAY)
    return record


def told(record: Record, day: date) -> set[tuple[str, int]]:
    """Return the interests of Kazakhstan in force on a day."""
    viewer = record.parties["owning State"]
    return {(one.value, one.weight) for one in visible_interests(viewer, day)}


def test_what_is_written_is_in_force_from_the_day_on(written: Record) -> None:
    assert told(written, DAY) == {("UNIFIL", 2), ("women", 1)}
    assert told(written, date(2018, 9, 30)) == set()
    assert StateInterest.objects.get(value="UNIFIL").standing == "entered"


def test_a_change_is_a_new_version_and_the_days_before_keep_the_old_one(written: Record) -> None:
    terms = (InterestTerms("mission", "UNIFIL", -1), InterestTerms("partner", "ind", 2))
    write_interests(written.parties["owning State"], terms, today=LATER)
    assert told(written, LATER) == {("UNIFIL", -1), ("IND", 2)}
    assert told(written, date(2018, 12, 31)) == {("UNIFIL", 2), ("women", 1)}
    assert StateInterest.objects.count() == 4


def test_what_says_the_same_stays_as_it_is_and_leaves_no_trace(written: Record) -> None:
    before = set(StateInterest.objects.values_list("pk", "valid_from"))
    events = AuditEvent.objects.count()
    write_interests(written.parties["owning State"], TWO, today=LATER)
    assert set(StateInterest.objects.values_list("pk", "valid_from")) == before
    assert AuditEvent.objects.count() == events


def test_what_was_entered_today_is_changed_in_its_place_or_goes(written: Record) -> None:
    write_interests(written.parties["owning State"], (InterestTerms("mission", "UNIFIL", 1),), today=DAY)
    assert told(written, DAY) == {("UNIFIL", 1)}
    assert StateInterest.objects.count() == 1
    event = AuditEvent.objects.filter(action="decisions:interests:written").latest("sequence")
    assert ["theme", "women", 1, ""] in event.before["interests"]


WRONG = [
    (InterestTerms("mission", "NOWHERE", 1), "no mission on record"),
    (InterestTerms("host", "XYZ", 1), "no State"),
    (InterestTerms("partner", "Kazakhstan", 1), "no State"),
    (InterestTerms("unit-type", "NO-SUCH", 1), "no unit type"),
    (InterestTerms("theme", "glory", 1), "no theme"),
    (InterestTerms("planet", "Mars", 1), "no kind of interest"),
    (InterestTerms("region", "", 1), "says not in what"),
    (InterestTerms("region", "Middle East", 0), "the weight is 0"),
    (InterestTerms("region", "Middle East", 3), "the weight is 3"),
]


@pytest.mark.parametrize(("terms", "words"), WRONG, ids=[one[1] for one in WRONG])
def test_what_names_nothing_known_is_refused_with_its_remedy(terms: InterestTerms, words: str) -> None:
    (problem,) = interest_problems([terms], {"UNIFIL"})
    assert words in problem.message
    assert problem.remedy
    assert problem.place == "interest 1"


def test_a_thing_is_named_once_whatever_its_letters() -> None:
    twice = [tidied(InterestTerms("region", "Middle  East", 1)), tidied(InterestTerms("region", "middle east", 2))]
    assert [one.remedy for one in interest_problems(twice, set())] == ["name it once", "name it once"]


def test_nothing_is_saved_where_one_line_is_wrong(written: Record) -> None:
    with pytest.raises(Refused) as refusal:
        write_interests(written.parties["owning State"], (*TWO, InterestTerms("host", "XYZ", 1)), today=LATER)
    assert [one.place for one in refusal.value.problems] == ["interest 3"]
    assert told(written, LATER) == {("UNIFIL", 2), ("women", 1)}


def test_a_list_that_was_written_meanwhile_is_not_written_over(written: Record) -> None:
    viewer = written.parties["owning State"]
    mark = mark_of(visible_interests(viewer, DAY))
    write_interests(viewer, TWO[:1], today=DAY, expected_mark=mark)
    with pytest.raises(Refused, match="changed by somebody else meanwhile"):
        write_interests(viewer, TWO, today=DAY, expected_mark=mark)


@pytest.mark.parametrize(
    "who", ["owning State's reader", "secretariat administrator", "mission", "training institution", "analyst"]
)
def test_nobody_but_an_officer_of_a_state_enters_interests(record: Record, who: str) -> None:
    with pytest.raises(NotAllowed):
        write_interests(record.parties[who], TWO, today=DAY)


def test_no_state_enters_the_interests_of_another(record: Record) -> None:
    whose = record.parties.organisations["KAZ"]
    with pytest.raises(NotAllowed):
        write_interests(record.parties["other State"], TWO, today=DAY, state=whose)


def test_no_other_party_sees_them(written: Record) -> None:
    whose = written.parties.organisations["KAZ"]
    for name, viewer in written.parties.viewers.items():
        seen = len(interests_of(viewer, DAY, whose))
        assert seen == (2 if name.startswith("owning State") else 0), name
    assert len(interests_of(SYSTEM, DAY, whose)) == 2


def test_the_workbook_goes_out_and_comes_in_again(written: Record) -> None:
    viewer, whose = written.parties["owning State"], written.parties.organisations["KAZ"]
    data = export_interests(viewer, whose, DAY)
    before = set(StateInterest.objects.values_list("pk", "weight", "words"))
    import_interests(viewer, data, today=LATER)
    assert set(StateInterest.objects.values_list("pk", "weight", "words")) == before
    assert AuditEvent.objects.filter(action="decisions:interests:exported").exists()


def test_a_workbook_says_its_errors_by_sheet_and_row(written: Record) -> None:
    viewer, whose = written.parties["owning State"], written.parties.organisations["KAZ"]
    StateInterest.objects.filter(value="UNIFIL").update(value="GONE")
    with pytest.raises(Refused) as refusal:
        import_interests(viewer, export_interests(viewer, whose, DAY), today=LATER)
    assert [one.place for one in refusal.value.problems] == [f"sheet Interests, row {_row_of('GONE', viewer)}"]


def _row_of(value: str, viewer: object) -> int:
    """Return the row of a value in the workbook: the headings stand on lines before."""
    from muster.decisions.workbooks.interests import SHEET, form
    from muster.kit.workbooks import read

    data = export_interests(viewer, StateInterest.objects.get(value=value).state, DAY)  # type: ignore[arg-type]
    return next(row.number for row in read(form(), data).rows[SHEET] if row["value"] == value)
