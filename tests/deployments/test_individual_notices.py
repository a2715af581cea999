"""What is told of individuals, what stands in a calendar, and what the search finds."""

from datetime import date, timedelta

import pytest

from muster.deployments import actions
from muster.deployments.queries.individual_calendar import ARRIVE, LEAVE, NOMINATE, REQUEST, individual_days
from muster.generation.queries.calendar import calendar_entries
from muster.generation.rules.calendar import INDIVIDUAL
from muster.kit.errors import NotAllowed
from muster.notices.models import Notice
from muster.parties.viewer import SYSTEM
from muster.people.models import PersonCredential
from muster.web.search import found_records
from tests.deployments.individuals import ARRIVAL, LEAVES, TODAY, ask, hold, make_person, make_post, nominated
from tests.record import Record

pytestmark = pytest.mark.django_db
NOMINATE_BY = date(2026, 6, 1)


def told(record: Record, day: date) -> set[tuple[str, str]]:
    """Make the run of a day; return what was told then, to whom."""
    before = set(Notice.objects.values_list("pk", flat=True))
    actions.tell_individuals(SYSTEM, day)
    return set(Notice.objects.exclude(pk__in=before).values_list("topic", "organisation__code"))


def test_a_state_is_told_in_time_whom_to_name_and_both_sides_once_it_is_late(record: Record) -> None:
    hold(record, make_post(record), make_person(record))
    ask(record, "mo-1")
    assert told(record, NOMINATE_BY - timedelta(days=15)) == set()
    assert told(record, NOMINATE_BY - timedelta(days=14)) == {("individual-nomination-due", "KAZ")}
    assert told(record, NOMINATE_BY) == set()
    late = {("individual-not-named", "KAZ"), ("individual-not-named", "UN")}
    assert told(record, NOMINATE_BY + timedelta(days=1)) == late
    assert told(record, NOMINATE_BY + timedelta(days=2)) == set()


def test_nothing_is_told_of_a_post_with_a_nominee_and_a_proof_that_lapses_before_arrival_is(record: Record) -> None:
    hold(record, make_post(record), make_person(record))
    ask(record, "mo-1")
    person = make_person(record, "Second")
    nominated(record, person)
    assert told(record, NOMINATE_BY) == set()
    PersonCredential.objects.filter(person=person, kind="passport").update(valid_until=ARRIVAL)
    assert told(record, NOMINATE_BY) == {("individual-proof-lapsing", "KAZ")}
    assert told(record, NOMINATE_BY) == set()
    title = Notice.objects.get(topic="individual-proof-lapsing").title
    assert title == f"Person {person.number}, passport: ends on 1 July 2026, arrival is on 1 July 2026"


def test_the_run_is_the_installations_own(record: Record) -> None:
    with pytest.raises(NotAllowed):
        actions.tell_individuals(record.parties["secretariat administrator"], TODAY)


def test_a_calendar_holds_the_next_step_the_arrival_and_the_departure(record: Record) -> None:
    hold(record, make_post(record), make_person(record))
    state = record.parties["owning State"]

    def days(on: date) -> list[tuple[str, date]]:
        return [(one.kind, one.on) for one in individual_days(state, on, date(2026, 1, 1), date(2027, 1, 1))]

    assert days(TODAY) == [(REQUEST, date(2026, 4, 5)), (ARRIVE, ARRIVAL), (LEAVE, LEAVES)]
    ask(record, "mo-1")
    assert days(TODAY) == [(NOMINATE, NOMINATE_BY), (ARRIVE, ARRIVAL), (LEAVE, LEAVES)]
    assert individual_days(state, TODAY, ARRIVAL, LEAVES)[0].uid == "individual-mo-1-replacement-arrives"
    assert [one.on for one in individual_days(state, TODAY, ARRIVAL, LEAVES)] == [ARRIVAL]
    assert individual_days(record.parties["other State"], TODAY, date(2026, 1, 1), date(2027, 1, 1)) == []
    entries = calendar_entries(state, TODAY, date(2026, 1, 1), date(2027, 1, 1), today=TODAY)
    on_the_calendar = [(one.phase, one.start) for one in entries if one.kind == INDIVIDUAL]
    assert on_the_calendar == [(NOMINATE, NOMINATE_BY), (ARRIVE, ARRIVAL), (LEAVE, LEAVES)]


def test_posts_requests_and_numbers_of_persons_are_found_by_those_who_may_see_them(record: Record) -> None:
    make_post(record)
    ask(record, "mo-1")
    person = make_person(record)

    def rooms(who: str, words: str) -> set[str]:
        return {str(one.title) for one in found_records(record.parties[who], TODAY, words, today=TODAY)}

    assert "Posts for individuals" in rooms("analyst", "mo-1")
    assert "Requests for individuals" in rooms("owning State", "ask-1")
    assert "Requests for individuals" not in rooms("other State", "ask-1")
    assert "Persons" in rooms("owning State", str(person.number))
    assert "Persons" not in rooms("secretariat officer", str(person.number))
    assert "Persons" not in rooms("owning State", "Nurlanova")
    assert "Persons" not in rooms("owning State", "9" * 40)
