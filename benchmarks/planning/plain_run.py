"""Solve a problem file with the plain model and write a plan file: one process of the comparison."""

import argparse
import hashlib
import json
import math
import time
from pathlib import Path
from typing import Any

from benchmarks.planning.plain_highs import solve_by_highs
from benchmarks.planning.plain_model import PlainModel


def most_paid(problem: dict[str, Any]) -> int:
    """A bound where the solver has none: every post covered in every period by its best option."""
    best: dict[str, int] = {}
    for row in problem["options"]:
        best[row["post"]] = max(best.get(row["post"], 0), row["value"])
    return sum(best.get(row["id"], 0) * (row["end"] - row["start"]) for row in problem["posts"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("problem", type=Path)
    parser.add_argument("plan", type=Path)
    parser.add_argument("--seconds", type=float, required=True)
    parser.add_argument("--solver", choices=("cp-sat", "highs"), default="cp-sat")
    arguments = parser.parse_args()
    began = time.monotonic()
    raw = arguments.problem.read_bytes()
    model = PlainModel(json.loads(raw))
    left = max(1.0, arguments.seconds - (time.monotonic() - began))
    solved = model.solve(left) if arguments.solver == "cp-sat" else solve_by_highs(model, left)
    content = {
        "version": 1,
        "problem_sha256": hashlib.sha256(raw).hexdigest(),
        "stays": solved.stays,
        "objective": solved.objective,
        "bound": solved.bound if math.isfinite(solved.bound) else most_paid(model.problem),
        "status": "optimal" if solved.optimal else "feasible",
        "seconds": time.monotonic() - began,
    }
    arguments.plan.write_text(json.dumps(content), encoding="utf-8")


if __name__ == "__main__":
    main()
