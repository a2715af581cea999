"""The planner on problems of every size, beside a plain model given whole to CP-SAT and to HiGHS.

`python -m benchmarks.planning.compare [--smoke] [--fresh] [--only SCALE ...] [--seeds N]`

Each solve runs in a process of its own, one after the other, and every plan is verified by the contract's checker. Each
measurement is kept in RESULTS.jsonl as it is made, and what is kept of the same code is not measured again: so a run
that was cut short goes on where it stood; short ones come first. RESULTS.md is written from what is kept. `--smoke`
keeps nothing.
"""

import argparse
import hashlib
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
CONTRACT = ROOT / "tests" / "contracts" / "planning"
PLANNER = ROOT / "src" / "muster" / "planning"
KEPT = Path(__file__).with_name("RESULTS.jsonl")
RESULTS = Path(__file__).with_name("RESULTS.md")


class Run(NamedTuple):
    """One solve to measure."""

    solver: str
    scale: float
    seed: int
    seconds: float


class Measured(NamedTuple):
    """What one solve came to. `memory`: the peak of its largest process in MiB; `code`: a hash of what was measured."""

    run: Run
    objective: int
    bound: float
    gap: float
    seconds: float
    reading: float
    memory: float
    load: float
    on: str
    code: str


OURS, CP_SAT, HIGHS = "muster", "CP-SAT, plain model", "HiGHS, plain model"
AIMS = {
    (0.3, 20): 0.006,
    (1, 5): 0.015,
    (1, 30): 0.008,
    (1, 180): 0.004,
    (3, 60): 0.015,
    (10, 60): 0.03,
    (10, 300): 0.015,
    (100, 600): 0.04,
}
"""The gap to reach at a scale after so many seconds, on two processors."""
SEEDS = {0.3: 5, 1: 5, 3: 3, 10: 3, 100: 1}
FULL = (
    *(Run(OURS, scale, seed, seconds) for scale, seconds in AIMS for seed in range(SEEDS[scale])),
    Run(CP_SAT, 1, 0, 180),
    Run(HIGHS, 1, 0, 180),
)
SMOKE = (Run(OURS, 0.3, 0, 5), Run(CP_SAT, 0.1, 0, 5), Run(HIGHS, 0.1, 0, 5))


def write_problem(scale: float, folder: Path, seed: int = 0) -> Path:
    """The contract's problem of this scale and seed."""
    path = folder / f"problem-{scale:g}-{seed}.json"
    if not path.exists():
        command = [sys.executable, str(CONTRACT / "make_problem.py"), "--scale", f"{scale:g}", "--seed", str(seed)]
        path.write_bytes(subprocess.run(command, capture_output=True, check=True).stdout)
    return path


def code_of(solver: str) -> str:
    """A hash of the files that the measurement depends on."""
    files = PLANNER.rglob("*.py") if solver == OURS else Path(__file__).parent.glob("plain_*.py")
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def measure(run: Run, folder: Path) -> Measured:
    """Solve in a process of its own, verify, and read off what it took."""
    problem, plan = write_problem(run.scale, folder, run.seed), folder / "plan.json"
    plan.unlink(missing_ok=True)
    limit = f"{run.seconds:g}"
    if run.solver == OURS:
        command = ["muster", "plan", str(problem), "-o", str(plan), "--seconds", limit, "--gap", "0"]
    else:
        name = "cp-sat" if run.solver == CP_SAT else "highs"
        command = ["benchmarks.planning.plain_run", str(problem), str(plan), "--seconds", limit, "--solver", name]
    reading = reading_seconds(problem) if run.solver == OURS else 0.0
    load, began = os.getloadavg()[0], time.monotonic()
    process = subprocess.Popen([sys.executable, "-m", *command], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.monotonic() - began
    if process.returncode != 0:
        sys.exit(f"{run.solver} at scale {run.scale:g} left with {process.returncode}")
    verify(problem, plan)
    content = json.loads(plan.read_bytes())
    gap = (content["bound"] - content["objective"]) / max(1.0, abs(content["bound"]))
    today = datetime.now(UTC).date().isoformat()
    return Measured(
        run,
        content["objective"],
        content["bound"],
        gap,
        seconds,
        reading,
        usage.ru_maxrss / 1024,
        load,
        today,
        code_of(run.solver),
    )


def reading_seconds(problem: Path) -> float:
    """How long the problem takes to be read and checked, in a process that does nothing else."""
    script = (
        "import sys, time; from pathlib import Path; from muster.planning import Problem; began = time.monotonic(); "
        "Problem.from_json_bytes(Path(sys.argv[1]).read_bytes()); print(time.monotonic() - began)"
    )
    told = subprocess.run([sys.executable, "-c", script, problem], capture_output=True, text=True, check=True)
    return float(told.stdout)


def verify(problem: Path, plan: Path) -> None:
    """Leave with the contract's words when the plan is not valid."""
    checked = subprocess.run(
        [sys.executable, CONTRACT / "check_plan.py", problem, plan], capture_output=True, text=True, check=False
    )
    if checked.returncode != 0:
        sys.exit(f"the plan is not valid:\n{checked.stdout}{checked.stderr}")


def kept() -> dict[Run, Measured]:
    """What was measured before, by run; the last of each."""
    lines = KEPT.read_text(encoding="utf-8").splitlines() if KEPT.exists() else []
    rows = (json.loads(line) for line in lines)
    found = (Measured(Run(*row.pop("run")), **row) for row in rows)
    return {row.run: row for row in found}


def keep(rows: dict[Run, Measured]) -> None:
    """Write all measurements, in the order of the runs, and the page made of them."""
    ordered = [rows[run] for run in FULL if run in rows]
    lines = [json.dumps({**row._asdict(), "run": list(row.run)}) for row in ordered]
    KEPT.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    RESULTS.write_text(page(ordered), encoding="utf-8")


def table(rows: list[Measured]) -> str:
    """The measurements as a Markdown table."""
    lines = [
        "| scale | seed | solver | limit, s | objective | bound | gap | seconds | reading | peak MiB | load before |",
        "| ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    lines += [
        f"| {row.run.scale:g} | {row.run.seed} | {row.run.solver} | {row.run.seconds:g} | {row.objective:,} "
        f"| {row.bound:,.0f} | {row.gap:.2%} | {row.seconds:.1f} | {row.reading:.2f} | {row.memory:,.0f} "
        f"| {row.load:.1f} |"
        for row in rows
    ]
    return "\n".join(lines)


def summary(rows: list[Measured]) -> Iterator[str]:
    """One line a scale and limit: what was to be reached, and the gaps over the seeds."""
    yield "| scale | limit, s | seeds | gap to reach | mean gap | largest gap | most MiB |"
    yield "| ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    ours = [row for row in rows if row.run.solver == OURS]
    for (scale, seconds), group in groupby(ours, lambda row: (row.run.scale, row.run.seconds)):
        found = list(group)
        gaps = [row.gap for row in found]
        yield (
            f"| {scale:g} | {seconds:g} | {len(found)} | {AIMS[scale, seconds]:.1%} | {statistics.mean(gaps):.2%} "
            f"| {max(gaps):.2%} | {max(row.memory for row in found):,.0f} |"
        )


def page(rows: list[Measured]) -> str:
    """What was measured, when and on what."""
    versions = ", ".join(f"{name} {version(name)}" for name in ("numba", "numpy", "ortools", "highspy"))
    days = sorted({row.on for row in rows})
    machine = f"{os.cpu_count()} processors ({platform.machine()}), Python {platform.python_version()}, {versions}"
    lines = "\n".join(summary(rows))
    return f"""# The planner, and a plain model given whole to a solver

`python -m benchmarks.planning.compare`, {" and ".join(days)}: {machine}.

Problems of the contract's generator. Seconds are wall time of the whole process, reading and writing included; kernels
were compiled before. The plain model has one 0/1 variable for holding, beginning and ending each option in each period;
CP-SAT has two workers, HiGHS the one thread that it uses. A solver without a plan stands at objective 0. Every plan was
verified by the contract's checker. `reading`: seconds that reading and checking the problem takes, in a process of its
own. `peak MiB` is that of the largest process. `load before` tells how busy the machine was with other work (two
processors are fully taken at 2).

{lines}

{table(rows)}
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--smoke", action="store_true", help="small problems and short limits, under 30 s; no file")
    parser.add_argument("--fresh", action="store_true", help="measure everything anew, whatever is kept")
    parser.add_argument("--only", type=float, nargs="+", metavar="SCALE", help="these scales alone")
    parser.add_argument("--seeds", type=int, metavar="N", help="the first N seeds alone")
    arguments = parser.parse_args()
    if arguments.smoke:
        with tempfile.TemporaryDirectory() as folder:
            print(table([measure(run, Path(folder)) for run in SMOKE]))
        return
    found = {} if arguments.fresh else kept()
    with tempfile.TemporaryDirectory() as folder:
        for run in sorted(FULL, key=lambda run: run.seconds):
            is_known = run in found and found[run].code == code_of(run.solver)
            is_asked = arguments.only is None or run.scale in arguments.only
            if is_known or not is_asked or (arguments.seeds is not None and run.seed >= arguments.seeds):
                continue
            found[run] = measure(run, Path(folder))
            keep(found)
            told = f"{run.solver}, scale {run.scale:g}, seed {run.seed}, {run.seconds:g} s"
            print(f"{told}: gap {found[run].gap:.2%} after {found[run].seconds:.0f} s", flush=True)
    keep(found)
    print("\n".join(summary([found[run] for run in FULL if run in found])))


if __name__ == "__main__":
    main()
