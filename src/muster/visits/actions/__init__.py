"""Writes to visits: the only code that writes, one function a use case, each in one transaction with its event."""

from muster.visits.actions.checklists import answer_checklist, answer_checklists
from muster.visits.actions.findings import (
    accept_closure,
    raise_finding,
    reject_closure,
    report_closure,
    take_finding_step,
    waive_finding,
)
from muster.visits.actions.results import decide_outcome, write_report
from muster.visits.actions.steps import take_step
from muster.visits.actions.visits import change_visit, erase_team_names, name_team, request_visit

__all__ = [
    "accept_closure",
    "answer_checklist",
    "answer_checklists",
    "change_visit",
    "decide_outcome",
    "erase_team_names",
    "name_team",
    "raise_finding",
    "reject_closure",
    "report_closure",
    "request_visit",
    "take_finding_step",
    "take_step",
    "waive_finding",
    "write_report",
]
