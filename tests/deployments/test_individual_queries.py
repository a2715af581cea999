"""Who sees which individuals, what is due for whom, and what the shares come to."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from muster.deployments import actions
from muster.deployments.models import IndividualPost, Nomination, NominationStage, NominationStep, RequestKind
from muster.deployments.queries.headquarters import headquarters_shares
from muster.deployments.queries.individuals import (
    visible_assignments,
    visible_individual_posts,
    visible_nominations,
    visible_personnel_requests,
)
from muster.deployments.queries.individuals_due import due_individuals
from muster.deployments.rules.individuals_due import Due
from muster.parties.viewer import ANONYMOUS
from tests.deployments.individuals import LEAVES, TODAY, ask, headquarters_post, hold, make_person, make_post, nominated
from tests.record import Record


def seers(record: Record, *, of: str) -> set[str]:
    """Return the codes of the organisations that see a kind of row."""
    reads = {
        "assignments": visible_assignments,
        "requests": visible_personnel_requests,
        "nominations": visible_nominations,
        "posts": visible_individual_posts,
    }
    return {viewer.organisation_code for viewer in record.parties.viewers.values() if reads[of](viewer, TODAY).exists()}


def test_each_side_sees_its_part(record: Record) -> None:
    hold(record, make_post(record), make_person(record))
    make_post(record, "mo-2")
    ask(record, "mo-2")
    nominated(record, make_person(record, "Second"), "mo-2")
    assert seers(record, of="posts") == {one.organisation_code for one in record.parties.viewers.values()}
    assert seers(record, of="assignments") == {"UN", "UNIFIL", "KAZ"}
    assert seers(record, of="requests") == {"UN", "KAZ"}
    assert seers(record, of="nominations") == {"UN", "KAZ"}
    assert not visible_individual_posts(ANONYMOUS, TODAY).exists()


def test_a_mission_sees_a_nominee_from_the_day_on_which_travel_is_authorised(record: Record) -> None:
    """As of the days before not, and as of a day of the journey still after the nominee was withdrawn."""
    make_post(record, "mo-2")
    ask(record, "mo-2")
    one = nominated(record, make_person(record, "Second"), "mo-2")
    later, last = TODAY + timedelta(days=10), TODAY + timedelta(days=20)
    NominationStep.objects.create(nomination=one, stage=NominationStage.AUTHORISED, on=later, known_from=later)
    NominationStep.objects.create(nomination=one, stage=NominationStage.WITHDRAWN, on=last, known_from=last)
    Nomination.objects.update(stage=NominationStage.WITHDRAWN)
    mission, days = record.parties["mission"], (TODAY, later - timedelta(days=1), later, last)
    assert [visible_nominations(mission, day).count() for day in days] == [0, 0, 1, 0]
    assert [visible_nominations(record.parties["owning State"], day).count() for day in days] == [1] * 4


def test_a_draft_request_is_the_secretariats_own(record: Record) -> None:
    from muster.deployments.models import PersonnelRequest

    make_post(record)
    request = PersonnelRequest(
        reference="draft", organisation=record.parties.organisations["UN"],
        state=record.parties.organisations["KAZ"], kind=RequestKind.INITIAL, tour_months=12,
    )  # fmt: skip
    actions.draft_personnel_request(record.parties["secretariat officer"], request, ["mo-1"], today=TODAY)
    assert seers(record, of="requests") == {"UN"}


def due(record: Record, who: str, day: date = TODAY) -> dict[str, Due]:
    """Return what is due for each post that somebody sees."""
    return {row.post: row.due for row in due_individuals(record.parties[who], day)}


def test_what_is_due_is_told_to_those_whose_post_or_person_it_is(record: Record) -> None:
    hold(record, make_post(record), make_person(record))
    make_post(record, "mo-2")
    assert due(record, "secretariat officer") == {"mo-1": Due.NOT_YET, "mo-2": Due.VACANT}
    assert due(record, "mission") == {"mo-1": Due.NOT_YET, "mo-2": Due.VACANT}
    assert due(record, "owning State") == {"mo-1": Due.NOT_YET}
    assert due(record, "other State") == due(record, "analyst") == {}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 4, 5), Due.REQUEST_DUE),
        (date(2026, 6, 2), Due.NOMINATION_LATE),
        (LEAVES, Due.VACANT),
    ],
)
def test_what_is_due_follows_the_days_of_the_tour(record: Record, day: date, expected: Due) -> None:
    hold(record, make_post(record), make_person(record))
    (row,) = due_individuals(record.parties["secretariat reader"], day)
    assert row.due == expected
    assert (row.state == "KAZ") == (row.person is not None) == (day < LEAVES)


def test_a_request_and_a_nominee_are_seen_in_the_list(record: Record) -> None:
    hold(record, make_post(record), make_person(record))
    ask(record, "mo-1", kind=RequestKind.ROTATION)
    assert due(record, "secretariat officer") == {"mo-1": Due.NOMINATION_DUE}
    nominated(record, make_person(record, "Second"))
    assert due(record, "secretariat officer") == {"mo-1": Due.ON_ITS_WAY}


def test_a_post_that_is_needed_no_more_or_was_not_known_is_not_in_the_list(record: Record) -> None:
    make_post(record, needed_until=TODAY)
    make_post(record, "mo-2", known_from=date(2026, 3, 3))
    assert due(record, "secretariat officer") == {}


def test_the_list_takes_the_same_queries_for_any_number_of_posts(record: Record) -> None:
    counts = []
    for start, end in ((0, 1), (1, 20)):
        IndividualPost.objects.bulk_create(
            IndividualPost(
                reference=f"many-{number}", title="Many", organisation=record.parties.organisations["UN"],
                mission=record.missions["UNIFIL"], category="observer", needed_from=TODAY, known_from=TODAY,
            )
            for number in range(start, end)
        )  # fmt: skip
        with CaptureQueriesContext(
            connection,
        ) as queries:
            rows = due_individuals(record.parties["secretariat reader"], TODAY)
        counts.append((len(rows), len(queries)))
    assert [rows for rows, _ in counts] == [1, 20]
    assert len({queries for _, queries in counts}) == 1
    assert counts[0][1] <= 7


def test_the_shares_count_every_states_posts_and_people_for_every_party(record: Record) -> None:
    hold(record, headquarters_post(record, "so-1", is_command=True), make_person(record))
    hold(record, make_post(record), make_person(record, "Observer"))
    lines = {one.state: one for one in headquarters_shares(record.parties["analyst"], TODAY)}
    assert (lines["Kazakhstan"].posts, lines["Kazakhstan"].command_posts, lines["Kazakhstan"].people) == (1, 1, 2)
    assert (lines["India"].posts, lines["India"].people) == (0, 700)
    assert headquarters_shares(ANONYMOUS, TODAY) == []
