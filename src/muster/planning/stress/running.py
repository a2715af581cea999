"""Ask many questions of one piece of work: in this process, by a local Dask cluster, or by one that is there.

The answers hang on the questions alone, so they are the same whatever the number of workers. Each worker is a process
with one thread. A script that starts workers needs the usual guard, `if __name__ == "__main__":`, for a new process
reads it again.
"""

import logging
import os
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from muster.planning.stress.results_file import ResultsFile
from muster.planning.stress.study import Answer

if TYPE_CHECKING:
    from distributed import Client

SECONDS_TO_CONNECT = 10.0

Note = Callable[[str, Answer, float], None]
"""Called with each question, its answer, and the seconds that it took."""


class Work(Protocol):
    """What can be asked. It is sent to every worker once, so it must be possible to pickle it."""

    def answer(self, question: str) -> Answer:
        """The answer to a question, hanging on nothing else."""
        ...


class ClusterMissing(OSError):  # noqa: N818 - named after what happened
    """No cluster answers at the address; one line that says so."""


class Runner:
    """Answers questions one after the other, in this process."""

    def ask(self, work: Work, questions: Sequence[str], note: Note) -> None:
        """Answer each question and note the answer as soon as it is there."""
        for question in questions:
            note(question, *_timed(work, question))


class DaskRunner(Runner):
    """Answers questions on the workers of a cluster."""

    def __init__(self, client: "Client") -> None:
        self.client = client

    def ask(self, work: Work, questions: Sequence[str], note: Note) -> None:
        """Send the work to every worker once, then ask; answers are noted in the order in which they come."""
        from distributed import as_completed

        if not questions:
            return
        shared = self.client.scatter(work, broadcast=True, hash=False)
        futures = {self.client.submit(_timed, shared, one, pure=False): one for one in questions}
        waiting = as_completed(list(futures), with_results=True)
        for future, result in waiting:
            note(futures.pop(future), *result)


def _timed(work: Work, question: str) -> tuple[Answer, float]:
    began = time.perf_counter()
    return work.answer(question), time.perf_counter() - began


@contextmanager
def runner(workers: int = 0, cluster: str | None = None) -> Iterator[Runner]:
    """What answers: `workers` processes on this machine, none of them for this process itself, or a cluster's.

    `cluster` is the address of a Dask scheduler that runs already, whose workers have the same Muster; `workers` does
    not count then. A local cluster listens on 127.0.0.1 alone, shows no dashboard, and is gone in the end. Raises
    `ClusterMissing`.
    """
    if cluster is not None:
        with _client_of(cluster) as client:
            yield DaskRunner(client)
    elif workers == 0:
        yield Runner()
    else:
        with tempfile.TemporaryDirectory(prefix="muster-stress-") as folder, _local_client(workers, folder) as client:
            yield DaskRunner(client)


@contextmanager
def _client_of(address: str) -> "Iterator[Client]":
    from distributed import Client

    try:
        client = Client(address, timeout=SECONDS_TO_CONNECT)
    except (OSError, ValueError) as error:
        raise ClusterMissing(f"no cluster answers at {address} ({' '.join(str(error).split())})") from None
    with client:
        yield client


ONE_THREAD = {"OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "NUMBA_NUM_THREADS": "1"}


@contextmanager
def _local_client(workers: int, folder: str) -> "Iterator[Client]":
    import dask
    from distributed import Client, LocalCluster

    settings = {
        "distributed.nanny.pre-spawn-environ": ONE_THREAD,
        "distributed.scheduler.http.routes": [],
        "distributed.worker.http.routes": [],
    }
    with dask.config.set(settings), _interrupts_ignored():
        local = LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",  # its port only: what answers there has been taken away
            scheduler_kwargs={"dashboard": False},
            memory_limit=0,
            local_directory=folder,
            silence_logs=logging.CRITICAL,
        )
    with local, Client(local) as client:
        yield client


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Let processes that are started meanwhile never hear of Ctrl-C: it ends the run here, which ends them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def answers_to(
    work: Work,
    questions: Sequence[str],
    asked: Runner,
    results: ResultsFile | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> dict[str, Answer]:
    """The answers to all questions, in their order; what the results file holds already is not asked again.

    `progress` is told how many are answered, of how many.
    """
    known = dict(results.answers) if results is not None else {}
    left = [question for question in dict.fromkeys(questions) if question not in known]
    total, done = len(set(questions)), len(set(questions)) - len(left)

    def note(question: str, answer: Answer, seconds: float) -> None:
        nonlocal done
        known[question] = answer
        done += 1
        if results is not None:
            results.add(question, answer, seconds)
        if progress is not None:
            progress(done, total)

    asked.ask(work, left, note)
    return {question: known[question] for question in questions}


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
