"""Writes to the readiness register. One function a use case, each in one transaction with its audit event."""

from muster.pledges.actions.access import locked_pledge
from muster.pledges.actions.attachments import attach_document, detach
from muster.pledges.actions.confirmations import confirm_pledge, confirm_pledges
from muster.pledges.actions.content import Change, change_pledge, create_pledge
from muster.pledges.actions.daily import run_registers
from muster.pledges.actions.focal_points import name_focal_point, release_focal_point
from muster.pledges.actions.importing import save_pledges
from muster.pledges.actions.levels import change_level, level_of
from muster.pledges.actions.stages import acknowledge_pledge, submit_pledge
from muster.pledges.actions.writing import snapshot

__all__ = [
    "Change",
    "acknowledge_pledge",
    "attach_document",
    "change_level",
    "change_pledge",
    "confirm_pledge",
    "confirm_pledges",
    "create_pledge",
    "detach",
    "level_of",
    "locked_pledge",
    "name_focal_point",
    "release_focal_point",
    "run_registers",
    "save_pledges",
    "snapshot",
    "submit_pledge",
]
