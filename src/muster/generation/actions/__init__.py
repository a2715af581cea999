"""All writes of force generation. One file an idea; this is the list of all."""

from muster.generation.actions.blocks import end_block, record_block
from muster.generation.actions.cases import abandon_case, add_note, open_case
from muster.generation.actions.forecasts import refresh_forecasts
from muster.generation.actions.phases import (
    finish_phase,
    leave_out_phase,
    override_durations,
    promise_phase,
    start_phase,
)

__all__ = [
    "abandon_case",
    "add_note",
    "end_block",
    "finish_phase",
    "leave_out_phase",
    "open_case",
    "override_durations",
    "promise_phase",
    "record_block",
    "refresh_forecasts",
    "start_phase",
]
