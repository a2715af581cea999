"""Visit backlog and age: who waits for an assessment and advisory visit, and how old the last ones are. Pure.

Formula of section 9.2 of the dossier: pledges waiting for a visit; days since the last one.
"""

from collections.abc import Iterable
from datetime import date

from muster.kit.intervals import add_months
from muster.pledges.levels import Level, rung
from muster.yardsticks.measures.record_facts import PledgeFact
from muster.yardsticks.measures.shape import Behind, Measured, Sort, Verdict, count, middle, share_of
from muster.yardsticks.measures.window import Window


def visit_backlog(pledges: Iterable[PledgeFact], validity_months: int, window: Window) -> Measured:
    """Return who waits at Level 1 unvisited, for how long, and how many of those above were visited within validity."""
    day = window.day
    opened = [one for one in pledges if one.is_open(day) and one.is_on_ladder(day)]
    waiting = [one for one in opened if one.level(day) == Level.LEVEL_1 and last_assessed(one, day) is None]
    above = [one for one in opened if rung(one.level(day)) >= rung(Level.LEVEL_2)]
    waits = [float((day - since).days) for one in waiting if (since := one.level_since(day)) is not None]
    aged = [_aged(one, validity_months, day) for one in above]
    ages = [one.number for one in aged if one.number is not None]
    return Measured(
        (
            count("Pledges waiting for an assessment visit", len(waiting)),
            middle("Days waited at Level 1", waits),
            share_of("Pledges at Level 2 or above visited within validity", aged),
            middle("Days since the last assessment visit", ages),
        ),
        (*(_waiting(one, day) for one in waiting), *aged),
        "No pledge is on the ladder.",
    )


def last_assessed(pledge: PledgeFact, day: date) -> date | None:
    """Return when the last assessment visit to a pledge was over, as of a day."""
    return max((one for one in pledge.assessed if one <= day), default=None)


def _waiting(one: PledgeFact, day: date) -> Behind:
    since = one.level_since(day)
    return Behind(
        Sort.PLEDGE,
        (one.reference,),
        one.reference,
        Verdict.OPEN,
        "waits at Level 1",
        state=one.state,
        on=since,
        number=None if since is None else float((day - since).days),
        illustrative=one.illustrative,
    )


def _aged(one: PledgeFact, validity_months: int, day: date) -> Behind:
    last = last_assessed(one, day)
    is_within = last is not None and day < add_months(last, validity_months)
    words = "no assessment visit on record" if last is None else "within validity" if is_within else "validity is over"
    return Behind(
        Sort.PLEDGE,
        (one.reference,),
        one.reference,
        Verdict.COUNTS if is_within else Verdict.FAILS,
        f"{one.level(day)}: {words}",
        state=one.state,
        on=last,
        number=None if last is None else float((day - last).days),
        illustrative=one.illustrative,
    )
