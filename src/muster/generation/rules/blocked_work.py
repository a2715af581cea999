"""Work that rests while a block lasts. Days are ordinals, blocks disjoint pairs `[from, until)` in order. Pure."""

from collections.abc import Iterable, Sequence

from muster.generation.rules.facts import Span

Pair = tuple[int, int]


def merged(spans: Iterable[Span], today: int, open_block_days: int) -> tuple[Pair, ...]:
    """Return the spans as disjoint pairs in order; an open one is given `open_block_days` from today on.

    How long an open block will last is not known; the parameter says what to assume (local choice).
    """
    pairs = []
    for start, until in spans:
        first = start.toordinal()
        pairs.append((first, max(first, today) + open_block_days if until is None else until.toordinal()))
    joined: list[Pair] = []
    for first, last in sorted(pairs):
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        elif first < last:
            joined.append((first, last))
    return tuple(joined)


def begin_of_work(start: int, blocks: Sequence[Pair]) -> int:
    """Return the first day from `start` on that no block holds up."""
    for first, last in blocks:
        if first <= start < last:
            return last
    return start


def end_of_work(start: int, days: int, blocks: Sequence[Pair]) -> int:
    """Return the day on which `days` of work that may begin on `start` are done; days of a block do not count."""
    end = start + days
    for first, last in blocks:
        if start < last and (end > first or start >= first):
            end += last - max(start, first)
    return end


def worked_days(start: int, until: int, blocks: Sequence[Pair]) -> int:
    """Return the days of work in `[start, until)`, those of a block left out; none if it has not begun."""
    resting = sum(max(0, min(last, until) - max(first, start)) for first, last in blocks)
    return max(0, until - start - resting)
