"""The named stages of a request for individuals and of each nominee: one meaning each. Pure.

Source: the steps of section 6.4 of the dossier (S37) and the life of a person in 14.2. The old tool kept stages as
numbers, of which one had two meanings; here each has a name, and what may follow is a table. Who takes which step is a
local choice after the same section.
"""

from collections.abc import Collection, Sequence
from datetime import date

from muster.deployments.rules.eligibility import Finding, hindering
from muster.kit.errors import Problem

DRAFT, SENT, FILLED, CANCELLED = "draft", "sent", "filled", "cancelled"
REQUEST_STEPS: dict[str, frozenset[str]] = {
    DRAFT: frozenset({SENT, CANCELLED}),
    SENT: frozenset({FILLED, CANCELLED}),
    FILLED: frozenset(),
    CANCELLED: frozenset(),
}
"""A request is the Secretariat's draft, then asked of the State, and over when all have arrived or it is cancelled."""

NOMINATED, CONFIRMED, MEDICAL_ASKED, CLEARED = "nominated", "confirmed", "medical-asked", "medically-cleared"
VETTED, TRAVEL_ASKED, AUTHORISED, ARRIVED = "vetted", "travel-asked", "travel-authorised", "arrived"
REJECTED, WITHDRAWN = "rejected", "withdrawn"
ROAD = (NOMINATED, CONFIRMED, MEDICAL_ASKED, CLEARED, VETTED, TRAVEL_ASKED, AUTHORISED, ARRIVED)
"""The stages of a nominee who arrives, in order."""

OVER = frozenset({ARRIVED, REJECTED, WITHDRAWN})
NOMINEE_STEPS: dict[str, frozenset[str]] = {
    **{stage: frozenset({ROAD[at + 1], REJECTED, WITHDRAWN}) for at, stage in enumerate(ROAD[:-1])},
    **{stage: frozenset() for stage in OVER},
}
"""Each step follows the one before, none is skipped; a nominee may be rejected or withdrawn until the arrival."""


GATES: dict[str, frozenset[str]] = {
    CONFIRMED: frozenset({"passport", "age", "service", "rank", "language", "driving"}),
    CLEARED: frozenset({"medical"}),
    VETTED: frozenset({"vetting"}),
    TRAVEL_ASKED: frozenset({"training"}),
}
"""The rules of eligibility that are asked at each step; what is neither met nor waived stops it (local choice)."""


def gate_problems(to: str, found: Sequence[Finding], waived: Collection[str]) -> list[Problem]:
    """Return what stops a nominee at the step to a stage, each with what would help."""
    asked = [one for one in found if one.rule in GATES.get(to, frozenset())]
    return [Problem(one.rule, f"{one.verdict}: {one.words}", one.remedy) for one in hindering(asked, waived)]


def taken_by(to: str) -> str:
    """Return the side that takes the step to a stage: the State withdraws, the mission sees the arrival.

    The Secretariat may enter an arrival for the mission.
    """
    return {WITHDRAWN: "state", ARRIVED: "mission"}.get(to, "secretariat")


def ways_of(stage: str, sides: Collection[str]) -> list[str]:
    """Return the stages to which one of the sides may take a nominee from a stage, by name."""
    return sorted(to for to in NOMINEE_STEPS[stage] if taken_by(to) in sides)


def request_problem(stage: str, to: str, *, posts: int, active: int, arrived: int) -> str:
    """Return why a request cannot go to a stage; empty where it can.

    It is sent with a post at least, and filled when each of its posts has somebody who arrived; it is not cancelled
    over the heads of nominees (S37: no step is completed with nobody in it).
    """
    if to not in REQUEST_STEPS[stage]:
        following = " or ".join(sorted(REQUEST_STEPS[stage])) or "nothing: it is over"
        return f"it is {stage}; what may follow is {following}"
    if to == SENT and not posts:
        return "it asks for no post; name those to be filled"
    if to == FILLED and arrived < posts:
        return f"{arrived} of {posts} have arrived; wait for the others, or ask for fewer"
    if to == CANCELLED and active:
        return f"{active} nominees are under way; reject them first"
    return ""


def nominee_problem(stage: str, to: str) -> str:
    """Return why a nominee cannot go to a stage; empty where it can."""
    if to in NOMINEE_STEPS.get(stage, frozenset()):
        return ""
    following = " or ".join(sorted(NOMINEE_STEPS[stage])) or "nothing: it is over"
    return f"the nominee is {stage}; what may follow is {following}"


def nomination_problems(
    *, active_elsewhere: Sequence[str], barred_until: Sequence[date | None], request_stage: str, today: date
) -> list[Problem]:
    """Return why a person cannot be nominated at all. Nobody may waive it.

    One person is in one active request (S37: the old tool had duplicates), and nobody who is barred is nominated
    (S41); a bar without an end is for good.
    """
    problems = []
    if request_stage != SENT:
        problems.append(Problem("request", f"is {request_stage}", "nominate for one that was sent"))
    if active_elsewhere:
        words = f"is a nominee of {', '.join(active_elsewhere)} already"
        problems.append(Problem("person", words, "withdraw there first, or name somebody else"))
    if any(until is None or until > today for until in barred_until):
        problems.append(Problem("person", "is barred from service", "name somebody else"))
    return problems
