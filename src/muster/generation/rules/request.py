"""How a request for contributions goes on, and what must be there first. Pure.

Source: section 3.1, phases 5 to 7 of the dossier; where no source says who takes a step, the step is a local choice.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from muster.kit.day_text import long_day
from muster.kit.errors import Problem

DRAFT, ISSUED, CLOSED, CANCELLED = "draft", "issued", "closed", "cancelled"
STEPS: dict[str, frozenset[str]] = {
    DRAFT: frozenset({ISSUED, CANCELLED}),
    ISSUED: frozenset({CLOSED, CANCELLED}),
    CLOSED: frozenset({ISSUED, CANCELLED}),
    CANCELLED: frozenset(),
}
"""Which stage may follow which: a closed request can be opened again; a cancelled one is over."""


def step_problem(stage: str, to: str) -> str:
    """Return in words why a request at `stage` cannot go to `to`; empty where it can."""
    if to in STEPS[stage]:
        return ""
    following = " or ".join(sorted(STEPS[stage])) or "nothing: it is over"
    return f"it is {stage}; what may follow is {following}"


def issue_problems(*, posts: int, addressees: int, reply_by: date, today: date) -> list[Problem]:
    """Return what is missing before a request can be issued."""
    problems = []
    if not posts:
        problems.append(Problem("posts", "there is none", "name the posts that are asked for"))
    if not addressees:
        problems.append(Problem("States", "nobody is asked", "name the States, or ask all Member States"))
    if reply_by <= today:
        problems.append(Problem("reply by", f"{long_day(reply_by)} is no day to come", "give a later day"))
    return problems


def close_problem(*, reply_by: date, unanswered: int, reason: str, today: date) -> str:
    """Return why a request cannot be closed yet; empty where it can.

    After its last day, or once every State has replied, it is closed without more; earlier only with a reason (local
    choice).
    """
    if today > reply_by or not unanswered or reason.strip():
        return ""
    return f"the last day for replies is {long_day(reply_by)} and {unanswered} States have not replied; say why"


def weights_problem(*, stage: str, offers: int, reason: str) -> str:
    """Return why the weights of a request cannot be changed; empty where they can.

    Only before the first offer: nobody at the register can then have seen one (local choice; that criteria are told
    beforehand follows from the audit complaint of S14).
    """
    if stage not in (DRAFT, ISSUED):
        return f"the request is {stage}"
    if offers:
        return "an offer has been made already, so the weights that States were told stand"
    return "" if reason.strip() else "say why; every State that is asked will read it"


def weight_problems(weights: Sequence[tuple[str, int]], known: frozenset[str]) -> list[Problem]:
    """Return what is wrong with weights of a request's own."""
    counts = Counter(code for code, _ in weights)
    unknown = sorted(set(counts) - known)
    problems = [Problem(code, "is no criterion", f"take one of {', '.join(sorted(known))}") for code in unknown]
    problems += [Problem(code, f"{points} points", "give 0 or more") for code, points in weights if points < 0]
    problems += [Problem(code, "is named twice", "name it once") for code, number in counts.items() if number > 1]
    return problems
