"""All writes of force generation. One file an idea; this is the list of all."""

from muster.generation.actions.blocks import end_block, record_block
from muster.generation.actions.breaches import decide_consequence
from muster.generation.actions.bridges import BridgeTerms, propose_bridge, step_bridge
from muster.generation.actions.calls import CallTerms, answer_call, call_package, call_rapid_unit
from muster.generation.actions.case_changes import change_case
from muster.generation.actions.cases import abandon_case, add_note, open_case
from muster.generation.actions.exercises import add_inject, set_drill_day
from muster.generation.actions.forecasts import refresh_forecasts
from muster.generation.actions.phases import (
    finish_phase,
    leave_out_phase,
    override_durations,
    promise_phase,
    start_phase,
)
from muster.generation.actions.playbook import take_back_tick, tick_step
from muster.generation.actions.pre_deployment import CaseVisitTerms, request_case_visit

__all__ = [
    "BridgeTerms",
    "CallTerms",
    "CaseVisitTerms",
    "abandon_case",
    "add_inject",
    "add_note",
    "answer_call",
    "call_package",
    "call_rapid_unit",
    "change_case",
    "decide_consequence",
    "end_block",
    "finish_phase",
    "leave_out_phase",
    "open_case",
    "override_durations",
    "promise_phase",
    "propose_bridge",
    "record_block",
    "refresh_forecasts",
    "request_case_visit",
    "set_drill_day",
    "start_phase",
    "step_bridge",
    "take_back_tick",
    "tick_step",
]
