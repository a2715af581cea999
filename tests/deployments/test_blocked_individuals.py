"""What a block of the mission does to the handover of a post: Mali, July and August 2022, is the case."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.deployments.queries.individuals_due import due_individuals
from muster.deployments.rules.blocked_individuals import BlockedHandover, through_blocks, ways
from muster.deployments.rules.blocked_rotations import FORWARD, WAIT, WITHOUT_RELIEF, Blocked
from muster.generation.actions.blocks import record_block
from muster.generation.terms import BlockTerms
from tests.deployments.individuals import LEAVES, TODAY, hold, make_person, make_post
from tests.record import Record
from tests.web.browsing import browser_of, check_page

MALI = Blocked(date(2022, 7, 14), date(2022, 8, 15))
DAYS = st.dates(date(2022, 1, 1), date(2022, 12, 31))
OVERLAP = 4


def test_mali_2022_a_holder_whose_relief_was_due_in_the_block_stays_for_it_and_the_overlap() -> None:
    leaves = date(2022, 7, 20)
    arrives = leaves - timedelta(days=OVERLAP)
    found = through_blocks(arrives, leaves, OVERLAP, [MALI])
    assert found == BlockedHandover(date(2022, 8, 15), date(2022, 8, 19), 30)


def test_a_holder_whose_departure_alone_falls_into_the_block_leaves_on_its_end() -> None:
    found = through_blocks(date(2022, 7, 12), date(2022, 7, 16), OVERLAP, [MALI])
    assert found == BlockedHandover(date(2022, 7, 12), date(2022, 8, 15), 30)


def test_a_post_that_nobody_holds_is_filled_after_the_block_and_nobody_is_kept() -> None:
    assert through_blocks(date(2022, 7, 20), None, OVERLAP, [MALI]) == BlockedHandover(date(2022, 8, 15), None, 0)


def test_the_ways_are_to_wait_to_come_before_and_to_leave_before() -> None:
    leaves = date(2022, 7, 20)
    found = ways(date(2021, 7, 20), leaves, leaves - timedelta(days=4), OVERLAP, [MALI], date(2022, 7, 1))
    assert [one.kind for one in found] == [WAIT, FORWARD, WITHOUT_RELIEF]
    wait, forward, without = found
    assert (wait.relief_arrives_on, wait.overstay_days) == (date(2022, 8, 15), 30)
    assert (forward.relief_arrives_on, forward.relieved_leaves_on) == (date(2022, 7, 9), date(2022, 7, 13))
    assert without.days_without_holder == 33
    assert [one.kind for one in ways(date(2021, 7, 20), leaves, date(2022, 7, 16), OVERLAP, [MALI], leaves)] == [WAIT]


@given(DAYS, st.integers(0, 30), st.lists(st.tuples(DAYS, st.integers(1, 60)), max_size=3))
def test_nobody_travels_on_a_day_of_a_block_and_nobody_before_the_day(
    leaves: date, overlap: int, spans: list[tuple[date, int]]
) -> None:
    blocks = [Blocked(start, start + timedelta(days=days)) for start, days in spans]
    arrives = leaves - timedelta(days=overlap)
    found = through_blocks(arrives, leaves, overlap, blocks)
    held = {day for block in blocks for day in (arrives, leaves) if block.start <= day < block.until}
    if found is None:
        assert not held
        return
    assert held
    assert found.leaves_on is not None
    assert all(not block.start <= day < block.until for block in blocks for day in (found.arrives_on, found.leaves_on))
    assert found.arrives_on >= arrives
    assert found.leaves_on >= max(leaves, found.arrives_on + timedelta(days=overlap))
    assert found.overstay_days == (found.leaves_on - leaves).days


@pytest.mark.django_db
def test_the_list_and_the_assignment_say_the_days_after_the_block(record: Record) -> None:
    assignment = hold(record, make_post(record), make_person(record))
    make_post(record, "so-un", mission=None, place="secretariat")
    terms = BlockTerms("stop", "UNIFIL", ("movement",), LEAVES - timedelta(days=6), LEAVES + timedelta(days=20), "Why")
    record_block(record.parties["secretariat officer"], terms, today=TODAY)
    rows = {row.post: row for row in due_individuals(record.parties["owning State"], TODAY)}
    moved = rows["mo-1"].through_blocks
    assert moved == BlockedHandover(LEAVES + timedelta(days=20), LEAVES + timedelta(days=24), 24)
    before = due_individuals(record.parties["owning State"], TODAY - timedelta(days=1))
    assert all(row.through_blocks is None for row in before)
    desk = due_individuals(record.parties["secretariat reader"], TODAY)
    assert [row.post for row in desk if row.through_blocks] == ["mo-1"]
    state = browser_of(record.parties.users["owning State"], TODAY)
    page = check_page(state, f"/deployments/individuals/assignments/{assignment.pk}/")
    assert "leave before the block, without relief" in page
    assert "Too long" in page
    assert "29 Jul 2026" in check_page(state, "/deployments/individuals/due/")
