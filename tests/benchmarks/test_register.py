"""The made-up register that speed is measured on is one that States could have pledged."""

from collections import Counter

import pytest

from benchmarks.register import content, history
from benchmarks.register.content import made_up_terms, pledging_states
from benchmarks.register.history import made_up_history
from benchmarks.register.writing import SECRETARIAT, STATE, write_register
from muster.kit.standing import Standing
from muster.parties.models import Membership, Organisation
from muster.parties.viewer import SYSTEM, viewer_of
from muster.pledges.models import Caveat, LevelEvent, Pledge, PledgeVersion
from muster.pledges.queries import visible_pledges
from muster.pledges.rules.content import pledge_problems
from muster.pledges.versions import terms_of, with_caveats, with_lines

NUMBERS = range(1, 301)


def test_what_a_made_up_pledge_says_breaks_no_rule() -> None:
    givers = pledging_states()
    for number in NUMBERS:
        first = made_up_terms(number, givers)
        assert pledge_problems(first) == [], first.reference
        assert pledge_problems(content.changed(first, number, 2)) == [], first.reference


def test_a_made_up_pledge_has_all_its_lists() -> None:
    for number in NUMBERS:
        terms = made_up_terms(number, pledging_states())
        counts = [len(one) for one in (terms.sub_units, terms.posts, terms.equipment, terms.self_sustainment)]
        assert counts == [6, 40, 30, 12]
        assert sum(post.count for post in terms.posts) == terms.strength
        assert len(terms.caveats) == 2


def test_some_made_up_pledges_are_joint() -> None:
    joint = sum(bool(made_up_terms(number, pledging_states()).contributions) for number in range(1, 3001))
    assert 60 <= joint <= 120


def test_a_made_up_history_is_in_order_and_ends_today() -> None:
    for number in NUMBERS:
        found = made_up_history(number)
        if found.submitted_on is None:
            assert not found.levels
            continue
        days = [one.held_from for one in found.levels]
        assert days == sorted(days)
        assert 3 <= len(days) <= history.MOST_LEVELS
        assert all(found.submitted_on < one.held_from <= one.known_from <= content.TODAY for one in found.levels)
        assert len(found.confirmations) == 6
        assert len(found.papers) == 15
        assert list(found.versions) == sorted(set(found.versions))
        assert found.versions[-1] < content.TODAY


def test_pledges_end_at_every_level_of_the_ladder() -> None:
    last = Counter(found.levels[-1].level for number in range(1, 601) if (found := made_up_history(number)).levels)
    assert min(last[level] for level in history.UPWARDS) > 20


def test_the_same_number_makes_up_the_same_pledge() -> None:
    givers = pledging_states()[:3]
    assert made_up_terms(7, givers) == made_up_terms(7, givers)
    assert made_up_history(7) == made_up_history(7)
    assert made_up_terms(7, givers) != made_up_terms(8, givers)


@pytest.mark.django_db
def test_a_register_is_written_as_it_was_made_up() -> None:
    said: list[str] = []
    write_register(3, 5, said.append)
    assert said == ["5 of 5 pledges"]
    assert Organisation.objects.count() == 4
    assert Pledge.objects.count() == 5
    for version in with_lines(with_caveats(PledgeVersion.objects.filter(number=1), content.TODAY)):
        number = int(version.reference.rsplit("-", maxsplit=1)[1])
        made_up = made_up_terms(number, pledging_states()[:3])
        written = terms_of(version)
        assert Counter(written.caveats) == Counter(made_up.caveats)
        for name in ("sub_units", "posts", "equipment", "self_sustainment", "contributions", "strength", "standing"):
            assert getattr(written, name) == getattr(made_up, name)


@pytest.mark.django_db
def test_all_that_is_made_up_says_so() -> None:
    write_register(3, 5)
    for model in (PledgeVersion, LevelEvent, Caveat):
        assert set(model.objects.values_list("standing", flat=True)) == {Standing.ILLUSTRATIVE.value}


@pytest.mark.django_db
def test_the_accounts_see_their_part_of_the_made_up_register() -> None:
    write_register(3, 12)
    secretariat, state = (viewer_of(Membership.objects.get(user__username=name)) for name in (SECRETARIAT, STATE))
    everything = visible_pledges(SYSTEM, content.TODAY)
    submitted = everything.filter(pledge__submitted_on__isnull=False)
    assert visible_pledges(secretariat, content.TODAY).count() == submitted.count() > 0
    assert visible_pledges(state, content.TODAY).filter(pledge__state_id=state.organisation_id).exists()
