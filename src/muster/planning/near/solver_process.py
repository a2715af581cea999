"""The asking side of the process that solves programs: one question at a time, news as it comes."""

import contextlib
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable

from muster.planning.near.program import Program
from muster.planning.near.solving import Task, packed


class SolverProcess:
    """Begins the process at the first question; `stop` ends it.

    `has_failed`: it has ended by itself, so it is of no use to ask again. `seconds`: what the last answer took.
    """

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self._process: subprocess.Popen[bytes] | None = None
        self._reader: threading.Thread | None = None
        self._is_asked = threading.Event()
        self._tell_plan: Callable[[list[int]], None] = lambda chosen: None
        self._tell_bound: Callable[[float], None] = lambda bound: None
        self.seconds = 0.0
        self.has_failed = False
        self._asked_at = 0.0

    @property
    def is_busy(self) -> bool:
        """Whether a question is being worked on."""
        return self._is_asked.is_set()

    def ask(
        self,
        program: Program,
        start: list[int],
        seconds: float,
        plan: Callable[[list[int]], None],
        bound: Callable[[float], None],
    ) -> None:
        """Ask for the best plan within so many seconds, from the columns of one to start with.

        `plan` is told the columns of each better plan, `bound` each lower bound, in another thread.
        """
        self._tell_plan, self._tell_bound = plan, bound
        self._is_asked.set()
        self._asked_at = time.monotonic()
        process = self._running()
        raw = packed(program)
        task = Task(start, seconds, self.seed, len(raw))
        assert process.stdin is not None
        try:
            process.stdin.write(json.dumps(task._asdict()).encode() + b"\n" + raw)
            process.stdin.flush()
        except BrokenPipeError:  # it has ended by itself; the search goes on without it
            self.has_failed = True
            self.stop()

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._process is None:
            command = [sys.executable, "-m", "muster.planning.near.solving"]
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            self._reader = threading.Thread(target=self._read, args=(self._process,), daemon=True)
            self._reader.start()
        return self._process

    def _read(self, process: "subprocess.Popen[bytes]") -> None:
        assert process.stdout is not None
        for line in process.stdout:
            content = json.loads(line)
            if "chosen" in content:
                self._tell_plan(content["chosen"])
            elif "bound" in content:
                self._tell_bound(content["bound"])
            else:
                self.seconds = time.monotonic() - self._asked_at
                self._is_asked.clear()
        if self._process is process:  # else it was stopped, or has been found to have failed
            self.has_failed = True
        self._is_asked.clear()

    def stop(self) -> None:
        """End the process, whatever it works on."""
        if self._process is None or self._reader is None:
            return
        process, self._process = self._process, None
        process.kill()
        self._reader.join()
        assert process.stdin is not None
        assert process.stdout is not None
        with contextlib.suppress(BrokenPipeError):
            process.stdin.close()
        process.stdout.close()
        process.wait()
