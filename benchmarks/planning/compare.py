"""The planner beside a plain model given whole to CP-SAT: `python -m benchmarks.planning.compare [--smoke]`.

Each solve runs in a process of its own, one after the other, and every plan is verified by the contract's checker. The
table is printed; without `--smoke` it is also written to RESULTS.md beside this file.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

CONTRACT = Path(__file__).parents[2] / "tests" / "contracts" / "planning"
RESULTS = Path(__file__).with_name("RESULTS.md")


class Run(NamedTuple):
    """One solve to measure."""

    name: str
    scale: float
    seconds: float


class Measured(NamedTuple):
    """What one solve came to; memory is the peak of its process in MiB."""

    run: Run
    objective: int
    bound: float
    gap: float
    seconds: float
    memory: float
    load: float


OURS, PLAIN = "muster", "CP-SAT, plain model"
FULL = (Run(OURS, 1, 60), Run(PLAIN, 1, 180), Run(OURS, 10, 300))
SMOKE = (Run(OURS, 0.3, 5), Run(PLAIN, 0.1, 5))


def write_problem(scale: float, folder: Path) -> Path:
    """The contract's problem of this scale, seed 0."""
    path = folder / f"problem-{scale:g}.json"
    if not path.exists():
        made = subprocess.run(
            [sys.executable, CONTRACT / "make_problem.py", "--scale", f"{scale:g}"], capture_output=True, check=True
        )
        path.write_bytes(made.stdout)
    return path


def measure(run: Run, folder: Path) -> Measured:
    """Solve in a process of its own, verify, and read off what it took."""
    problem, plan = write_problem(run.scale, folder), folder / "plan.json"
    plan.unlink(missing_ok=True)
    limit = f"{run.seconds:g}"
    if run.name == OURS:
        command = ["muster", "plan", str(problem), "-o", str(plan), "--seconds", limit]
    else:
        command = ["benchmarks.planning.plain_run", str(problem), str(plan), "--seconds", limit]
    load, began = os.getloadavg()[0], time.monotonic()
    process = subprocess.Popen([sys.executable, "-m", *command], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.monotonic() - began
    if process.returncode != 0:
        sys.exit(f"{run.name} at scale {run.scale:g} left with {process.returncode}")
    verify(problem, plan)
    content = json.loads(plan.read_bytes())
    gap = (content["bound"] - content["objective"]) / max(1.0, abs(content["bound"]))
    return Measured(run, content["objective"], content["bound"], gap, seconds, usage.ru_maxrss / 1024, load)


def verify(problem: Path, plan: Path) -> None:
    """Leave with the contract's words when the plan is not valid."""
    checked = subprocess.run(
        [sys.executable, CONTRACT / "check_plan.py", problem, plan], capture_output=True, text=True, check=False
    )
    if checked.returncode != 0:
        sys.exit(f"the plan is not valid:\n{checked.stdout}{checked.stderr}")


def table(rows: list[Measured]) -> str:
    """The measurements as a Markdown table."""
    lines = [
        "| scale | solver | limit, s | objective | bound | gap | seconds | peak MiB | load before |",
        "| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    lines += [
        f"| {row.run.scale:g} | {row.run.name} | {row.run.seconds:g} | {row.objective:,} | {row.bound:,.0f} "
        f"| {row.gap:.2%} | {row.seconds:.1f} | {row.memory:,.0f} | {row.load:.1f} |"
        for row in rows
    ]
    return "\n".join(lines)


def heading() -> str:
    """When and on what."""
    versions = ", ".join(f"{name} {version(name)}" for name in ("numba", "numpy", "ortools"))
    today = datetime.now(UTC).date().isoformat()
    machine = f"{os.cpu_count()} processors ({platform.machine()}), Python {platform.python_version()}, {versions}"
    return f"""# The planner beside a plain model

`python -m benchmarks.planning.compare` on {today}: {machine}.

Problems of the contract's generator, seed 0. Seconds are wall time of the whole process, reading and writing included;
kernels were compiled before. The plain model has one 0/1 variable for holding, beginning and ending each option in each
period, and two CP-SAT workers. Every plan was verified by the contract's checker. `load before` tells how busy the
machine was with other work (two processors are fully taken at 2).

"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--smoke", action="store_true", help="small problems and short limits, under 20 s; no file")
    arguments = parser.parse_args()
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for run in SMOKE if arguments.smoke else FULL:
            rows.append(measure(run, Path(folder)))
            print(f"{run.name}, scale {run.scale:g}: gap {rows[-1].gap:.2%} after {rows[-1].seconds:.0f} s", flush=True)
    print(table(rows))
    if not arguments.smoke:
        RESULTS.write_text(heading() + table(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
