"""Chains of events for tests, and what somebody may do to them behind the program."""

from typing import Any

from hypothesis import strategies as st

from muster.audit.rules import FIRST_DIGEST, ChainedEvent, digest_of

words = st.text(max_size=5)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=5,
)
contents = st.fixed_dictionaries(
    {"actor_id": st.none() | st.integers(1, 9), "subject": words, "reason": words, "after": values}
)


def chain(of: list[dict[str, Any]]) -> list[ChainedEvent]:
    """Return a whole chain over the contents."""
    events: list[ChainedEvent] = []
    for sequence, content in enumerate(of, 1):
        previous = events[-1].digest if events else FIRST_DIGEST
        events.append(ChainedEvent(sequence, content, previous, digest_of(sequence, content, previous)))
    return events
