"""Effective pool: pledges that could really be called. Pure.

Formula of section 9.2 of the dossier: pledges at Level 2 or above, unexpired, no hard caveat in conflict, notice of at
most N days. Without a mission no conflict can be told: then any hard caveat in force keeps a pledge out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from muster.pledges.levels import LABELS, Level, rung
from muster.yardsticks.measures.record_facts import CaveatFact, PledgeFact
from muster.yardsticks.measures.shape import Behind, Measured, Sort, Verdict, count, share_of
from muster.yardsticks.measures.window import Window


@dataclass(frozen=True)
class PoolRule:
    """The level and the notice that the pool asks for, and the mission and region that caveats may exclude."""

    minimum_level: str
    notice_days: int
    mission: str = ""
    region: str = ""

    def conflicts(self, caveat: CaveatFact) -> bool:
        """Return whether a hard caveat in force keeps a pledge out."""
        if not self.mission:
            return True
        if caveat.kind == "excluded-mission":
            return caveat.value == self.mission
        return caveat.kind == "excluded-region" and caveat.value == self.region


def why_not(pledge: PledgeFact, rule: PoolRule, day: date) -> str:
    """Return why a pledge is not in the effective pool on a day; empty: it is."""
    level = pledge.level(day)
    if rung(level) < rung(rule.minimum_level):
        return f"{LABELS[Level(level)]}, below {LABELS[Level(rule.minimum_level)]}"
    if pledge.standing(day) not in ("", "available"):
        return f"{pledge.standing(day)}, not in the pool"
    if not pledge.is_confirmed(day):
        return "its confirmation has run out"
    if pledge.available is not None and not pledge.available.contains(day):
        return "not available on the day"
    hard = [one for one in pledge.hard_caveats(day) if rule.conflicts(one)]
    if hard:
        return f"hard caveat: {hard[0].kind} {hard[0].value}"
    if pledge.notice_days > rule.notice_days:
        return f"notice of {pledge.notice_days} days, more than {rule.notice_days}"
    return ""


def effective(pledges: Iterable[PledgeFact], rule: PoolRule, day: date) -> list[PledgeFact]:
    """Return the pledges of the effective pool on a day."""
    return [one for one in pledges if one.is_open(day) and not why_not(one, rule, day)]


def effective_pool(pledges: Iterable[PledgeFact], rule: PoolRule, window: Window) -> Measured:
    """Return the pool as of the day, and its share of all pledges on the ladder."""
    day = window.day
    opened = [one for one in pledges if one.is_open(day) and one.is_on_ladder(day)]
    behind = tuple(_row(one, why_not(one, rule, day), day) for one in opened)
    pool = effective(opened, rule, day)
    return Measured(
        (
            share_of("Pledges that could be called", behind),
            count("Pledges in the effective pool", len(pool)),
            count("Units", sum(one.units for one in pool)),
            count("People", sum(one.units * one.strength for one in pool)),
            count("States", len({one.state for one in pool})),
        ),
        behind,
        "No pledge is on the ladder.",
    )


def _row(one: PledgeFact, why: str, day: date) -> Behind:
    return Behind(
        Sort.PLEDGE,
        (one.reference,),
        one.reference,
        Verdict.FAILS if why else Verdict.COUNTS,
        why or f"{LABELS[Level(one.level(day))]}, notice of {one.notice_days} days",
        state=one.state,
        on=one.level_since(day),
        number=float(one.units),
        illustrative=one.illustrative,
    )
