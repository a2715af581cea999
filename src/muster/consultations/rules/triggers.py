"""Which changed facts call for a consultation besides a renewal. Pure.

Source: section 8.5 of the dossier: new mandated tasks, changed threat, large casualties, drawdown, and before a new
operation [recalled-check]. How many people are many is a local choice.
"""

from dataclasses import dataclass

NEW_MISSION_STAGES = ("planned", "authorised")
DRAWDOWN_STAGES = ("drawing-down", "liquidating")


@dataclass(frozen=True)
class ChangedFact:
    """A changed fact as the rule reads it.

    `kind` is a ChangeKind; `status` the standing of the statement that changed it, or what the mandate did; `people`
    how many were hurt or killed. `was_known`: something was on record before.
    """

    kind: str
    status: str = ""
    people: int = 0
    was_known: bool = True


def trigger_of(fact: ChangedFact, many_casualties: int) -> str:
    """Return which consultation a changed fact calls for; empty where it calls for none."""
    if fact.kind == "tasks":
        return "new-tasks" if fact.was_known else ""
    if fact.kind == "threat":
        return "threat" if fact.was_known else ""
    if fact.kind == "casualties":
        return "casualties" if fact.people >= many_casualties else ""
    if fact.kind == "life":
        if fact.status in NEW_MISSION_STAGES:
            return "new-mission"
        return "drawdown" if fact.status in DRAWDOWN_STAGES else ""
    if fact.kind == "mandate":
        return {"established": "new-mission", "drawdown": "drawdown"}.get(fact.status, "")
    return ""
