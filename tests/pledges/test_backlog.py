"""Who waits for an assessment and advisory visit, and what the page shows of it."""

from datetime import date

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from muster.pledges.levels import LADDER, Level, rung
from muster.pledges.queries.waiting import waiting_pledges
from muster.pledges.rules.waiting import AssessedPledge, waits_since
from tests.record import DAY, Parties, Record, pledge_terms, submitted_pledge

HELD = date(2017, 9, 22)


def test_a_pledge_at_level_1_waits_since_it_was_accepted() -> None:
    assert waits_since(AssessedPledge("L1", HELD), DAY, 24) == HELD
    assert waits_since(AssessedPledge("L1", HELD, date(2018, 6, 1)), DAY, 24) == HELD


def test_a_visited_pledge_waits_again_once_its_visit_is_older_than_the_validity() -> None:
    assessed = AssessedPledge("L2", HELD, date(2016, 10, 1))
    assert waits_since(assessed, date(2018, 9, 30), 24) is None
    assert waits_since(assessed, date(2018, 10, 1), 24) == date(2018, 10, 1)


@given(st.sampled_from(LADDER), st.none() | st.dates(date(2010, 1, 1), DAY), st.integers(1, 60))
def test_nobody_waits_from_a_day_to_come_and_a_draft_never(level: Level, assessed: date | None, months: int) -> None:
    since = waits_since(AssessedPledge(level, HELD, assessed), DAY, months)
    assert since is None or since <= DAY
    if level == Level.DRAFT or (rung(level) > 1 and assessed is None):
        assert since is None


@pytest.mark.django_db
def test_the_register_s_level_1_pledges_wait_and_each_state_sees_its_own(parties: Parties) -> None:
    for reference, state, levels in (
        ("kaz-1", "KAZ", (Level.LEVEL_1,)),
        ("ind-1", "IND", (Level.LEVEL_1,)),
        ("kaz-2", "KAZ", (Level.LEVEL_1, Level.LEVEL_2)),
        ("kaz-0", "KAZ", ()),
    ):
        submitted_pledge(parties, pledge_terms(reference, state), levels=levels)
    seen = {who: [one.reference for one in waiting_pledges(parties[who], DAY)[0]] for who in (
        "secretariat officer", "owning State", "other State", "other secretariat", "mission")}  # fmt: skip
    assert seen == {
        "secretariat officer": ["ind-1", "kaz-1"],
        "owning State": ["kaz-1"],
        "other State": ["ind-1"],
        "other secretariat": [],
        "mission": [],
    }


@pytest.mark.django_db
def test_the_page_suggests_trips_to_those_who_wait(record: Record) -> None:
    submitted_pledge(record.parties, pledge_terms("kaz-waits", "KAZ"), levels=(Level.LEVEL_1,))
    client = Client(SERVER_NAME="localhost")
    client.force_login(record.parties.users["secretariat officer"], backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get(f"/pledges/visits-backlog/?as_of={DAY}")
    assert answer.status_code == 200
    assert "kaz-waits" in answer.content.decode()
    assert "Kazakhstan" in answer.content.decode()
