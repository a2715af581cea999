"""The process that solves programs, one after another: `python -m muster.planning.near.solving`, spoken to by pipes.

For each it reads one line of JSON (`Task`) and the arrays of the program from its input, and writes one line of JSON
whenever there is news: a better plan, a lower bound, and at last that it is done. It ends when its input closes: then
whoever asked is gone. HiGHS runs here and not beside OR-Tools, for the two do not share a process.
"""

import io
import json
import os
import queue
import signal
import sys
import threading
from typing import Any, NamedTuple, TextIO

import numpy as np

from muster.planning.near.program import Program


class Task(NamedTuple):
    """What is asked besides the program: columns of a plan to begin at, seconds, and the size of the arrays' bytes."""

    start: list[int]
    seconds: float
    seed: int
    bytes: int


def packed(program: Program) -> bytes:
    """The program's arrays as bytes."""
    buffer = io.BytesIO()
    np.savez(buffer, **program._asdict())
    return buffer.getvalue()


def unpacked(raw: bytes) -> Program:
    """The program of these bytes."""
    with np.load(io.BytesIO(raw), allow_pickle=False) as arrays:
        return Program(**{name: arrays[name] for name in Program._fields})


def solve_program(program: Program, task: Task, output: TextIO) -> None:
    """Solve, and tell each better plan and lower bound as it is found."""
    import highspy

    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    settings = {"output_flag": False, "threads": 1, "time_limit": task.seconds, "random_seed": task.seed % 2**31}
    for name, value in {**settings, "mip_rel_gap": 0.0, "mip_abs_gap": 0.9}.items():
        solver.setOptionValue(name, value)
    columns, rows = len(program.cost), len(program.lower)
    solver.passModel(
        columns, rows, len(program.column), int(highspy.MatrixFormat.kRowwise), int(highspy.ObjSense.kMaximize), 0.0,
        program.cost, np.zeros(columns), np.ones(columns), program.lower, program.upper, program.first, program.column,
        program.coefficient, program.is_whole,
    )  # fmt: skip
    if task.start:
        solver.setSolution(len(task.start), np.array(task.start, np.int32), np.ones(len(task.start)))
    news = _News(int(program.is_whole.sum()), output)
    solver.cbMipImprovingSolution += lambda event: news.plan(event.data_out.mip_solution)
    solver.cbMipLogging += lambda event: news.bound(event.data_out.mip_dual_bound)
    solver.run()
    info = solver.getInfo()
    if info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible:
        news.plan(solver.getSolution().col_value)
    if solver.getModelStatus() in (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kTimeLimit):
        news.bound(info.mip_dual_bound)  # after any other end, an error say, the figure proves nothing
    news.done()


class _News:
    """Writes what is new, and nothing twice."""

    def __init__(self, stays: int, output: TextIO) -> None:
        self._stays = stays
        self._output = output
        self._bound = np.inf
        self._chosen: list[int] = []

    def plan(self, values: Any) -> None:
        chosen = np.flatnonzero(np.asarray(values)[: self._stays] > 0.5).tolist()
        if chosen != self._chosen:
            self._chosen = chosen
            self._tell({"chosen": chosen})

    def bound(self, value: float) -> None:
        if value < self._bound:
            self._bound = value
            self._tell({"bound": value})

    def done(self) -> None:
        self._tell({"done": True})

    def _tell(self, content: dict[str, Any]) -> None:
        self._output.write(json.dumps(content) + "\n")
        self._output.flush()


def _listen(asked: "queue.Queue[tuple[Task, bytes]]") -> None:
    """Take in what is asked, and end when nobody can ask any more."""
    while line := sys.stdin.buffer.readline():
        task = Task(**json.loads(line))
        asked.put((task, sys.stdin.buffer.read(task.bytes)))
    os._exit(0)


def main() -> None:
    """Read what is asked, solve it, and tell."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever asked
    asked: queue.Queue[tuple[Task, bytes]] = queue.Queue()
    threading.Thread(target=_listen, args=(asked,), daemon=True).start()
    with os.fdopen(os.dup(1), "w") as output:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # the solver writes lines of its own here, whatever it is told
        while True:
            task, raw = asked.get()
            solve_program(unpacked(raw), task, output)


if __name__ == "__main__":
    main()
