"""A State's pool from candidate to the pool and beyond: camp, workbook, daily run, and what follows from posts."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from muster.audit.models import AuditEvent
from muster.deployments.models import Assignment
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.notices.models import Notice
from muster.parties.viewer import SYSTEM
from muster.people.actions import erase_person
from muster.people.models import Person, PersonCredential
from muster.people.purposes import purposes_of
from muster.people.service_actions import record_credential
from muster.training.actions import camps, pool
from muster.training.actions.pool_daily import run_pool
from muster.training.models import CampResult, PoolEntry, PoolStageEvent
from muster.training.queries.camps import camp_counts, camp_rows
from muster.training.queries.pool import pool_counts, pool_rows, visible_pool
from muster.training.stages import PoolPlace, PoolTrack
from muster.training.workbooks import camps as workbook
from tests.deployments.individuals import hold, make_post
from tests.record import Parties, Record
from tests.training.pool_record import (
    STATE,
    TODAY,
    ask_as_kazakhstan,
    make_camp,
    make_candidate,
    make_person,
)

pytestmark = pytest.mark.django_db


def where(parties: Parties, day: date = TODAY, who: str = STATE) -> list[PoolPlace]:
    """Return where everybody of the pool that somebody sees is."""
    return [one.place.where for one in pool_rows(parties[who], visible_pool(parties[who], day), day, TODAY)]


def pooled(parties: Parties, name: str = "Candidate", until: date | None = None) -> PoolEntry:
    """Take somebody new into the pool, step by step."""
    entry = make_candidate(parties, name)
    pool.move_in_pool(parties[STATE], entry.pk, "screened", today=TODAY)
    return pool.move_in_pool(parties[STATE], entry.pk, "pooled", today=TODAY, pooled_until=until)


def test_somebody_held_for_another_purpose_becomes_a_candidate_without_being_entered_twice(parties: Parties) -> None:
    person = make_person(parties)
    Person.objects.filter(pk=person.pk).update(purpose="trainee")
    entry = pool.enter_pool(parties[STATE], person.pk, track="contingent", today=TODAY)
    assert purposes_of(Person.objects.get()) == ("trainee", "pool-candidate")
    assert (entry.stage, where(parties)) == ("candidate", [PoolPlace.CANDIDATE])
    with pytest.raises(Refused, match="on the track contingent already"):
        pool.enter_pool(parties[STATE], person.pk, track="contingent", today=TODAY)
    assert pool.enter_pool(parties[STATE], person.pk, track="individual", today=TODAY).pk != entry.pk


def test_who_meets_what_the_state_asks_comes_into_the_pool_for_the_time_set(parties: Parties) -> None:
    ask_as_kazakhstan(parties)
    entry = pooled(parties)
    assert (entry.stage, entry.pooled_until, entry.version) == ("pooled", date(2028, 11, 27), 3)
    assert list(PoolStageEvent.objects.values_list("stage", flat=True)) == ["candidate", "screened", "pooled"]


def test_who_does_not_is_refused_with_each_reason_and_taken_exceptionally_with_one(parties: Parties) -> None:
    ask_as_kazakhstan(parties)
    entry = make_candidate(parties, rank="general", score="4.0")
    pool.move_in_pool(parties[STATE], entry.pk, "screened", today=TODAY)
    with pytest.raises(Refused) as refused:
        pool.move_in_pool(parties[STATE], entry.pk, "pooled", today=TODAY)
    assert [one.place for one in refused.value.problems] == ["rank", "language"]
    taken = pool.move_in_pool(parties[STATE], entry.pk, "pooled", today=TODAY, exception="a general is asked for")
    assert taken.stage == "pooled"
    assert PoolStageEvent.objects.get(stage="pooled").reason == "exception: a general is asked for"


def test_a_reason_with_the_persons_name_is_refused(parties: Parties) -> None:
    entry = make_candidate(parties, "Aisulu")
    with pytest.raises(Refused, match="cannot go there"):
        pool.move_in_pool(parties[STATE], entry.pk, "left", reason="family OF Aisulu moved", today=TODAY)


def test_only_officers_of_the_state_write_and_nobody_else_sees_anything(parties: Parties) -> None:
    entry = make_candidate(parties)
    make_camp(parties)
    for who, error in ((f"{STATE}'s reader", NotAllowed), ("other State", NotFound), ("analyst", NotFound),
                       ("secretariat approver", NotFound), ("mission", NotFound)):  # fmt: skip
        with pytest.raises(error):
            pool.move_in_pool(parties[who], entry.pk, "screened", today=TODAY)
        with pytest.raises(error):
            pool.note_willingness(parties[who], entry.pk, is_volunteer=True, today=TODAY)
        with pytest.raises(error):
            camps.take_in(parties[who], "camp-1", today=TODAY)
        if error is NotFound:
            assert where(parties, who=who) == []


def test_a_stale_version_is_refused(parties: Parties) -> None:
    entry = make_candidate(parties)
    pool.note_willingness(parties[STATE], entry.pk, is_volunteer=True, today=TODAY, expected_version=1)
    with pytest.raises(Refused, match="changed by somebody else"):
        pool.move_in_pool(parties[STATE], entry.pk, "screened", today=TODAY, expected_version=1)


def test_an_earlier_day_shows_what_was_then(parties: Parties) -> None:
    pooled(parties)
    assert where(parties, TODAY - timedelta(days=1)) == []
    assert where(parties, TODAY) == [PoolPlace.POOLED]


def test_a_tour_makes_somebody_deployed_then_resting_then_returned_and_nothing_is_stored(record: Record) -> None:
    parties = record.parties
    entry = pooled(parties)
    post = make_post(record)
    hold(record, post, Person.objects.get(pk=entry.person_id), date(2027, 6, 1), held_from=date(2026, 12, 1))
    stages = PoolStageEvent.objects.count()
    Assignment.objects.update(known_from=TODAY)
    assert where(parties, date(2026, 12, 1)) == [PoolPlace.DEPLOYED]
    assert where(parties, date(2027, 5, 31)) == [PoolPlace.DEPLOYED]
    assert where(parties, date(2027, 6, 1)) == [PoolPlace.RESTING]
    assert where(parties, date(2027, 12, 1)) == [PoolPlace.RETURNED]
    assert PoolStageEvent.objects.count() == stages


def test_those_who_pass_a_camp_come_into_the_pool_in_one_action_with_the_camp_as_the_reason(parties: Parties) -> None:
    ask_as_kazakhstan(parties)
    passed, failed, weak, missing = (
        make_candidate(parties, name, score=score)
        for name, score in (("Passed", "6"), ("Failed", "6"), ("Weak", "4"), ("Missing", "6"))
    )
    make_camp(parties)
    state = parties[STATE]
    assert camps.call_to_camp(state, "camp-1", [passed.pk, failed.pk, weak.pk, missing.pk], today=TODAY) == 4
    assert camps.call_to_camp(state, "camp-1", [passed.pk], today=TODAY) == 0
    for entry in (passed, failed, weak):
        for test in ("medical-board", "fitness", "driving"):
            good = not (entry == failed and test == "fitness")
            camps.record_result(state, "camp-1", entry.pk, test, has_passed=good, today=TODAY)
    done = camps.take_in(state, "camp-1", today=TODAY)
    assert done.taken == (passed.pk,)
    assert list(done.held_back) == [weak.pk]
    assert done.held_back[weak.pk][0].startswith("language, not met")
    stages = dict(PoolEntry.objects.values_list("pk", "stage"))
    assert stages == {passed.pk: "pooled", failed.pk: "candidate", weak.pk: "candidate", missing.pk: "candidate"}
    events = PoolStageEvent.objects.filter(entry=passed).values_list("stage", "reason")
    assert list(events) == [("candidate", ""), ("screened", "camp camp-1"), ("pooled", "camp camp-1")]
    with pytest.raises(Refused, match="changed by somebody else"):
        camps.take_in(state, "camp-1", today=TODAY, expected_version=99)


def test_the_log_says_that_a_result_was_entered_and_not_what_it_is(parties: Parties) -> None:
    entry = make_candidate(parties)
    make_camp(parties)
    camps.call_to_camp(parties[STATE], "camp-1", [entry.pk], today=TODAY)
    camps.record_result(parties[STATE], "camp-1", entry.pk, "medical-board", has_passed=False, today=TODAY)
    event = AuditEvent.objects.get(action="training:camp:result-recorded")
    assert event.after == {"camp": "camp-1", "test": "medical-board"}
    with pytest.raises(Refused):
        camps.record_result(
            parties[STATE], "camp-1", entry.pk, "medical-board", has_passed=True, value="sound", today=TODAY
        )


def test_the_workbook_of_a_camp_comes_in_again_as_it_went_out(parties: Parties) -> None:
    camp = make_camp(parties)
    data = filled(
        [["new-1", "Family one", "Given", "captain", "female", date(1990, 1, 1), date(2012, 1, 1)]],
        [["new-1", "Fitness norms", "yes", "12.4 s"], ["new-1", "Medical board", "no", None]],
    )
    done = workbook.import_camp(parties[STATE], "camp-1", data, today=TODAY)
    assert vars(done) == {"entered": 1, "called": 1, "results": 2}
    assert camp_counts([camp], TODAY)[camp.pk].women == 1
    again = workbook.import_camp(parties[STATE], "camp-1", workbook.export(parties[STATE], camp, TODAY), today=TODAY)
    assert (again.entered, again.called, again.results) == (0, 0, 2)
    assert CampResult.objects.count() == 2


def test_every_error_of_a_workbook_is_told_by_row_and_nothing_is_saved(parties: Parties) -> None:
    make_camp(parties)
    data = filled(
        [["new-1", None, None, "captain", None, None, None], ["999", None, None, None, None, None, None]],
        [["nobody", "Fitness norms", "yes", None], ["new-1", "Language", "yes", None]],
    )
    with pytest.raises(Refused) as refused:
        workbook.import_camp(parties[STATE], "camp-1", data, today=TODAY)
    told = "\n".join(str(one) for one in refused.value.problems)
    assert "sheet Candidates, row" in told
    assert "column Family name" in told
    assert "'nobody' is no candidate of yours" in told
    assert (Person.objects.count(), PoolEntry.objects.count()) == (0, 0)


def filled(candidates: list[list[str | date | None]], results: list[list[str | date | None]]) -> bytes:
    """Return the camp's workbook with rows typed in under the headings."""
    from muster.kit.workbooks import write

    book = load_workbook(BytesIO(write(workbook.form(), {"Candidates": [], "Results": []})))
    for name, rows in (("Candidates", candidates), ("Results", results)):
        sheet = book[name]
        first = next(row for row in range(1, 20) if sheet.cell(row, 1).value == "Person") + 1
        for at, row in enumerate(rows):
            for column, value in enumerate(row, start=1):
                sheet.cell(first + at, column, value)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def test_the_daily_run_lets_places_lapse_and_tells_the_state_once(parties: Parties) -> None:
    until = date(2027, 1, 10)
    pooled(parties, until=until)
    assert run_pool(SYSTEM, date(2026, 12, 1))["pool_places_told"] == 1
    assert run_pool(SYSTEM, date(2026, 12, 2))["pool_places_told"] == 0
    assert run_pool(SYSTEM, until)["pool_places_lapsed"] == 1
    assert run_pool(SYSTEM, until)["pool_places_lapsed"] == 0
    assert PoolEntry.objects.get().stage == "screened"
    lapsed = Notice.objects.get(topic="pool-place-lapsed")
    assert (lapsed.organisation.code, lapsed.title) == ("KAZ", "1 places in the pool have lapsed")
    with pytest.raises(NotAllowed):
        run_pool(parties[STATE], until)


def test_the_state_is_told_which_certificates_lapse_unless_a_later_one_takes_over(parties: Parties) -> None:
    person = make_person(parties)
    for number, until in (("UNSO", date(2027, 1, 1)), ("POC", date(2027, 1, 1)), ("POC", date(2029, 1, 1)),
                          ("CPTM", date(2027, 6, 1))):  # fmt: skip
        proof = PersonCredential(kind="training", subject=number, valid_from=date(2026, 1, 1), valid_until=until)
        record_credential(parties[STATE], person.pk, proof, today=TODAY)
    assert run_pool(SYSTEM, TODAY)["certificates_told"] == 1
    notice = Notice.objects.get(topic="certificates-lapsing")
    assert notice.title == "1 certificates of 1 people lapse, the first on 1 January 2027"
    assert "Family" not in notice.title + notice.body
    assert run_pool(SYSTEM, TODAY)["certificates_told"] == 0


def test_counts_stay_as_they_were_when_a_person_is_erased(parties: Parties) -> None:
    entry = make_candidate(parties, sex="female")
    make_candidate(parties, "Other")
    camp = make_camp(parties)
    camps.call_to_camp(parties[STATE], "camp-1", [entry.pk], today=TODAY)
    camps.record_result(parties[STATE], "camp-1", entry.pk, "fitness", has_passed=True, value="11 s", today=TODAY)

    def counts() -> tuple[object, ...]:
        state = parties[STATE]
        rows = pool_rows(state, visible_pool(state, TODAY), TODAY, TODAY)
        outcomes = [one.outcome for one in camp_rows(state, camp, TODAY, TODAY)]
        return pool_counts(rows), camp_counts([camp], TODAY)[camp.pk], outcomes

    before = counts()
    erase_person(parties[STATE], entry.person_id, today=TODAY, reason="asked for")
    assert counts() == before
    assert before[0] == {(PoolTrack.INDIVIDUAL, PoolPlace.CANDIDATE): 2}
    rows = pool_rows(parties[STATE], visible_pool(parties[STATE], TODAY), TODAY, TODAY)
    assert rows[0].label == f"person {entry.person_id} (erased)"
    assert CampResult.objects.get().value == ""
