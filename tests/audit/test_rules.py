"""The chain: whatever is altered, taken out or moved is found."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from muster.audit.rules import FIRST_DIGEST, ChainedEvent, broken_links, digest_of

contents = st.lists(
    st.dictionaries(st.text(max_size=5), st.integers() | st.text(max_size=5), max_size=3), min_size=1, max_size=8
)


def chain(of: list[dict[str, object]]) -> list[ChainedEvent]:
    """Return a whole chain over the contents."""
    events: list[ChainedEvent] = []
    for sequence, content in enumerate(of, 1):
        previous = events[-1].digest if events else FIRST_DIGEST
        events.append(ChainedEvent(sequence, content, previous, digest_of(sequence, content, previous)))
    return events


@given(contents)
def test_a_whole_chain_has_no_broken_link(of: list[dict[str, object]]) -> None:
    assert broken_links(chain(of)) == []


@given(contents, st.data())
def test_an_altered_event_is_found(of: list[dict[str, object]], data: st.DataObject) -> None:
    events = chain(of)
    at = data.draw(st.integers(0, len(events) - 1))
    events[at] = replace(events[at], content={**events[at].content, "added": 1})
    assert broken_links(events) == [f"event {at + 1} was altered"]


@given(contents, st.data())
def test_an_altered_event_with_a_new_digest_is_found_by_the_next(
    of: list[dict[str, object]], data: st.DataObject
) -> None:
    events = chain([*of, {}])
    at = data.draw(st.integers(0, len(events) - 2))
    content = {**events[at].content, "added": 1}
    digest = digest_of(at + 1, content, events[at].previous_digest)
    events[at] = replace(events[at], content=content, digest=digest)
    assert broken_links(events) == [f"event {at + 2} does not follow the event before it"]


@given(contents, st.data())
def test_a_missing_event_is_found(of: list[dict[str, object]], data: st.DataObject) -> None:
    events = chain([*of, {}])
    at = data.draw(st.integers(0, len(events) - 2))
    del events[at]
    assert broken_links(events) == [f"event {at + 1} is missing: the next one is {at + 2}"]


@given(contents, st.data())
def test_events_that_changed_places_are_found(of: list[dict[str, object]], data: st.DataObject) -> None:
    events = chain([*of, {}])
    at = data.draw(st.integers(0, len(events) - 2))
    events[at], events[at + 1] = events[at + 1], events[at]
    assert broken_links(events)


def test_a_tail_that_is_cut_off_is_not_seen_by_the_chain_alone() -> None:
    """Why the count and the last digest are written outside the database too."""
    assert broken_links(chain([{}, {}, {}])[:-1]) == []
