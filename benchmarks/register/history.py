"""What happened to made-up pledges over ten years: levels, confirmations, pool, proof, each with its day. Pure.

The same number gives the same history.
"""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks.register.content import TODAY, chance_of
from muster.pledges.levels import Level

CONFIRMATIONS, EVIDENCE, MOST_LEVELS = 6, 15, 5
VALID = timedelta(days=365)
UPWARDS = (Level.LEVEL_1, Level.LEVEL_2, Level.LEVEL_3, Level.RAPID_DEPLOYMENT)
PAPERS = (
    (Level.LEVEL_1, "note-verbale", "Note verbale"),
    (Level.LEVEL_2, "assessment-report", "Report of the assessment and advisory visit"),
    (Level.LEVEL_2, "commitment", "Commitment to close the findings"),
    (Level.LEVEL_3, "reconciliation", "Statement of unit requirement, line by line"),
    (Level.LEVEL_3, "load-list", "Load list"),
    (Level.LEVEL_3, "draft-memorandum", "Draft memorandum of understanding"),
    (Level.RAPID_DEPLOYMENT, "verification-report", "Report of the verification visit"),
    (Level.RAPID_DEPLOYMENT, "rapid-agreement", "Rapid deployment agreement"),
)


@dataclass(frozen=True)
class LevelStep:
    """From `held_from` the pledge stands at `level`; the register knows it from `known_from`."""

    level: Level
    held_from: date
    known_from: date


@dataclass(frozen=True)
class Paper:
    """One piece of evidence and its review. `reviewed_on` None: nobody has decided yet."""

    level: Level
    kind: str
    title: str
    handed_in_on: date
    verdict: str
    reviewed_on: date | None
    replaced_on: date | None = None


@dataclass(frozen=True)
class History:
    """All that is dated of a pledge, oldest first. A draft has its first day and nothing else."""

    written_on: date
    submitted_on: date | None
    ended_on: date | None
    stage: str
    versions: tuple[date, ...]
    levels: tuple[LevelStep, ...] = ()
    confirmations: tuple[date, ...] = ()
    pool: tuple[tuple[str, date], ...] = ()
    papers: tuple[Paper, ...] = ()
    discovered_on: date | None = None


def made_up_history(number: int) -> History:
    """Return the history of the pledge of this number until `TODAY`."""
    dice = chance_of(number, "history")
    written = TODAY - timedelta(days=dice.randrange(900, 3650))
    if dice.random() < 0.03:
        return History(written, None, None, "draft", (written,))
    submitted = written + timedelta(days=dice.randrange(5, 60))
    levels = _levels(dice, submitted)
    ended = next((one.known_from for one in levels if one.level in (Level.WITHDRAWN, Level.REMOVED)), None)
    stage = levels[-1].level.value if ended else "acknowledged"
    later = sorted(_day_between(dice, submitted, TODAY) for _ in range(dice.choices((0, 1, 2), (55, 30, 15))[0]))
    return History(
        written_on=written,
        submitted_on=submitted,
        ended_on=ended,
        stage=stage,
        versions=(written, *(day for place, day in enumerate(later) if place == 0 or day > later[place - 1])),
        levels=levels,
        confirmations=_confirmations(dice, submitted),
        pool=_pool(dice, submitted),
        papers=_papers(dice, submitted, levels),
        discovered_on=_day_between(dice, submitted, TODAY) if dice.random() < 0.15 else None,
    )


def _day_between(dice: random.Random, start: date, until: date) -> date:
    """A day after `start` and before `until`."""
    return start + timedelta(days=dice.randrange(1, (until - start).days))


def _levels(dice: random.Random, submitted: date) -> tuple[LevelStep, ...]:
    """Three to five steps: upwards, some fall back and rise again, some leave; a few become known late."""
    count, reached = dice.randint(3, MOST_LEVELS), dice.randint(1, 4)
    reached = min(reached, count)
    levels = [Level.LEVEL_1, Level.LAPSED] * ((count - reached) // 2) + list(UPWARDS[:reached])
    if len(levels) < count:
        downwards = UPWARDS[reached - 2] if reached > 1 else Level.LAPSED
        levels.append(downwards if dice.random() < 0.7 else Level.LAPSED)
    if dice.random() < 0.08:
        levels = [*levels[:-1], dice.choice((Level.WITHDRAWN, Level.REMOVED))]
    span = (TODAY - submitted).days
    days = sorted(submitted + timedelta(days=dice.randrange(1, span)) for _ in levels)
    late = [dice.randrange(0, 40) if dice.random() < 0.2 else 0 for _ in days]
    return tuple(
        LevelStep(level, day, min(day + timedelta(days=wait), TODAY))
        for level, day, wait in zip(levels, days, late, strict=True)
    )


def _confirmations(dice: random.Random, submitted: date) -> tuple[date, ...]:
    """The registration and five confirmations; most pledges were confirmed within the last year."""
    last = TODAY - timedelta(days=dice.randrange(1, 330) if dice.random() < 0.85 else dice.randrange(330, 700))
    step = (last - submitted).days // (CONFIRMATIONS - 1)
    return tuple(submitted + timedelta(days=step * turn) for turn in range(CONFIRMATIONS))


def _pool(dice: random.Random, submitted: date) -> tuple[tuple[str, date], ...]:
    """Three pledges of ten were called, and some of these deployed and came back."""
    if dice.random() >= 0.3:
        return ()
    steps = ("called", "deployed", "available")[: dice.randint(1, 3)]
    days = sorted(_day_between(dice, submitted, TODAY) for _ in steps)
    return tuple(zip(steps, days, strict=True))


def _papers(dice: random.Random, submitted: date, levels: tuple[LevelStep, ...]) -> tuple[Paper, ...]:
    """Fifteen pieces of evidence up to the rung reached: those replaced, those that prove, one that waits."""
    reached = {one.level for one in levels} | {Level.LEVEL_1}
    kinds = [one for one in PAPERS if one[0] in reached]
    papers = []
    for place in range(EVIDENCE):
        level, kind, title = kinds[place % len(kinds)]
        handed_in = _day_between(dice, submitted, TODAY - timedelta(days=60))
        reviewed = handed_in + timedelta(days=dice.randrange(5, 55))
        replaced = reviewed + timedelta(days=3) if place + len(kinds) < EVIDENCE else None
        verdict = "replaced" if replaced else "approved" if place < EVIDENCE - 1 else "waiting"
        papers.append(
            Paper(level, kind, title, handed_in, verdict, None if verdict == "waiting" else reviewed, replaced)
        )
    return tuple(papers)
