"""Who could fill a post, best first, and who is refused, the nearest first: among what the viewer may see."""

from muster.plans.candidates import Candidates, candidates_of
from muster.pledges.terms import CaveatTerms
from tests.record import DAY, Record, pledge_terms, submitted_pledge


def of_the_company(record: Record, who: str = "secretariat officer") -> Candidates:
    """Return the candidates for the published requirement's company."""
    (found,) = [
        one
        for one in candidates_of(record.parties[who], DAY, "req-published")
        if one.post.reference == "req-published-coy"
    ]
    return found


def test_the_eligible_come_by_falling_value_then_by_the_cheaper_start(record: Record) -> None:
    submitted_pledge(record.parties, pledge_terms("small", "IND", strength=90))
    found = of_the_company(record)
    values = [pair.worth.value_points for pair in found.eligible if pair.worth]
    assert values == sorted(values, reverse=True)
    assert [pair.pledge.reference for pair in found.eligible][-1] == "small"
    equal = [pair for pair in found.eligible if pair.worth and pair.worth.value_points == values[0]]
    costs = [pair.worth.start_cost_points for pair in equal if pair.worth]
    assert costs == sorted(costs)


def test_the_refused_come_by_the_number_of_rules_against_them(record: Record) -> None:
    excluded = (CaveatTerms("excluded-mission", "UNIFIL"),)
    submitted_pledge(record.parties, pledge_terms("far", "IND", strength=10, caveats=excluded), levels=())
    submitted_pledge(record.parties, pledge_terms("near", "IND", caveats=excluded))
    refused = of_the_company(record).refused
    assert [(pair.pledge.reference, len(pair.refusals)) for pair in refused] == [("near", 1), ("far", 3)]


def test_pledges_of_another_unit_type_are_no_candidates_at_all(record: Record) -> None:
    found = of_the_company(record)
    everybody = {pair.pledge.unit_type for pair in (*found.eligible, *found.refused)}
    assert everybody == {"INF-COY"}


def test_a_state_sees_its_own_candidates_and_a_mission_none(record: Record) -> None:
    own = of_the_company(record, "owning State")
    assert {pair.pledge.state for pair in (*own.eligible, *own.refused)} == {"KAZ"}
    nobody = of_the_company(record, "mission")
    assert (nobody.eligible, nobody.refused) == ((), ())


def test_a_requirement_that_one_may_not_see_has_no_candidates(record: Record) -> None:
    assert candidates_of(record.parties["owning State"], DAY, "req-draft") == []
