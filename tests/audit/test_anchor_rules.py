"""Anchors: what was cut off at the end or made anew is found by what was written outside."""

from hypothesis import given
from hypothesis import strategies as st

from muster.audit.anchor_rules import Anchor, anchor_findings, anchor_line, read_anchors
from muster.audit.rules import ChainedEvent, FindingKind
from tests.audit.chains import chain, contents

chains = st.lists(contents, min_size=2, max_size=8).map(chain)
anchors = st.builds(Anchor, st.integers(1), st.text(), st.text(), st.text())


def anchor(event: ChainedEvent) -> Anchor:
    """Return the anchor of an event."""
    return Anchor(event.sequence, event.digest, "2026-11-27T10:00:00+00:00", "export")


def digests(events: list[ChainedEvent]) -> dict[int, str]:
    """Return the digests by number."""
    return {event.sequence: event.digest for event in events}


@given(chains)
def test_anchors_of_a_whole_chain_find_nothing(events: list[ChainedEvent]) -> None:
    assert anchor_findings([anchor(event) for event in events], digests(events), len(events)) == []


@given(chains, st.data())
def test_a_tail_cut_off_is_found_and_named(events: list[ChainedEvent], data: st.DataObject) -> None:
    kept = data.draw(st.integers(0, len(events) - 1))
    anchored = [*data.draw(st.lists(st.sampled_from(events), max_size=3)), events[-1]]
    left = events[:kept]
    found = anchor_findings([anchor(event) for event in anchored], digests(left), kept)
    which = f"event {kept + 1} was" if kept + 1 == len(events) else f"events {kept + 1} to {len(events)} were"
    assert [(one.kind, one.first, one.last) for one in found] == [(FindingKind.CUT_OFF, kept + 1, len(events))]
    assert str(found[0]).startswith(f"{which} cut off: event {len(events)} was anchored on 2026-11-27")


@given(chains, contents.filter(bool), st.data())
def test_a_chain_made_anew_is_found_from_the_first_anchor_on(
    events: list[ChainedEvent], other: dict[str, object], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(events) - 1))
    anew = chain([dict(one.content) if number != at else {**other, "new": 1} for number, one in enumerate(events)])
    found = anchor_findings([anchor(event) for event in events], digests(anew), len(anew))
    assert [finding.first for finding in found] == list(range(at + 1, len(events) + 1))
    assert {finding.kind for finding in found} == {FindingKind.NOT_AS_ANCHORED}


def test_an_anchored_event_that_was_taken_out_is_named() -> None:
    events = chain([{}, {}, {}])
    found = anchor_findings([anchor(events[1])] * 2, digests([events[0], events[2]]), 3)
    assert [str(one) for one in found] == [
        "event 2 is missing, and was there: it is one that was anchored on 2026-11-27T10:00:00+00:00 (export)"
    ]


@given(st.lists(anchors))
def test_anchors_come_out_of_the_file_as_they_went_in(written: list[Anchor]) -> None:
    assert read_anchors([anchor_line(one) for one in written]) == (written, [])


@given(st.text() | st.sampled_from(['{"sequence": 1}', "[]", "3", '{"sequence": "1", "digest": "", "written_at": "",'
                                    ' "occasion": ""}', "[" * 9999]))  # fmt: skip
def test_a_line_that_is_no_anchor_is_found_by_its_number(line: str) -> None:
    read, found = read_anchors([anchor_line(Anchor(1, "d", "t", "export")), line])
    assert len(read) == 1
    expected = ["line 2 of the anchors cannot be read"] if line.strip() else []
    assert [str(one) for one in found] == expected
