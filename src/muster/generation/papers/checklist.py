"""The checklist of one role in a rapid-deployment call, or of all, as a paper."""

from collections.abc import Sequence
from datetime import date, timedelta

from muster.generation.queries.calls import PlayedCall
from muster.generation.rules.playbook import Placed
from muster.kit.day_text import long_day
from muster.kit.papers import Block, Facts, Grid, Heading, Paper, Text
from muster.reference.playbook import PlaybookRole

NO_PUBLISHED = (
    "No published play-book is at hand: the steps and their days are Muster's own reading of the rules, and a local "
    "choice that may be changed."
)
DRILL = "DRILL – for practice only: nobody is called, and nothing is to be moved."
HEADINGS = ("Day", "By", "What is done", "What proves it", "Done")


def checklist_paper(call: PlayedCall, roles: Sequence[PlaybookRole], made_on: date) -> Paper:
    """Return the checklist of some roles: their steps by day, what proves each, and a place to tick."""
    case = call.case
    mission = case.post.requirement.mission
    title = roles[0].name if len(roles) == 1 else "All roles"
    rows = [
        ("State", case.state.name),
        ("Unit", case.pledge.reference if case.pledge else case.title),
        ("Post and mission", f"{case.post.reference}, {mission.name}"),
        ("Request (day 0)", long_day(case.requested_on)),
        ("Wanted in theatre", f"{long_day(case.wanted_on)} (day {call.days})"),
        ("Printed on", f"day {call.day} of the call"),
    ]
    blocks: list[Block] = [Text(DRILL)] if case.is_drill else []
    blocks.append(Facts(rows))
    for role in roles:
        steps = [one for one in call.steps if one.step.role == role.code]
        blocks += [Heading(role.name, 2), Grid(HEADINGS, [_row(one, case.requested_on) for one in steps],
                                               widths=(8, 14, 42, 26, 10))]  # fmt: skip
    blocks.append(Text(NO_PUBLISHED, is_note=True))
    mark = "DRILL: " if case.is_drill else ""
    return Paper(
        title=f"{mark}Checklist of a rapid-deployment call",
        subtitle=title,
        made_on=made_on,
        blocks=blocks,
        issuer=case.register.name,
        reference=f"{mark}{case.reference}",
        illustrative=case.illustrative,
        is_landscape=True,
    )


def _row(one: Placed, requested_on: date) -> tuple[str, str, str, str, str]:
    step = one.step
    due_on = long_day(requested_on + timedelta(days=step.due_day))
    done = "" if one.done_day is None else f"day {one.done_day}"
    return f"{step.from_day} – {step.due_day}", due_on, step.what, step.proof, done
