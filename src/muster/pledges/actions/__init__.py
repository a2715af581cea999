"""Writes to the readiness register. One function a use case, each in one transaction with its audit event."""

from muster.pledges.actions.content import Change, change_pledge, create_pledge
from muster.pledges.actions.importing import save_pledges
from muster.pledges.actions.levels import change_level, level_of
from muster.pledges.actions.stages import acknowledge_pledge, locked_pledge, submit_pledge
from muster.pledges.actions.writing import snapshot

__all__ = [
    "Change",
    "acknowledge_pledge",
    "change_level",
    "change_pledge",
    "create_pledge",
    "level_of",
    "locked_pledge",
    "save_pledges",
    "snapshot",
    "submit_pledge",
]
