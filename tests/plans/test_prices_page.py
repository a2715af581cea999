"""The prices of a plan: what one more place, person or unit would be worth, its page, and who may read it."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from muster.planning import IterationsDone, Option, Pledge, Post, Prices, Problem, Requirement, solve
from muster.planning.another_unit import another_unit
from muster.planning.refusal import CertificateRefused
from muster.plans.periods import Calendar
from muster.plans.prices import prices_of, worth_by_unit_type
from muster.plans.solved import problem_of
from tests.record import Record

START = date(2018, 10, 1)
CALENDAR = Calendar(START, 6)
PROBLEM = Problem(
    start=START,
    count=6,
    requirements=(Requirement("r", "M"), Requirement("s", "M")),
    posts=(Post("p", "r", "COY", 100, 0, 6), Post("q", "s", "COY", 100, 0, 6)),
    pledges=(Pledge("a", "KAZ", "COY", 100, 0, 1, 6, 0),),
    options=(Option("a", "p", 10, 0, 0, 6), Option("a", "q", 7, 0, 0, 6)),
)


def with_another(problem: Problem) -> Problem:
    """The problem with a second pledge like the first."""
    second = replace(problem.pledges[0], id="another")
    options = [replace(option, pledge="another") for option in problem.options]
    return replace(problem, pledges=(*problem.pledges, second), options=(*problem.options, *options))


def test_a_price_is_told_by_its_peak_its_sum_and_its_months() -> None:
    prices = Prices(posts={"p": (0, 2, 5, 0, 5, 0)}, states={"KAZ": (0.25,) + (0,) * 5}, arrivals={None: (0,) * 6})
    found = prices_of(PROBLEM, prices, CALENDAR)
    (post,) = found.posts
    assert (post.name, post.unit_type, post.mission) == ("p", "COY", "M")
    assert (post.peak, post.peak_month, post.total) == (5, date(2018, 12, 1), 12)
    assert post.runs == ((date(2018, 11, 1), date(2018, 12, 1)), (date(2019, 2, 1), date(2019, 2, 1)))
    assert [(row.name, row.total) for row in found.states] == [("KAZ", 0.25)]
    assert found.arrivals == ()


def test_the_dearest_comes_first() -> None:
    found = prices_of(PROBLEM, Prices(posts={"p": (1,) * 6, "q": (3,) * 6}), CALENDAR)
    assert [row.name for row in found.posts] == ["q", "p"]


def test_one_more_unit_adds_no_more_than_its_worth_says() -> None:
    plan = solve(PROBLEM, stop=IterationsDone(5))
    found = another_unit(PROBLEM, plan)
    richer = solve(with_another(PROBLEM), stop=IterationsDone(5))
    assert (plan.objective, richer.objective) == (60, 102)
    assert richer.objective - plan.objective <= found.left_open + found.worth["a"][0] + 1e-6


def test_one_more_unit_is_worth_less_the_later_it_comes() -> None:
    worth = another_unit(PROBLEM, solve(PROBLEM, stop=IterationsDone(5))).worth["a"]
    assert list(worth) == sorted(worth, reverse=True)
    assert len(worth) == PROBLEM.count


def test_where_a_post_is_full_a_price_stands_for_it_and_a_unit_more_earns_the_rest() -> None:
    crowded = replace(
        with_another(PROBLEM), options=(Option("a", "p", 10, 0, 0, 6), Option("another", "p", 10, 0, 0, 6))
    )
    plan = solve(crowded, stop=IterationsDone(40))
    found = another_unit(crowded, plan)
    assert plan.objective == 60
    third = replace(crowded.pledges[0], id="third")
    with_third = replace(
        crowded, pledges=(*crowded.pledges, third), options=(*crowded.options, Option("third", "p", 10, 0, 0, 6))
    )
    gained = solve(with_third, stop=IterationsDone(5)).objective - plan.objective
    assert gained <= found.left_open + found.worth["a"][0] + 1e-6


def test_a_unit_type_is_worth_what_its_best_pledge_is_month_by_month() -> None:
    problem = with_another(PROBLEM)
    (row,) = worth_by_unit_type(problem, {"a": (9, 8, 7, 6, 5, 4), "another": (10, 8, 6, 4, 2, 0)})
    assert row.by_month == ((10, "another"), (8, "another"), (7, "a"), (6, "a"), (5, "a"), (4, "a"))


def test_without_prices_nothing_is_said_of_one_more_unit() -> None:
    plan = replace(solve(PROBLEM, stop=IterationsDone(1)), prices=Prices())
    with pytest.raises(CertificateRefused):
        another_unit(PROBLEM, plan)


def store_prices(record: Record) -> str:
    """Give the stored plan prices of a post, a State and arrivals."""
    plan = record.plans["solved"]
    problem = problem_of(plan)
    none = [0.0] * (problem.count - 2)
    plan.plan["prices"] = {
        "posts": [{"post": "req-published-coy", "prices": [0.0, 1234.0, *none]}],
        "states": [{"state": "KAZ", "prices": [0.5, 0.25, *none]}],
        "arrivals": [{"mission": None, "prices": [0.0, 0.75, *none]}],
        "multipliers": {"grid": 1024, "arrival_grid": 2**20, "posts": [], "options": [], "pledges": [], "arrivals": []},
    }
    plan.save()
    return plan.reference


def client_of(record: Record, who: str) -> Client:
    client = Client()
    client.force_login(record.parties.users[who])
    return client


def test_the_page_tells_what_is_scarce_and_when(record: Record) -> None:
    reference = store_prices(record)
    text = client_of(record, "secretariat reader").get(f"/plans/{reference}/prices/?since=2").content.decode()
    for words in (
        "1,234",
        "Nov 2018",
        "Oct 2018 \u2013 Nov 2018",
        "Kazakhstan",
        "all missions together",
        "from December 2018 on is worth",
    ):
        assert words in text
    assert f'href="/plans/{reference}/prices/"' in (
        client_of(record, "secretariat reader").get(f"/plans/{reference}/").content.decode()
    )


@pytest.mark.parametrize("since", ["99", "-1", "soon"])
def test_a_month_that_the_plan_does_not_have_is_no_reason_to_break(record: Record, since: str) -> None:
    reference = store_prices(record)
    answer = client_of(record, "secretariat reader").get(f"/plans/{reference}/prices/", {"since": since})
    assert answer.status_code == 200


def test_a_plan_without_prices_says_so(record: Record) -> None:
    reference = record.plans["solved"].reference
    text = client_of(record, "secretariat reader").get(f"/plans/{reference}/prices/").content.decode()
    assert "No post has a price in this plan." in text
    assert "do not say what one more unit would be worth" in text


def test_a_published_plan_s_prices_are_its_secretariat_s_own(record: Record) -> None:
    reference, client = record.plans["published"].reference, client_of(record, "owning State")
    assert client.get(f"/plans/{reference}/prices/").status_code == 404
    assert client.get(f"/api/v1/plans/{reference}/prices").status_code == 404
    assert "/prices/" not in client.get(f"/plans/{reference}/").content.decode()


def test_the_api_gives_the_same_figures(record: Record) -> None:
    reference = store_prices(record)
    found = client_of(record, "secretariat officer").get(f"/api/v1/plans/{reference}/prices").json()
    assert found["posts"][0]["months"] == [{"month": "2018-11-01", "points": 1234.0}]
    assert found["states"][0]["total"] == 0.75
    assert {row["unit_type"] for row in found["unit_types"]} >= {"INF-COY"}
