"""Solve a problem file with the plain model and write a plan file: one process of the comparison."""

import argparse
import hashlib
import json
import time
from pathlib import Path

from benchmarks.planning.plain_model import PlainModel


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("problem", type=Path)
    parser.add_argument("plan", type=Path)
    parser.add_argument("--seconds", type=float, required=True)
    arguments = parser.parse_args()
    began = time.monotonic()
    raw = arguments.problem.read_bytes()
    model = PlainModel(json.loads(raw))
    solved = model.solve(max(1.0, arguments.seconds - (time.monotonic() - began)))
    content = {
        "version": 1,
        "problem_sha256": hashlib.sha256(raw).hexdigest(),
        "stays": solved.stays,
        "objective": solved.objective,
        "bound": solved.bound,
        "status": "optimal" if solved.optimal else "feasible",
        "seconds": time.monotonic() - began,
    }
    arguments.plan.write_text(json.dumps(content), encoding="utf-8")


if __name__ == "__main__":
    main()
