"""Who of a State's pool could go: what binds, what lacks and by when, in an order that is told."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.deployments.models import RequestedPost
from muster.deployments.queries.candidates import candidates_for, pool_of, women_in_posts
from muster.deployments.rules.candidates import Candidate, PoolFacts, candidate, ranked
from muster.deployments.rules.eligibility import RULES, Finding, RuleVerdict
from muster.people.models import PersonCredential
from tests.deployments.individuals import TODAY, ask, hold, make_person, make_post, nominated
from tests.record import Record

ARRIVES, NOMINATE, TRAVEL = date(2026, 7, 1), date(2026, 6, 1), date(2026, 6, 10)
FINDINGS = st.lists(
    st.builds(
        Finding,
        st.sampled_from(sorted(RULES)),
        st.sampled_from(RuleVerdict),
        st.just("words"),
        st.just("what would help"),
    ),
    unique_by=lambda one: one.rule,
    max_size=9,
)
FACTS = st.builds(
    PoolFacts,
    st.integers(1, 99),
    FINDINGS.map(tuple),
    st.booleans(),
    st.sampled_from(["", "ask-1"]),
    st.just("mo-1"),
    st.dates(date(2026, 1, 1), date(2027, 1, 1)) | st.none(),
    st.dates(date(2026, 1, 1), date(2027, 1, 1)) | st.none(),
)


def looked_at(facts: PoolFacts) -> Candidate:
    """Return the facts as a candidate for the post of these tests."""
    return candidate(facts, ARRIVES, NOMINATE, TRAVEL)


@given(FACTS)
def test_every_rule_before_vetting_is_met_or_told_as_lacking_with_its_day(facts: PoolFacts) -> None:
    found = looked_at(facts)
    asked = {one.rule for one in facts.findings} - {"vetting"}
    assert (found.asked, found.met) == (len(asked), len(asked) - len(found.lacks))
    for lack in found.lacks:
        assert lack.finding.verdict != RuleVerdict.MET
        assert lack.by == (TRAVEL if lack.finding.rule in ("medical", "training") else NOMINATE)


@given(FACTS)
def test_whatever_binds_somebody_is_told_in_words_of_its_own(facts: PoolFacts) -> None:
    serves = facts.serves_until is not None and facts.serves_until > ARRIVES
    goes = facts.kept_until is not None and facts.kept_until <= ARRIVES
    assert len(looked_at(facts).bound) == facts.is_barred + bool(facts.nominated_in) + serves + goes


@given(st.lists(FACTS, unique_by=lambda one: one.person, max_size=8))
def test_nobody_stands_behind_somebody_who_is_bound_or_has_more_rules_not_met(pool: list[PoolFacts]) -> None:
    order = ranked(looked_at(one) for one in pool)
    assert {one.person for one in order} == {one.person for one in pool}
    keys = [
        (bool(one.bound), sum(lack.finding.verdict == RuleVerdict.NOT_MET for lack in one.lacks), len(one.lacks))
        for one in order
    ]
    assert keys == sorted(keys)


@pytest.mark.django_db
def test_the_pool_is_ranked_for_each_post_of_a_request(record: Record) -> None:
    make_post(record), make_post(record, "mo-2"), make_post(record, "mo-3", needed_from=TODAY)
    ask(record, "mo-1", "mo-2")
    away, ready, colonel, untrained = (
        make_person(record, name, rank=rank)
        for name, rank in (("Away", "Major"), ("Ready", "Major"), ("Colonel", "Colonel"), ("Untrained", "Major"))
    )
    PersonCredential.objects.filter(person=untrained, kind="training").delete()
    nominated(record, away)
    foreign = make_person(record, "Foreign", who="other State")
    state = record.parties["owning State"]
    found = candidates_for(state, RequestedPost.objects.select_related("post__mission"), pool_of(state, TODAY), TODAY)
    assert len(found) == 2
    for order in found.values():
        assert [one.person for one in order] == [ready.pk, untrained.pk, colonel.pk, away.pk]
        assert [one.can_be_nominated for one in order] == [True, False, False, False]
        assert [lack.finding.rule for lack in order[1].lacks] == ["training"]
        assert order[3].bound == ("nominee of ask-1",)
        assert foreign.pk not in {one.person for one in order}


@pytest.mark.django_db
def test_whoever_serves_beyond_the_arrival_is_bound_and_women_in_posts_are_context(record: Record) -> None:
    make_post(record)
    ask(record, "mo-1")
    state = record.parties["owning State"]
    assert women_in_posts(state, "observer", TODAY).standing is None
    person = make_person(record)
    hold(record, make_post(record, "mo-4"), person, date(2026, 12, 1))
    found = candidates_for(state, RequestedPost.objects.select_related("post__mission"), pool_of(state, TODAY), TODAY)
    (only,) = next(iter(found.values()))
    assert only.bound == ("serves in mo-4 until 2026-12-01",)
    women = women_in_posts(state, "observer", TODAY)
    assert (women.women, women.people) == (1, 1)
    assert women.standing is not None
    assert women.standing.target_percent == 23
    assert women_in_posts(state, "provided", TODAY).people == 0
