"""A case as it stood on an earlier day: what came later had not happened. Pure."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from muster.generation.rules.facts import DONE, LEFT_OUT, UNDER_WAY, WAITING, CaseFacts, PhaseFacts
from muster.reference.phases import dependencies


def as_of(case: CaseFacts, day: date) -> CaseFacts:
    """Return the case with no more than had happened by `day` and was known then.

    A phase that is done on no known day counts as done from the day on which that was recorded, or once something that
    waits for it had begun; before, nobody can say, and it is taken to wait.
    """
    phases = {one.code: _on(one, day) for one in case.phases}
    begun_before = _before_what_has_begun(phases, case.variant)
    settled = tuple(
        replace(phases[one.code], stage=DONE, started_on=None, done_on=None)
        if one.stage == DONE and one.done_on is None and one.code in begun_before
        else phases[one.code]
        for one in case.phases
    )
    return replace(case, phases=settled)


def before_it(code: str, variant: str) -> set[str]:
    """Return the phases that a phase waits for, directly or through others."""
    return _before({code}, variant)


def _before_what_has_begun(phases: Mapping[str, PhaseFacts], variant: str) -> set[str]:
    """Return the phases that something begun waits for, directly or through others."""
    return _before({code for code, one in phases.items() if one.stage in (UNDER_WAY, DONE)}, variant)


def _before(codes: set[str], variant: str) -> set[str]:
    found: set[str] = set()
    for code, before in reversed(list(dependencies(variant).items())):
        if code in found or code in codes:
            found.update(before)
    return found


def _on(phase: PhaseFacts, day: date) -> PhaseFacts:
    """Return a phase as it stood on a day, by its own days alone."""
    if phase.promised_at is not None and phase.promised_at > day:
        phase = replace(phase, promised_for=None, promised_at=None)
    if _is_over(phase, day):
        return phase
    if phase.started_on is not None and _by(phase.started_on, day) and _by(phase.begun_known_from, day):
        return replace(phase, stage=UNDER_WAY, done_on=None)
    return replace(phase, stage=WAITING, started_on=None, done_on=None)


def _is_over(phase: PhaseFacts, day: date) -> bool:
    """Return whether a phase was over by a day, and known to be."""
    if phase.stage == LEFT_OUT:
        return _by(phase.ended_known_from, day)
    if phase.stage != DONE or (phase.done_on is None and phase.ended_known_from is None):
        return False
    return _by(phase.done_on, day) and _by(phase.ended_known_from, day)


def _by(happened_on: date | None, day: date) -> bool:
    """Return whether something had happened by a day; of what has no day, nothing is known against it."""
    return happened_on is None or happened_on <= day
