"""What the rules of a schedule look at: a case with its phases as plain values. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

WAITING, UNDER_WAY, DONE, LEFT_OUT = "waiting", "under-way", "done", "left-out"
"""The stages of a phase."""

Span = tuple[date, date | None]
"""Days `[from, until)`; no end is not yet known."""


@dataclass(frozen=True)
class PhaseFacts:
    """One phase of a case: durations in days, where it stands, and what was promised.

    A phase that is done may have no known days: it was not on record when it happened. That it had begun was known
    from `begun_known_from` on, and that it was done or left out from `ended_known_from` on (None: since it happened).
    """

    code: str
    least_days: int
    likely_days: int
    most_days: int
    stage: str = WAITING
    started_on: date | None = None
    done_on: date | None = None
    promised_for: date | None = None
    promised_at: date | None = None
    begun_known_from: date | None = None
    ended_known_from: date | None = None


@dataclass(frozen=True)
class CaseFacts:
    """A case for a schedule: its variant, the day on which its clock starts, its phases, and what holds them up.

    `blocks` are the spans in which nothing is done in a phase, by the phase's code.
    """

    variant: str
    requested_on: date
    phases: tuple[PhaseFacts, ...]
    blocks: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)

    @property
    def open_kinds(self) -> frozenset[tuple[str, str]]:
        """The kinds, as code and variant, of the phases that are neither done nor left out."""
        return frozenset((one.code, self.variant) for one in self.phases if one.stage in (WAITING, UNDER_WAY))

    @property
    def by_code(self) -> dict[str, PhaseFacts]:
        """The phases by code."""
        return {one.code: one for one in self.phases}


@dataclass(frozen=True)
class ScheduleParameters:
    """The parameters case_overrun_least_days, _remaining_percent, _elapsed_percent and case_open_block_days."""

    overrun_least_days: int
    overrun_remaining_percent: int
    overrun_elapsed_percent: int
    open_block_days: int
