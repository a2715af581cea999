"""The site is served by two children that are watched and ended together."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from http.client import HTTPConnection
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muster.kit.errors import Refused
from muster.web import serve as serving
from muster.web.serve import Child, Daily, address, end_together, next_pause, refuse_unless_free
from tests.kill import victim

SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)",
]
PATIENCE_SECONDS = 20
"""Less than connections left open are kept: whoever has to wait for those fails. A busy machine starts within it."""


@pytest.fixture
def taken_port() -> Iterator[int]:
    """A port at which somebody else listens."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_taken_port_is_one_clear_line(taken_port: int) -> None:
    with pytest.raises(Refused, match=rf"^Port {taken_port} on 127\.0\.0\.1 is taken; choose another one with --port$"):
        refuse_unless_free("127.0.0.1", taken_port)


def test_an_address_of_another_machine_is_one_clear_line() -> None:
    """192.0.2.0/24 is reserved for documentation."""
    with pytest.raises(Refused, match=r"^192\.0\.2\.1: .*; use 127\.0\.0\.1$"):
        refuse_unless_free("192.0.2.1", 0)


@pytest.mark.parametrize(
    ("host", "shown"), [("127.0.0.1", "127.0.0.1"), ("0.0.0.0", "127.0.0.1"), ("::1", "[::1]"), ("::", "127.0.0.1")]
)
def test_the_address_can_be_typed_into_a_browser(host: str, shown: str) -> None:
    assert address(host, 8000) == f"http://{shown}:8000/"


@given(st.floats(min_value=0, max_value=1e6))
def test_a_pause_doubles_within_bounds(pause_seconds: float) -> None:
    pause = next_pause(pause_seconds)
    assert serving.FIRST_PAUSE_SECONDS <= pause <= serving.LONGEST_PAUSE_SECONDS
    assert pause in (serving.FIRST_PAUSE_SECONDS, serving.LONGEST_PAUSE_SECONDS, 2 * pause_seconds)


def test_a_worker_that_dies_is_started_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "FIRST_PAUSE_SECONDS", 0.02)
    told: list[str] = []
    worker = Child("worker", SLEEPER, os.environ)
    worker.start()
    first = worker.process
    assert first is not None
    first.kill()
    first.wait()
    deadline = time.monotonic() + 5
    while (worker.process is None or worker.process is first) and time.monotonic() < deadline:
        worker.keep_running(told.append)
        time.sleep(0.01)
    again = worker.process
    end_together([worker])
    assert again is not None
    assert again.pid != first.pid
    assert told == ["The worker ended with status -9; it starts again in 0 s"]


def _ended(child: Child) -> None:
    """Wait until a child has ended by itself."""
    assert child.process is not None
    child.process.wait(timeout=10)


def test_the_daily_run_is_started_once_a_day() -> None:
    told: list[str] = []
    daily = Daily(Child("daily run", [sys.executable, "-c", "pass"], os.environ))
    daily.keep_up(date(2026, 1, 1), told.append)
    first = daily.child.process
    _ended(daily.child)
    daily.keep_up(date(2026, 1, 1), told.append)
    assert daily.child.process is first
    daily.keep_up(date(2026, 1, 2), told.append)
    assert daily.child.process is not first
    _ended(daily.child)
    assert told == []


def test_a_daily_run_that_failed_is_started_again_after_a_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "FIRST_PAUSE_SECONDS", 0.0)
    monkeypatch.setattr(serving, "LONGEST_PAUSE_SECONDS", 0.0)
    told: list[str] = []
    daily = Daily(Child("daily run", [sys.executable, "-c", "raise SystemExit(3)"], os.environ))
    daily.keep_up(date(2026, 1, 1), told.append)
    first = daily.child.process
    _ended(daily.child)
    daily.keep_up(date(2026, 1, 1), told.append)
    assert told == ["The daily run failed; it starts again in 0 s"]
    daily.keep_up(date(2026, 1, 1), told.append)
    assert daily.child.process not in (None, first)
    _ended(daily.child)


def test_where_the_day_is_fixed_no_daily_run_is_made() -> None:
    daily = Daily(Child("daily run", SLEEPER, os.environ), is_on=False)
    daily.keep_up(date(2026, 1, 1), print)
    assert daily.child.process is None


def test_a_child_that_does_not_listen_is_killed_after_the_grace() -> None:
    child = Child("worker", STUBBORN, os.environ)
    child.process = subprocess.Popen(STUBBORN, stdout=subprocess.PIPE)
    assert child.process.stdout is not None
    with child.process.stdout as output:
        assert output.readline() == b"deaf\n"
        end_together([child], grace_seconds=0.2)
    assert child.status == -signal.SIGKILL


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks a process up in /proc")
def test_what_a_child_started_ends_with_it(tmp_path: Path) -> None:
    """A web server that is ended while it starts its workers leaves them behind; they would keep the port."""
    note = tmp_path / "grandchild"
    parent = f"import subprocess, sys; p = subprocess.Popen({SLEEPER!r}); open({str(note)!r}, 'w').write(f'{{p.pid}} ')"
    child = Child("web server", [sys.executable, "-c", parent], os.environ)
    child.start()
    assert child.process is not None
    assert child.process.wait(timeout=10) == 0
    grandchild = int(note.read_text(encoding="ascii"))
    os.kill(grandchild, 0)
    end_together([child])
    assert _ends_soon(grandchild)


def _ends_soon(process: int) -> bool:
    """Whether the process is gone, or a zombie that nobody has waited for, within five seconds."""
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        status = Path(f"/proc/{process}/stat")
        try:
            if status.read_text(encoding="ascii").rpartition(")")[2].split()[0] == "Z":
                return True
        except (FileNotFoundError, ProcessLookupError):
            return True
        time.sleep(0.02)
    return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _children(parent: int) -> list[int]:
    """The processes whose parent this is."""
    listed = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii")
    return [int(one) for one in listed.split()]


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self").exists(), reason="reads the children of a process from /proc")
def _many_readers_are_answered_at_once(port: int) -> None:
    """Ask over connections that stay open, as browsers leave theirs: more than are answered at a time."""
    readers = [HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS) for _ in range(6 * serving.THREADS)]
    with ExitStack() as open_ones:
        for reader in readers:
            open_ones.callback(reader.close)
            reader.request("GET", "/health/")
            answer = reader.getresponse()
            assert (answer.status, bool(answer.read())) == (200, True)


def test_the_command_serves_restarts_its_worker_and_leaves_nothing_behind(tmp_path: Path) -> None:
    """One walk through the life of `muster serve`: refused, migrated, served, its worker killed, ended."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("MUSTER_")},
        "MUSTER_HOME": str(tmp_path),
    }
    port = _free_port()
    command = [sys.executable, "-m", "muster", "serve", "--port", str(port)]
    refused = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert refused.returncode == 2
    assert "run `muster migrate` first" in refused.stderr
    victim.copy(victim.migrated(), tmp_path)

    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        try:
            assert server.stderr.readline() == f"Muster is served at http://127.0.0.1:{port}/ (Ctrl-C ends it)\n"
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=PATIENCE_SECONDS) as answer:
                assert answer.status == 200
            _many_readers_are_answered_at_once(port)
            children = _children(server.pid)
            assert len(children) in (2, 3)  # the daily run comes and goes
            os.kill(children[1], signal.SIGKILL)
            assert server.stderr.readline() == "The worker ended with status -9; it starts again in 1 s\n"
        finally:
            server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=15) == 0
    assert all(_ends_soon(child) for child in children)
