"""Writes to the readiness register. One function a use case, each in one transaction with its audit event."""

from muster.pledges.actions.confirmations import confirm_pledge, confirm_pledges
from muster.pledges.actions.content import Change, change_pledge, create_pledge, save_pledges, snapshot
from muster.pledges.actions.daily import run_registers
from muster.pledges.actions.levels import change_level, level_of
from muster.pledges.actions.stages import acknowledge_pledge, locked_pledge, submit_pledge

__all__ = [
    "Change",
    "acknowledge_pledge",
    "change_level",
    "change_pledge",
    "confirm_pledge",
    "confirm_pledges",
    "create_pledge",
    "level_of",
    "locked_pledge",
    "run_registers",
    "save_pledges",
    "snapshot",
    "submit_pledge",
]
