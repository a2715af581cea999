"""A post of a plan with who else could hold it: the words of every rule, the page, and who may read it."""

from datetime import date

import pytest
from django.test import Client

from muster.planning import Stay
from muster.planning.alternatives import Alternative
from muster.planning.obstacles import Obstacle, Rule
from muster.plans.alternative_words import PHRASES, against_words, obstacle_words, stays_words
from muster.plans.month_words import periods_words
from muster.plans.periods import Calendar
from tests.record import Record

CALENDAR = Calendar(date(2018, 10, 1), 24)
RUN = ((8, 11),)


def state(code: str) -> str:
    return {"KAZ": "Kazakhstan", "IND": "India"}.get(code, code)


@pytest.mark.parametrize(
    ("obstacle", "words"),
    [
        (Obstacle(Rule.NOT_READY, ((0, 3),), until=3), "not ready before January 2019: October to December 2018"),
        (Obstacle(Rule.WINDOW, RUN), "outside the months for which it is offered: June to August 2019"),
        (Obstacle(Rule.POST_HELD, RUN, ("one", "two")), "the post is held by one, two: June to August 2019"),
        (
            Obstacle(Rule.BUSY, RUN, ("p",), until=11),
            "stands in p, free again from September 2019: June to August 2019",
        ),
        (
            Obstacle(Rule.DWELL, RUN, ("p",), until=26, committed=True),
            "rests before or after its stay in p, free again from December 2020 "
            "(agreed before, no plan can move it): June to August 2019",
        ),
        (
            Obstacle(Rule.CEILING, RUN, ("KAZ",), short_by=1200),
            "the ceiling of Kazakhstan is short by 1,200 persons: June to August 2019",
        ),
        (
            Obstacle(Rule.MISSION_ARRIVALS, RUN, ("UNIFIL",), short_by=20),
            "arrivals in UNIFIL are short by 20 persons: June to August 2019",
        ),
        (
            Obstacle(Rule.ALL_ARRIVALS, RUN, short_by=20),
            "arrivals in all missions together are short by 20 persons: June to August 2019",
        ),
        (
            Obstacle(Rule.NUMBER_OF_STATES, RUN, ("IND", "KAZ")),
            "no further State may stand beside India, Kazakhstan: June to August 2019",
        ),
        (Obstacle(Rule.INCOMPATIBLE, RUN, ("IND",)), "its State does not stand beside India: June to August 2019"),
        (Obstacle(Rule.LEAD, RUN, ("KAZ",)), "the lead KAZ is not covered: June to August 2019"),
        (Obstacle(Rule.SHORTEST_STAY), "what is free is shorter than its shortest stay"),
        (Obstacle(Rule.START_COST), "coming costs more than the months that are free would earn"),
    ],
)
def test_every_rule_is_told_in_words_and_months(obstacle: Obstacle, words: str) -> None:
    assert obstacle_words(obstacle, CALENDAR, state) == words


def test_no_rule_lacks_its_words() -> None:
    assert set(PHRASES) == set(Rule)


@pytest.mark.parametrize(
    ("runs", "words"),
    [
        ([], ""),
        ([(0, 1)], "October 2018"),
        ([(2, 4)], "December 2018 to January 2019"),
        ([(0, 1), (3, 5)], "October 2018 and January to February 2019"),
        ([(0, 1), (2, 3), (4, 5)], "October 2018, December 2018 and February 2019"),
    ],
)
def test_periods_are_told_as_months_with_the_last_one_included(runs: list[tuple[int, int]], words: str) -> None:
    assert periods_words(CALENDAR, runs) == words


def test_what_alone_keeps_a_pledge_out_is_told_with_what_it_would_be_worth() -> None:
    kept_out = Alternative(
        "a", "p", (), 0, (Obstacle(Rule.WINDOW, RUN, worth_without=1500), Obstacle(Rule.SHORTEST_STAY))
    )
    assert against_words(kept_out, CALENDAR) == (
        "outside the months for which it is offered: June to August 2019 (worth 1,500 points without this rule); "
        "what is free is shorter than its shortest stay"
    )
    fits = Alternative("a", "p", (Stay("a", "p", 2, 8),), 9, ())
    assert (stays_words(fits, CALENDAR), stays_words(kept_out, CALENDAR)) == ("December 2018 to May 2019", "")


def client_of(record: Record, who: str) -> Client:
    client = Client()
    client.force_login(record.parties.users[who])
    return client


def test_a_gap_leads_to_its_post_where_the_months_and_the_pledge_are_told(record: Record) -> None:
    plan, client = record.plans["solved"], client_of(record, "secretariat reader")
    gap = plan.gaps.filter(post__reference="req-published-coy").first()
    assert gap is not None
    address = f"/plans/{plan.reference}/posts/req-published-coy/"
    assert f'href="{address}"' in client.get(f"/plans/{plan.reference}/").content.decode()
    text = client.get(address).content.decode()
    for words in ("Nobody in ", "kaz-submitted", "Kazakhstan", "req-published-coy"):
        assert words in text


def test_a_plan_without_prices_tells_no_most_change(record: Record) -> None:
    plan = record.plans["solved"]
    text = client_of(record, "secretariat reader").get(f"/plans/{plan.reference}/posts/req-published-coy/")
    assert "Most to gain" not in text.content.decode()


def test_others_find_neither_the_page_nor_a_way_to_it(record: Record) -> None:
    plan, client = record.plans["published"], client_of(record, "owning State")
    assert client.get(f"/plans/{plan.reference}/posts/req-published-coy/").status_code == 404
    assert "/posts/" not in client.get(f"/plans/{plan.reference}/").content.decode()


def test_a_post_that_the_plan_does_not_have_is_not_found(record: Record) -> None:
    plan = record.plans["solved"]
    answer = client_of(record, "secretariat reader").get(f"/plans/{plan.reference}/posts/nowhere/")
    assert answer.status_code == 404


def test_the_api_tells_the_same_with_rules_as_codes(record: Record) -> None:
    plan = record.plans["solved"]
    slots = (
        client_of(record, "secretariat officer")
        .get(f"/api/v1/plans/{plan.reference}/posts/req-published-coy/alternatives")
        .json()
    )
    rows = [row for slot in slots for row in slot["alternatives"]]
    assert {row["pledge"] for row in rows} >= {"kaz-submitted"}
    assert all(row["stays"] or row["obstacles"] for row in rows)
