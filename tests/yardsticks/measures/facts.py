"""Small facts for the tests of measures; the day of most tests is 1 October 2018."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from muster.deployments.rules.strength import Report, UnitCount
from muster.kit.intervals import DateInterval
from muster.yardsticks.measures.record_facts import (
    CaseFact,
    CaveatFact,
    Held,
    PhaseFact,
    PledgeFact,
    PostFact,
    UnitFact,
)
from muster.yardsticks.measures.shape import Measured, Verdict
from muster.yardsticks.measures.window import Window

DAY = date(2018, 10, 1)
LONG_AGO = date(2015, 1, 1)
NOW = Window(DAY)
THIS_QUARTER = Window(DAY, date(2018, 7, 1))


def before(days: int) -> date:
    """Return the day so many days before the day."""
    return DAY - timedelta(days=days)


def held(what: str, on: date = LONG_AGO, known: date | None = None) -> Held:
    """Return a level or a standing taken on a day, and known from it."""
    return Held(what, on, known or on)


def caveat(kind: str = "command", value: str = "", **more: Any) -> CaveatFact:
    """Return a hard caveat declared long ago."""
    said = {"is_hard": True, "is_discovered": False, "known_from": LONG_AGO, **more}
    return CaveatFact(kind, value, **said)


def pledge(reference: str = "a", level: str = "L2", **more: Any) -> PledgeFact:
    """Return a pledge that could be called: at Level 2 since long ago, notice of 60 days."""
    plain = PledgeFact(
        reference=reference,
        state="KAZ",
        unit_type="INF-COY",
        units=1,
        strength=120,
        notice_days=60,
        known_from=LONG_AGO,
        submitted_on=LONG_AGO,
        levels=(held(level),),
    )
    return replace(plain, **more)


def post(reference: str = "p", unit_type: str = "INF-COY", **more: Any) -> PostFact:
    """Return a post wanted since long ago in which nobody stands."""
    plain = PostFact(reference, "r", "UNIFIL", unit_type, 120, DateInterval(LONG_AGO), LONG_AGO)
    return replace(plain, **more)


def case(reference: str = "c", requested: date = date(2018, 1, 1), **more: Any) -> CaseFact:
    """Return a case with nothing done."""
    plain = CaseFact(
        reference=reference,
        state="KAZ",
        mission="UNIFIL",
        unit_type="INF-COY",
        variant="formed-unit",
        requested_on=requested,
        wanted_on=requested + timedelta(days=90),
        known_from=requested,
    )
    return replace(plain, **more)


def moved(begun: date | None, done: date | None, known: date | None = None) -> tuple[PhaseFact, ...]:
    """Return the movement of a case."""
    return (PhaseFact("movement", begun, done, known),)


def unit(reference: str = "u", state: str = "KAZ", men: int = 0, women: int = 0, **more: Any) -> UnitFact:
    """Return a unit of 100 people in theatre since long ago; with men or women it has reported them then."""
    reports = (Report(LONG_AGO, men, women),) if men or women else ()
    count = UnitCount(reference, state, "INF-COY", "troops", 100, DateInterval(LONG_AGO), reports)
    return replace(UnitFact(count, reference, "UNIFIL", LONG_AGO), **more)


def value(measured: Measured, place: int = 0) -> float | None:
    """Return the value of a figure, rounded to four places."""
    found = measured.figures[place].value
    return None if found is None else round(found, 4)


def verdicts(measured: Measured) -> dict[str, Verdict]:
    """Return how each record counts, by its label."""
    return {one.label: one.verdict for one in measured.behind}
