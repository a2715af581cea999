"""As of D: what was true on D, among what was known on D."""

from datetime import date

import pytest

from muster.kit.errors import NotFound
from muster.parties.viewer import ANONYMOUS, SYSTEM
from muster.pledges import actions, queries
from muster.pledges.levels import Level
from muster.pledges.queries import visible_pledge, visible_pledges, with_details
from tests.record import DAY, KNOWN, Parties, Record, pledge_terms, submitted_pledge


@pytest.fixture
def raised_late(parties: Parties) -> Parties:
    """A pledge at Level 1 since January, at Level 2 since March, which became known in June."""
    submitted_pledge(parties, pledge_terms("kaz-1", "KAZ"), levels=(Level.LEVEL_1,))
    actions.change_level(
        SYSTEM,
        "kaz-1",
        Level.LEVEL_2,
        held_from=date(2018, 3, 1),
        known_from=date(2018, 6, 1),
        evidence="visit",
    )
    return parties


@pytest.mark.parametrize(
    ("day", "level"),
    [(date(2018, 2, 28), "L1"), (date(2018, 3, 1), "L1"), (date(2018, 5, 31), "L1"), (date(2018, 6, 1), "L2")],
)
def test_a_level_counts_from_the_day_on_which_it_was_known(raised_late: Parties, day: date, level: str) -> None:
    pledge = visible_pledge(raised_late["secretariat reader"], day, "kaz-1")
    assert pledge.current_level == level
    known = [event.level for event in pledge.level_events]
    assert known == (["L1", "L2"] if level == "L2" else ["L1"])


def test_a_level_decided_ahead_does_not_hold_yet(parties: Parties) -> None:
    submitted_pledge(parties, pledge_terms("kaz-1", "KAZ"), levels=(Level.LEVEL_1,))
    actions.change_level(SYSTEM, "kaz-1", Level.LEVEL_2, held_from=date(2019, 1, 1), known_from=KNOWN, evidence="visit")
    levels = [
        visible_pledge(parties["owning State"], day, "kaz-1").current_level
        for day in (date(2018, 12, 31), date(2019, 1, 1))
    ]
    assert levels == ["L1", "L2"]


def test_a_pledge_is_not_there_before_it_was_known(raised_late: Parties) -> None:
    with pytest.raises(NotFound, match="as of 31 December 2017"):
        visible_pledge(raised_late["owning State"], date(2017, 12, 31), "kaz-1")


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("owning State", {"kaz-draft", "kaz-submitted", "kaz-agreed"}),
        ("owning State's reader", {"kaz-draft", "kaz-submitted", "kaz-agreed"}),
        ("other State", {"ind-submitted", "ind-battalion"}),
        ("secretariat reader", {"kaz-submitted", "kaz-agreed", "ind-submitted", "ind-battalion"}),
        ("other secretariat", set()),
        ("mission", set()),
        ("training institution", set()),
        ("analyst", set()),
    ],
)
def test_each_sees_its_part_of_the_register(record: Record, who: str, expected: set[str]) -> None:
    found = visible_pledges(record.parties[who], DAY)
    assert set(found.values_list("pledge__reference", flat=True)) == expected


def test_nobody_sees_nothing_and_the_installation_everything(record: Record) -> None:
    assert not visible_pledges(ANONYMOUS, DAY).exists()
    assert visible_pledges(SYSTEM, DAY).count() == 5


def test_the_register_is_read_with_its_details_in_three_queries(
    record: Record, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(3):  # type: ignore[operator]
        for pledge in with_details(visible_pledges(record.parties["secretariat reader"], DAY), DAY):
            assert pledge.state.name
            assert [str(caveat) for caveat in pledge.caveats]
            assert pledge.level_events


def test_a_draft_that_is_dropped_stays_its_states_own(record: Record) -> None:
    """The Secretariat never had it, so dropping it must not show it."""
    actions.change_level(SYSTEM, "kaz-draft", Level.WITHDRAWN, held_from=DAY, known_from=DAY, evidence="Not needed")
    seen = {
        who: queries.visible_pledges(record.parties[who], DAY).filter(pledge__reference="kaz-draft").exists()
        for who in ("owning State", "secretariat approver")
    }
    assert seen == {"owning State": True, "secretariat approver": False}
