"""Files that commands read and write; whatever goes wrong is one line with the file's name."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from muster.kit.atomic_file import write_atomically
from muster.kit.errors import Problem, Refused
from muster.planning.plan import Plan
from muster.planning.problem import Problem as PlanningProblem
from muster.planning.refusal import ActionRefused, CertificateRefused, PlanRefused, ProblemRefused


def read_bytes(path: Path) -> bytes:
    """The file's bytes; raises `Refused` in one line when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refused(f"{shown_path(path)}: cannot be read ({error.strerror})") from None


def write_bytes(path: Path, content: bytes) -> None:
    """Replace the file in one step, so that no reader ever sees half of it; raises `Refused` when it cannot be."""
    try:
        write_atomically(path, content)
    except OSError as error:
        raise Refused(f"{shown_path(path)}: cannot be written ({error.strerror})") from None


def refuse_unless_writable(path: Path) -> None:
    """Raise `Refused` now rather than after the work whose result is to be written to `path`."""
    if path.is_dir():
        raise Refused(f"{shown_path(path)}: cannot be written (it is a folder)")
    if not os.access(path.resolve().parent, os.W_OK):
        raise Refused(f"{shown_path(path)}: cannot be written (its folder is missing or closed)")


MOST_LINES = 20


def read_problem(path: Path) -> PlanningProblem:
    """The planning problem in the file; raises `Refused` with one line for each fault, at most twenty."""
    raw = read_bytes(path)
    try:
        return PlanningProblem.from_json_bytes(raw)
    except ProblemRefused as error:
        lines = error.lines[:MOST_LINES]
    raise Refused(problems=[Problem("", f"{shown_path(path)}: {line}", "") for line in lines])


def read_plan(path: Path) -> Plan:
    """The plan in the file, of whatever problem; raises `Refused` with one line for each fault, at most twenty."""
    raw = read_bytes(path)
    try:
        return Plan.from_json_bytes(raw)
    except PlanRefused as error:
        lines = error.lines[:MOST_LINES]
    raise Refused(problems=[Problem("", f"{shown_path(path)}: {line}", "") for line in lines])


def read_valid_plan(path: Path, problem: PlanningProblem) -> Plan:
    """The plan in the file; raises `Refused` where it cannot be read or is no valid plan of the problem."""
    from muster.planning.checker import broken_rules

    raw = read_bytes(path)
    try:
        plan = Plan.from_json_bytes(raw)
    except PlanRefused as error:
        lines = list(error.lines)
    else:
        lines = list(islice(broken_rules(problem, plan), MOST_LINES))
        if not lines:
            return plan
    raise Refused(problems=[Problem("", f"{shown_path(path)}: {line}", "") for line in lines[:MOST_LINES]])


@contextmanager
def refusals_of(path: Path) -> Iterator[None]:
    """What the planner refuses of the plan in the file becomes `Refused`, one line for each fault."""
    from muster.planning.certificate import SumsTooLarge

    try:
        yield
    except (CertificateRefused, PlanRefused, ProblemRefused, ActionRefused) as error:
        lines = error.lines[:MOST_LINES]
    except SumsTooLarge:
        lines = ("the numbers of this problem are too large for its prices to be used",)
    else:
        return
    raise Refused(problems=[Problem("", f"{shown_path(path)}: {line}", "") for line in lines])


def shown_path(path: Path) -> str:
    """The path without quotes where it is plain, so that the line stays one line."""
    text = str(path)
    return text if text.isprintable() else json.dumps(text)
