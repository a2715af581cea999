"""The chain: whatever is altered, taken out, put in or moved is found, and named."""

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from muster.audit.rules import ChainedEvent, Finding, FindingKind, broken_links, digest_of
from tests.audit.chains import chain, contents

chains = st.lists(contents, min_size=1, max_size=8).map(chain)
longer_chains = st.lists(contents, min_size=3, max_size=8).map(chain)


def told(events: list[ChainedEvent]) -> list[str]:
    """Return the findings in words."""
    return [str(finding) for finding in broken_links(events)]


@given(chains)
def test_a_whole_chain_has_no_broken_link(events: list[ChainedEvent]) -> None:
    assert broken_links(events) == []


@given(chains, st.data())
def test_an_altered_field_is_found_whichever_it_is(events: list[ChainedEvent], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(events) - 1))
    field = data.draw(st.sampled_from(sorted(events[at].content)))
    other = data.draw(contents.map(lambda one: one[field]).filter(lambda value: value != events[at].content[field]))
    events[at] = replace(events[at], content={**events[at].content, field: other})
    assert told(events) == [f"event {at + 1} was altered"]


@given(chains, st.data())
def test_an_altered_digest_is_found_at_its_event_and_breaks_the_next_link(
    events: list[ChainedEvent], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(events) - 1))
    events[at] = replace(events[at], digest="f" * 64)
    follows = [f"event {at + 2} does not follow the event before it"] if at + 1 < len(events) else []
    assert told(events) == [f"event {at + 1} was altered", *follows]


@given(chains, st.data())
def test_an_altered_previous_digest_is_found(events: list[ChainedEvent], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(events) - 1))
    events[at] = replace(events[at], previous_digest="f" * 64)
    assert f"event {at + 1} was altered" in told(events)


@given(longer_chains, st.data())
def test_an_altered_event_with_a_new_digest_is_found_by_the_next(
    events: list[ChainedEvent], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(events) - 2))
    content = {**events[at].content, "added": 1}
    digest = digest_of(at + 1, content, events[at].previous_digest)
    events[at] = replace(events[at], content=content, digest=digest)
    assert told(events) == [f"event {at + 2} does not follow the event before it"]


@given(longer_chains, st.data())
def test_missing_events_are_found_and_named(events: list[ChainedEvent], data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(events) - 2))
    last = data.draw(st.integers(first, len(events) - 2))
    del events[first : last + 1]
    which = f"event {first + 1} is" if first == last else f"events {first + 1} to {last + 1} are"
    assert told(events) == [f"{which} missing: the next one is {last + 2}"]


@given(longer_chains, st.data())
def test_two_events_that_changed_places_are_found_and_named(events: list[ChainedEvent], data: st.DataObject) -> None:
    """As the database gives them: the numbers stay in their order, what stands under two of them is exchanged."""
    one = data.draw(st.integers(0, len(events) - 2))
    other = data.draw(st.integers(one + 1, len(events) - 1))
    first, second = events[one], events[other]
    events[one], events[other] = replace(second, sequence=one + 1), replace(first, sequence=other + 1)
    moved = [words for words in told(events) if "was moved" in words]
    assert moved == [
        f"event {other + 1} was moved to the place of event {one + 1}",
        f"event {one + 1} was moved to the place of event {other + 1}",
    ]


@given(longer_chains, st.data())
def test_events_in_another_order_are_found(events: list[ChainedEvent], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(events).filter(lambda order: order != events))
    assert broken_links(shuffled)


@given(longer_chains, contents, st.data())
def test_an_event_put_in_is_found(events: list[ChainedEvent], content: dict[str, Any], data: st.DataObject) -> None:
    """Put in as well as it can be: with a digest of its own, those after it numbered anew but not sealed anew."""
    at = data.draw(st.integers(1, len(events) - 1))
    previous = events[at - 1].digest
    foreign = ChainedEvent(at + 1, content, previous, digest_of(at + 1, content, previous))
    after = [replace(event, sequence=event.sequence + 1) for event in events[at:]]
    found = broken_links([*events[:at], foreign, *after])
    assert {finding.kind for finding in found} <= {FindingKind.MOVED, FindingKind.UNLINKED, FindingKind.ALTERED}
    assert {at + 2} <= {finding.first for finding in found}


@given(chains, contents)
def test_an_event_before_the_first_is_found(events: list[ChainedEvent], content: dict[str, Any]) -> None:
    foreign = ChainedEvent(0, content, "", digest_of(0, content, ""))
    assert "event 0 stands where event 1 is expected" in told([foreign, *events])


def test_a_tail_that_is_cut_off_is_not_seen_by_the_chain_alone() -> None:
    """Why the count and the last digest are written outside the database too."""
    assert broken_links(chain([{}, {}, {}])[:-1]) == []


def test_a_log_altered_from_end_to_end_is_told_event_by_event() -> None:
    events = [replace(event, content={"altered": True}) for event in chain([{}] * 400)]
    found = broken_links(events)
    assert len(found) == 400
    assert found[-1] == Finding(FindingKind.ALTERED, 400, 400, "event 400 was altered")
