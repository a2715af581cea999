"""Enters rapid-deployment calls and drills with their play-book, bridges, and deviations under negotiation."""

from datetime import date

from muster.demonstration.load_parties import SECRETARIAT, organisation
from muster.demonstration.rows import Row
from muster.generation.actions import (
    BridgeTerms,
    CallTerms,
    add_inject,
    answer_call,
    call_rapid_unit,
    propose_bridge,
    set_drill_day,
    step_bridge,
    tick_step,
)
from muster.generation.models import Bridge, BridgeStage, Case, Exercise, Inject, PlaybookTick
from muster.matching.actions.deviations import DeviationTerms, decide_deviation, propose_deviation
from muster.matching.models import Deviation
from muster.parties.viewer import SYSTEM
from muster.pledges.models import Pledge

TICK, CLOCK, EVENT = "tick", "clock", "event"
"""The kinds of rows of call_steps.csv."""


def known_calls() -> set[str]:
    """Return the cases on record."""
    return set(Case.objects.values_list("reference", flat=True))


def load_call(row: Row, known: set[str]) -> bool:
    """Call a unit, or play that it is called, and record the answer; False where the call is there."""
    if row["reference"] in known:
        return False
    day = row.day("called_on")
    terms = CallTerms(
        reference=row["reference"],
        pledge=row["pledge"],
        post=row["post"],
        called_on=day,
        title=row["title"],
        desk_officer=row["desk_officer"],
        is_drill=row.truth("is_drill"),
        source=row["source"],
        standing=row.standing,
    )
    call_rapid_unit(SYSTEM, terms, today=day)
    answered_on = row.day("answered_on")
    answer_call(SYSTEM, row["reference"], row["answer"], said_on=answered_on, today=answered_on)
    return True


def known_steps() -> set[tuple[str, str, str]]:
    """Return what is on record of calls: ticks and events by case and code or words, clocks by case and day."""
    ticks = {(case, TICK, step) for case, step in PlaybookTick.objects.values_list("case__reference", "step")}
    events = {(case, EVENT, words) for case, words in Inject.objects.values_list("case__reference", "words")}
    clocks = {
        (case, CLOCK, str(number))
        for case, day in Exercise.objects.values_list("case__reference", "drill_day")
        for number in range((day or 0) + 1)
    }
    return ticks | events | clocks


def load_step(row: Row, known: set[tuple[str, str, str]]) -> bool:
    """Tick a step, set the clock of a drill or bring an event in; False where that is done."""
    case, kind, day = row["case"], row["kind"], row.day("on")
    key = {TICK: row["code"], EVENT: row["words"], CLOCK: row["day"]}
    if kind not in key:
        raise ValueError(f"column 'kind': {kind!r} is none of {', '.join(key)}")
    if (case, kind, key[kind]) in known:
        return False
    if kind == TICK:
        tick_step(SYSTEM, case, row["code"], proof=row["words"], today=day)
    elif kind == CLOCK:
        set_drill_day(SYSTEM, case, row.integer("day"), today=day)
    else:
        add_inject(SYSTEM, case, row["words"], kind=row["code"], today=day)
    return True


def known_bridges() -> set[str]:
    """Return the bridges on record."""
    return set(Bridge.objects.values_list("reference", flat=True))


def load_bridge(row: Row, known: set[str]) -> bool:
    """Propose a bridge, and let its State agree where it did; False where it is there."""
    if row["reference"] in known:
        return False
    terms = BridgeTerms(
        reference=row["reference"],
        case=row["case"],
        pledge=row["pledge"],
        held_from=row.day("held_from"),
        held_until=row.day("held_until"),
        source=row["source"],
        standing=row.standing,
    )
    propose_bridge(SYSTEM, terms, today=row.day("proposed_on"))
    agreed_on = row.optional_day("agreed_on")
    if agreed_on is not None:
        step_bridge(SYSTEM, row["reference"], BridgeStage.AGREED, today=agreed_on)
    return True


def known_deviations() -> set[tuple[str, str, date]]:
    """Return the deviations on record by pledge, line and day."""
    return set(Deviation.objects.values_list("pledge__reference", "line", "known_from"))


def load_deviation(row: Row, known: set[tuple[str, str, date]]) -> bool:
    """Propose a deviation for the State of the pledge, and let the register refuse it where it did; False if there."""
    day = row.day("proposed_on")
    if (row["pledge"], row["line"], day) in known:
        return False
    terms = DeviationTerms(
        pledge=row["pledge"],
        statement=row["statement"],
        kind=row["kind"],
        line=row["line"],
        words=row["words"],
        accepted=row.optional_integer("accepted"),
        source=row["source"],
        standing=row.standing,
    )
    state = Pledge.objects.select_related("state").get(reference=row["pledge"]).state
    made = propose_deviation(SYSTEM, terms, today=day, side=state)
    decided_on = row.optional_day("decided_on")
    if decided_on is not None:
        register = organisation(SECRETARIAT)
        decide_deviation(SYSTEM, made.pk, agree=False, answer=row["answer"], today=decided_on, side=register)
    return True
