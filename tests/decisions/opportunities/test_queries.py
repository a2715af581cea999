"""A State's opportunities read out of the record: what it sees, what is to be had, and in how many queries."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from muster.decisions.actions.interests import write_interests
from muster.decisions.opportunities.facts import DemandKind, NeedKind, Opportunity
from muster.decisions.opportunities.interest_terms import InterestTerms
from muster.decisions.queries.opportunities import one_opportunity, own_state, state_opportunities
from muster.decisions.queries.opportunity_units import unpledged_units
from muster.deployments.models import Stay
from muster.kit.errors import NotAllowed, NotFound
from muster.missions.models import Post
from muster.parties.viewer import SYSTEM
from muster.pledges.models import PledgeStage
from tests.record import DAY, Record, pledge_terms, submitted_pledge

MOST_QUERIES = 30


def found(record: Record, day: date = DAY, who: str = "owning State", code: str = "KAZ") -> dict[str, Opportunity]:
    """Return a State's opportunities by the reference of the pledge."""
    every = state_opportunities(record.parties[who], day, record.parties.organisations[code])
    return {one.unit.pledge.reference: one for one in every.opportunities}


def test_a_state_has_its_own_units_in_posts_of_published_requirements(record: Record) -> None:
    told = found(record)
    assert set(told) == {"kaz-draft", "kaz-submitted", "kaz-agreed"}
    assert {one.demand.post.reference for one in told.values()} == {"req-published-coy"}


def test_an_open_post_is_had_until_the_next_stay_in_it(record: Record) -> None:
    one = found(record)["kaz-submitted"]
    assert one.demand.kind == DemandKind.OPEN
    assert (one.demand.wanted_from, one.demand.post.needed.until) == (DAY, date(2019, 6, 1))


def test_a_post_whose_holders_tour_ends_is_forecast_from_that_day_on(record: Record) -> None:
    Stay.objects.filter(post__reference="req-published-coy").update(stay_from=DAY)
    one = found(record)["kaz-submitted"]
    assert one.demand.kind == DemandKind.FORECAST
    assert (one.demand.holder, one.demand.wanted_from) == ("KAZ", date(2020, 6, 1))


def test_a_drafted_pledge_must_first_be_submitted(record: Record) -> None:
    steps = [one.kind for one in found(record)["kaz-draft"].steps]
    assert steps[:3] == [NeedKind.SUBMIT, NeedKind.LEVEL, NeedKind.LEVEL]


def test_a_withdrawn_pledge_is_no_opportunity(record: Record) -> None:
    pledge = record.pledges["kaz-submitted"]
    pledge.stage, pledge.ended_on = PledgeStage.WITHDRAWN, DAY
    pledge.save()
    assert "kaz-submitted" not in found(record)


def test_nothing_known_only_later_counts(record: Record) -> None:
    assert found(record, date(2017, 12, 31)) == {}


def test_interests_known_by_the_day_count_and_later_ones_do_not(record: Record) -> None:
    terms = (InterestTerms("mission", "UNIFIL", 2), InterestTerms("partner", "IND", 1))
    write_interests(record.parties["owning State"], terms, today=date(2018, 10, 15))
    assert found(record)["kaz-submitted"].interest == 0
    assert found(record, date(2018, 10, 15))["kaz-submitted"].interest == 3


def test_a_pledge_of_another_register_is_not_offered_to_this_one(record: Record) -> None:
    pledge = record.pledges["kaz-submitted"]
    pledge.register = record.parties.organisations["AU"]
    pledge.save()
    assert "kaz-submitted" not in found(record)


def test_a_national_unit_without_a_pledge_is_named(record: Record) -> None:
    assert unpledged_units(record.parties["owning State"], DAY, record.parties.organisations["KAZ"], 60) == [
        "Name of kaz-unit"
    ]


def test_money_of_people_is_at_the_rate_in_force_and_no_cost_is_invented(record: Record) -> None:
    money = found(record)["kaz-submitted"].money
    assert money.earned_cents is not None
    assert money.earned_cents > 0
    assert (money.cost_cents, money.net_cents) == (None, None)
    assert money.source


@pytest.mark.parametrize("who", ["secretariat administrator", "mission", "training institution", "analyst"])
def test_opportunities_are_no_matter_of_anybody_but_a_state(record: Record, who: str) -> None:
    with pytest.raises(NotAllowed):
        own_state(record.parties[who])
    with pytest.raises(NotAllowed):
        state_opportunities(record.parties[who], DAY, record.parties.organisations["KAZ"])


def test_no_state_looks_for_another_and_the_installation_may(record: Record) -> None:
    with pytest.raises(NotAllowed):
        state_opportunities(record.parties["other State"], DAY, record.parties.organisations["KAZ"])
    every = state_opportunities(SYSTEM, DAY, record.parties.organisations["KAZ"])
    assert {one.unit.pledge.state for one in every.opportunities} == {"KAZ"}
    assert {one.demand.post.requirement for one in every.opportunities} == {"req-published"}


def test_one_is_the_same_as_in_the_list(record: Record) -> None:
    viewer, state = record.parties["owning State"], record.parties.organisations["KAZ"]
    one = one_opportunity(viewer, DAY, state, "req-published-coy", "kaz-submitted")
    assert one == found(record)["kaz-submitted"]
    with pytest.raises(NotFound):
        one_opportunity(viewer, DAY, state, "req-published-bn", "kaz-submitted")
    with pytest.raises(NotFound):
        one_opportunity(viewer, DAY, state, "req-published-coy", "ind-submitted")


def test_the_queries_do_not_grow_with_pledges_and_posts(record: Record) -> None:
    viewer, state = record.parties["owning State"], record.parties.organisations["KAZ"]
    with CaptureQueriesContext(
        connection,
    ) as few:
        state_opportunities(viewer, DAY, state)
    for number in range(5):
        submitted_pledge(record.parties, pledge_terms(f"more-{number}", "KAZ"))
        Post.objects.create(
            requirement=record.requirements["req-published"], reference=f"post-{number}", unit_type="INF-COY",
            strength=120, needed_from=DAY,
        )  # fmt: skip
    with CaptureQueriesContext(connection) as many:
        every = state_opportunities(viewer, DAY, state)
    assert len(every.opportunities) == 8 * 6
    assert len(many) == len(few) <= MOST_QUERIES
