"""Tasks, capability statements and self-sustainment. Pure.

A task is met unless a hard caveat of the pledge excludes it, for a pledge lists no tasks (2.8 of the dossier). A
capability statement is to be shown on a visit: no list proves it. A category of self-sustainment is met by who is to
provide it, and short by the days of stock that are missing at arrival.
"""

from collections.abc import Iterator, Sequence

from muster.matching.fit.facts import (
    Brought,
    FitLine,
    LineKind,
    LineStanding,
    Pledged,
    PledgedSustainment,
    Wanted,
    WantedSustainment,
    WantedWords,
)
from muster.matching.fit.header import WHOLE, part_of
from muster.matching.fit.words import line_keys, plain

NOTHING = WHOLE * 0
UNIT, EITHER = "unit", "either"
BY_STATE = "state"


def task_lines(wanted: Wanted, pledged: Sequence[Pledged]) -> Iterator[FitLine]:
    """Return a line for each task: missing where a caveat excludes it, with a word where one is to be weighed."""
    keys = line_keys(task.words for task in wanted.tasks)
    for task, key in zip(wanted.tasks, keys, strict=True):
        name = plain(task.words)
        excluding = [one.pledge for one in pledged if name in {plain(words) for words in one.excluded_tasks}]
        doubting = [one.pledge for one in pledged if name in {plain(words) for words in one.doubted_tasks}]
        words = f"a caveat to be weighed of {', '.join(doubting)}" if doubting else ""
        if excluding:
            words = f"a caveat of {', '.join(excluding)} excludes it"
        yield FitLine(
            LineKind.TASK,
            key,
            task.words,
            is_mandatory=task.is_mandatory,
            standing=LineStanding.MISSING if excluding else LineStanding.MET,
            have=0 if excluding else 1,
            short=1 if excluding else 0,
            share=NOTHING if excluding else WHOLE,
            words=words,
        )


def capability_lines(wanted: Wanted) -> Iterator[FitLine]:
    """Return a line for each capability statement, with its measure: to be shown on a visit."""
    keys = line_keys(one.words for one in wanted.capabilities)
    for one, key in zip(wanted.capabilities, keys, strict=True):
        yield _to_be_shown(one, key)


def _to_be_shown(one: WantedWords, key: str) -> FitLine:
    return FitLine(
        LineKind.CAPABILITY,
        key,
        one.words,
        is_mandatory=one.is_mandatory,
        standing=LineStanding.TO_BE_SHOWN,
        words=f"measured by: {one.measure}" if one.measure else "",
    )


def sustainment_lines(wanted: Wanted, pledged: Sequence[Pledged]) -> Iterator[FitLine]:
    """Return a line for each category of self-sustainment."""
    keys = line_keys(one.category for one in wanted.self_sustainment)
    for one, key in zip(wanted.self_sustainment, keys, strict=True):
        lines = [
            (pledge.pledge, line)
            for pledge in pledged
            for line in pledge.self_sustainment
            if line.category == one.category
        ]
        yield _sustainment_line(one, key, lines)


def _sustainment_line(one: WantedSustainment, key: str, lines: Sequence[tuple[str, PledgedSustainment]]) -> FitLine:
    """Return the line of one category: who provides it, and with how many days of stock."""
    own = [(pledge, line) for pledge, line in lines if line.provider == BY_STATE]
    words = [] if own else [f"provided by: {line.provider}" for _, line in lines] or ["no word on who provides it"]
    words += [f"level pledged: {line.level}; wanted: {one.level}" for _, line in own if one.level and line.level]
    provided = bool(own) or (one.provider == EITHER and bool(lines)) or one.provider not in (UNIT, EITHER)
    standing, share, wanted, have = LineStanding.MET, WHOLE, 1, 1
    if not provided:
        standing, share, have = LineStanding.MISSING, NOTHING, 0
    elif own and one.stock_days and one.provider != "organisation":
        wanted, have = one.stock_days, max(line.stock_days or 0 for _, line in own)
        share = part_of(have, wanted)
        standing = LineStanding.MET if have >= wanted else LineStanding.SHORT
        words.append(f"{have} days of stock for {wanted}" if have else f"no days of stock pledged, for {wanted}")
    return FitLine(
        LineKind.SELF_SUSTAINMENT,
        key,
        one.category,
        is_mandatory=one.is_mandatory,
        standing=standing,
        wanted=wanted,
        have=have,
        short=max(0, wanted - have),
        share=share,
        category=one.category,
        brought=tuple(Brought(pledge, line.state, one.category, 1, 1) for pledge, line in own),
        words="; ".join(words),
    )
