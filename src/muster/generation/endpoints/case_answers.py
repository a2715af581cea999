"""How the API tells a case: what a list shows of it, and its schedule, forecast and what is owed on a day."""

from datetime import date
from typing import Any

from muster.generation.endpoints.case_shapes import CaseAnswer, CaseInList
from muster.generation.models import CaseStage
from muster.generation.queries import Standing, leading, standing_of, visible_case
from muster.generation.rules.lateness import promises
from muster.kit.openapi import sourced
from muster.missions.mandate_answers import MandateFlags, mandate_flags
from muster.parties.viewer import Viewer
from muster.reference.phases import phase

PLAIN = (
    "reference", "title", "variant", "is_drill", "strength", "desk_officer", "requested_on", "wanted_on", "stage",
    "ended_on", "ended_reason", "arrival_p50", "arrival_p90", "days_late", "owed_on", "version", "known_from",
)  # fmt: skip
PLACED = (
    "code", "stage", "start", "finish", "due_on", "slack_days", "is_critical", "is_ready", "is_late", "held_until",
)  # fmt: skip
TOLD = ("least_days", "likely_days", "most_days", "promised_for", "promised_at")
OWED = ("due_on", "days_overdue", "is_critical", "promised_for", "is_promise_broken", "held_until")


def values_of(case: Any, flags: MandateFlags) -> dict[str, Any]:
    """Return what a list shows of a case that was loaded with its verdict."""
    return {
        **sourced(case),
        **{name: getattr(case, name) for name in PLAIN},
        "register_code": case.register.code,
        "state": case.state.code,
        "mission": case.post.requirement.mission.acronym,
        "post": case.post.reference,
        "pledge": case.pledge and case.pledge.reference,
        "lateness": case.verdict,
        "phase": case.current_phase,
        "owed_by": case.owed_by and case.owed_by.code,
        **flags.of(case.post.requirement.mission.acronym, case.post.needed_until),
    }


def case_in_list(case: Any, flags: MandateFlags) -> CaseInList:
    """Return a case as a list shows it."""
    return CaseInList.model_validate(values_of(case, flags))


def case_answer(viewer: Viewer, reference: str, day: date, today: date) -> CaseAnswer:
    """Return one case as it stands on a day. Raises NotFound if there is none that the viewer may see."""
    case = visible_case(viewer, day, reference)
    standing = standing_of(case, day, today)
    late, planned = standing.lateness, standing.schedule
    case.verdict, case.days_late = late.verdict, late.days_late
    case.arrival_p50, case.arrival_p90 = standing.forecast.arrival_p50, standing.forecast.arrival_p90
    owed = standing.owed if case.stage == CaseStage.OPEN else ()
    first = owed[0] if owed else None
    case.current_phase = first.code if first else ""
    case.owed_by, case.owed_on = (leading(case, first.side), first.due_on) if first else (None, None)
    forecast = {**vars(standing.forecast), "lateness": late.verdict}
    forecast |= {"days_late": late.days_late, "days_late_at_most": late.days_late_at_most}
    milestones = ("critical_path", "arrival_on", "has_arrived", "operational_on", "is_done")
    return CaseAnswer.model_validate(
        {
            **values_of(case, mandate_flags(viewer, day)),
            "schedule": {
                "as_of": day,
                **{name: getattr(planned, name) for name in milestones},
                "critical_path": list(planned.critical_path),
                "phases": _phases(case, standing),
            },
            "forecast": forecast,
            "owed": [
                {
                    "phase": one.code,
                    "owed_by": leading(case, one.side).code,
                    **{name: getattr(one, name) for name in OWED},
                }
                for one in owed
            ],
            "promises": vars(promises(standing.facts, day)),
        }
    )


def _phases(case: Any, standing: Standing) -> list[dict[str, Any]]:
    """Return the phases on the schedule, with what was said of each."""
    stored, told = {one.phase: one for one in case.known_phases}, standing.facts.by_code
    return [
        {
            **{name: getattr(one, name) for name in PLACED},
            **{name: getattr(told[one.code], name) for name in TOLD},
            "name": phase(one.code).name,
            "led_by": leading(case, phase(one.code).lead).code,
            "overridden_because": stored[one.code].overridden_because,
            "outcome": stored[one.code].outcome if one.stage in ("done", "left-out") else "",
        }
        for one in standing.schedule.phases
    ]
