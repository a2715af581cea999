"""A case as it stood on an earlier day: what came later had not happened. Pure."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from muster.generation.rules.facts import DONE, LEFT_OUT, UNDER_WAY, WAITING, CaseFacts, PhaseFacts
from muster.reference.phases import dependencies


def as_of(case: CaseFacts, day: date) -> CaseFacts:
    """Return the case with no more than had happened by `day`.

    A phase that is done on no known day counts as done once something that waits for it had begun; before, nobody can
    say, and it is taken to wait. One that was left out stays so.
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


def _before_what_has_begun(phases: Mapping[str, PhaseFacts], variant: str) -> set[str]:
    """Return the phases that something begun waits for, directly or through others."""
    found: set[str] = set()
    for code, before in reversed(list(dependencies(variant).items())):
        phase = phases.get(code)
        if code in found or (phase is not None and phase.stage in (UNDER_WAY, DONE)):
            found.update(before)
    return found


def _on(phase: PhaseFacts, day: date) -> PhaseFacts:
    """Return a phase as it stood on a day, by its own days alone."""
    if phase.promised_at is not None and phase.promised_at > day:
        phase = replace(phase, promised_for=None, promised_at=None)
    if phase.stage == LEFT_OUT or (phase.done_on is not None and phase.done_on <= day):
        return phase
    if phase.started_on is not None and phase.started_on <= day:
        return replace(phase, stage=UNDER_WAY, done_on=None)
    return replace(phase, stage=WAITING, started_on=None, done_on=None)
