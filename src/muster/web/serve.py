"""Serve the site on one machine: web server and worker of long jobs, two children watched and ended together."""

import errno
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from threading import Event

from muster.kit.errors import Refused

THREADS = 4
"""Requests that one process answers at a time; each has a connection to the database."""
CONNECTIONS = 1_024
"""Connections that one process holds open. Browsers keep several each between pages; one that is refused waits for as
long as another reader keeps theirs."""
LOOK_SECONDS = 0.2
GRACE_SECONDS = 10.0
FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 60.0
STEADY_SECONDS = 60.0
"""A worker that ran so long was well: its next pause is the first one again."""

Say = Callable[[str], None]


def serve(
    port: int,
    host: str = "127.0.0.1",
    *,
    workers: int = 1,
    environment: Mapping[str, str] | None = None,
    say: Say = print,
) -> int:
    """Serve until SIGTERM, SIGINT or SIGHUP; returns the exit status: 0, or the web server's if it ended by itself.

    Plans that were being solved when the installation last stopped are marked as failed first. The worker is started
    again whenever it dies, and the daily run is made once a day unless the site shows a fixed day. `environment` is
    added to that of all children. Raises `Refused` in one line if the port is not free or the database is not up to
    date.
    """
    from muster.web.migrating import refuse_unless_migrated

    refuse_unless_free(host, port)
    refuse_unless_migrated()
    _make_static_folder()
    _settle_abandoned_plans(say)
    surroundings = {**os.environ, "DJANGO_SETTINGS_MODULE": "muster.web.settings", **(environment or {})}
    site = Child("web server", site_command(host, port, workers), surroundings)
    worker = Child("worker", worker_command(), surroundings)
    daily = Daily(Child("daily run", daily_command(), surroundings), is_on=not surroundings.get("MUSTER_AS_OF"))
    with _ended_by_signals() as ended:
        try:
            site.start()
            worker.start()
            return _watch(site, worker, daily, ended, say, address(host, port))
        finally:
            end_together([site, worker, daily.child])


def site_command(host: str, port: int, workers: int) -> list[str]:
    """Return the command of the web server."""
    where = ["--host", host, "--port", str(port)]
    size = ["--workers", str(workers), "--blocking-threads", str(THREADS), "--backpressure", str(CONNECTIONS)]
    manner = ["--interface", "wsgi", "--no-ws", "--log-level", "warning"]
    return [sys.executable, "-m", "granian", *where, *size, *manner, "muster.web.wsgi:application"]


def worker_command() -> list[str]:
    """Return the command of the worker of long jobs."""
    return [sys.executable, "-m", "django", "db_worker", "--no-startup-delay", "--no-reload", "--verbosity", "0"]


def daily_command() -> list[str]:
    """Return the command of the daily run."""
    return [sys.executable, "-m", "muster", "daily", "--unless-done"]


def address(host: str, port: int) -> str:
    """Return the address to type into a browser."""
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host
    return f"http://[{shown}]:{port}/" if ":" in shown else f"http://{shown}:{port}/"


def refuse_unless_free(host: str, port: int) -> None:
    """Raise `Refused` if nothing can listen at this host and port."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (OSError, OverflowError) as error:
        raise Refused(f"{host}: is no address of this machine; use 127.0.0.1") from error
    with closing(socket.socket(family, kind, protocol)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(place)
        except PermissionError as error:
            raise Refused(f"Port {port}: only root may listen there; choose one above 1023 with --port") from error
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise Refused(f"Port {port} on {host} is taken; choose another one with --port") from error
            raise Refused(f"{host}: {error.strerror}; use 127.0.0.1") from error


def _make_static_folder() -> None:
    """Make the folder of collected files if nobody has; what is not in it is served from the packages."""
    from django.conf import settings

    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)


def _settle_abandoned_plans(say: Say) -> None:
    """Mark the plans whose solving ended with the installation, and say so."""
    from muster.deployments.actions.planning_runs import fail_abandoned_runs
    from muster.plans.actions import fail_abandoned_plans
    from muster.plans.inquiry_actions import fail_abandoned
    from muster.plans.models import GapReplanning, StressTest, WorkList

    if number := fail_abandoned_plans():
        say(f"{number} plans were being solved when the installation stopped; they are marked as failed")
    for model, what in ((StressTest, "stress tests"), (WorkList, "work lists"), (GapReplanning, "replannings")):
        if number := fail_abandoned(model):
            say(f"{number} {what} were running when the installation stopped; they are marked as failed")
    if number := fail_abandoned_runs():
        say(f"{number} plans of deployments were being made when the installation stopped; they are marked as failed")


@dataclass
class Child:
    """A process that is kept running: its command, and how it has fared."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause_seconds: float = 0.0
    due: float = 0.0

    def start(self) -> None:
        """Start the process in a session of its own, so that a key pressed at the terminal reaches the parent alone."""
        self.process = subprocess.Popen(self.command, env=dict(self.environment), start_new_session=True)
        self.started = time.monotonic()

    @property
    def status(self) -> int | None:
        """Return the exit status, None while it runs."""
        return self.process.poll() if self.process else None

    def keep_running(self, say: Say) -> None:
        """Start the process again if it has ended, after a pause that doubles while it keeps ending soon."""
        now = time.monotonic()
        if self.process is not None:
            if self.status is None:
                return
            steady = now - self.started >= STEADY_SECONDS
            self.pause_seconds = next_pause(0.0 if steady else self.pause_seconds)
            self.due = now + self.pause_seconds
            say(f"The {self.name} ended with status {self.status}; it starts again in {self.pause_seconds:.0f} s")
            self.process = None
        elif now >= self.due:
            self.start()


def next_pause(pause_seconds: float) -> float:
    """Return the pause after one of `pause_seconds`: twice as long within bounds."""
    return min(LONGEST_PAUSE_SECONDS, max(FIRST_PAUSE_SECONDS, 2 * pause_seconds))


@dataclass
class Daily:
    """The daily run: started once for each day (UTC), and again after a pause if it fails. `is_on` False: never."""

    child: Child
    is_on: bool = True
    day: date | None = None

    def keep_up(self, today: date, say: Say) -> None:
        """Start the run of `today` unless it was started; look after one that has failed."""
        if not self.is_on or self._is_running():
            return
        if self.child.status:
            now = time.monotonic()
            self.child.pause_seconds = next_pause(self.child.pause_seconds)
            self.child.due = now + self.child.pause_seconds
            say(f"The {self.child.name} failed; it starts again in {self.child.pause_seconds:.0f} s")
            self.child.process, self.day = None, None
        elif self.day != today and time.monotonic() >= self.child.due:
            if self.child.process is not None:  # the run of the day before went well
                self.child.pause_seconds = 0.0
            self.day = today
            self.child.start()

    def _is_running(self) -> bool:
        return self.child.process is not None and self.child.status is None


def _watch(site: Child, worker: Child, daily: Daily, ended: Event, say: Say, where: str) -> int:
    """Look after both children until a signal comes or the web server ends."""
    announced = False
    while not ended.wait(LOOK_SECONDS):
        if site.status is not None:
            say(f"The {site.name} ended with status {site.status}")
            return site.status or 1
        if not announced and _answers(site):
            say(f"Muster is served at {where} (Ctrl-C ends it)")
            announced = True
        worker.keep_running(say)
        if announced:
            daily.keep_up(datetime.now(UTC).date(), say)
    return 0


def _answers(site: Child) -> bool:
    """Return whether the web server accepts connections."""
    host, port = (site.command[site.command.index(option) + 1] for option in ("--host", "--port"))
    try:
        with socket.create_connection((host, int(port)), timeout=LOOK_SECONDS):
            return True
    except OSError:
        return False


def end_together(children: Sequence[Child], grace_seconds: float = GRACE_SECONDS) -> None:
    """Ask all children to end, wait, and kill those that have not ended after the grace, with whatever they started."""
    started = [child.process for child in children if child.process is not None]
    for process in started:
        process.terminate()
    deadline = time.monotonic() + grace_seconds
    for process in started:
        try:
            process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        # The web server's own workers, if it was ended before it knew of them.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


@contextmanager
def _ended_by_signals() -> Iterator[Event]:
    """Give an event that the ending signals set, and put the handlers back afterwards."""
    ended = Event()
    signals = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
    before = {number: signal.signal(number, lambda *_: ended.set()) for number in signals}
    try:
        yield ended
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
