"""What all tests share: settings of their own, a small record, and the choice of those that touch the database.

Nothing here loads a model before a test asks for the record: the planner's and the reference tests need no database.
"""

import gc
import os
import shutil
import signal
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

# Before Django reads its settings in this process where that is still ahead, and for every child process.
IS_MAKER_OF_HOME = "MUSTER_TEST_HOME" not in os.environ
if IS_MAKER_OF_HOME:
    os.environ["MUSTER_TEST_HOME"] = tempfile.mkdtemp(prefix="muster-tests-")
HOME = Path(os.environ["MUSTER_TEST_HOME"])
os.environ["MUSTER_HOME"] = str(HOME)
for name in (
    "MUSTER_AS_OF",
    "MUSTER_STORE",
    "MUSTER_DEMONSTRATION",
    "MUSTER_EMAIL_URL",
    "MUSTER_HTTPS",
    "MUSTER_DEBUG",
):
    os.environ.pop(name, None)

import pytest  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.test import Client
    from pytest_django.plugin import DjangoDbBlocker

    from tests.record import Parties, Record
    from tests.snapshot import Snapshot

OBJECTS_BETWEEN_LOOKS = 50_000
"""How many new objects the collector of garbage waits for; looking after every 700 takes an eighth of the time."""

QUICK_HASHER = "django.contrib.auth.hashers.MD5PasswordHasher"
DATABASE_FIXTURES = {
    "db",
    "empty_database",
    "transactional_db",
    "django_db_setup",
    "django_db_reset_sequences",
    "live_server",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--database-only`."""
    parser.addoption("--database-only", action="store_true", help="run only the tests that touch the database")


def pytest_configure(config: pytest.Config) -> None:
    """Put right what pytest-django read before this file: no setting of the developer's shell reaches a test."""
    # A shell that runs the tests in the background has Ctrl-C ignored, in every child process too.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    import hypothesis
    from django.conf import settings

    # A busy machine is no fault of the code, and a gate says the same of the same tree; "explore" looks further.
    hypothesis.settings.register_profile("repeatable", deadline=None, derandomize=True)
    hypothesis.settings.register_profile("explore", deadline=None, max_examples=1_000)
    hypothesis.settings.load_profile(config.getoption("--hypothesis-profile") or "repeatable")
    settings.HOME = HOME
    settings.MUSTER_AS_OF = ""
    settings.MUSTER_DEMONSTRATION = False
    settings.MUSTER_PUBLIC_DATA = ""
    settings.EMAIL_FILE_PATH = HOME / "mail"
    settings.STATIC_ROOT = HOME / "static"
    settings.STATIC_ROOT.mkdir(exist_ok=True)
    settings.PASSWORD_HASHERS = [QUICK_HASHER]
    settings.WHITENOISE_USE_FINDERS = False  # else each client of a test looks for all styles and scripts anew


def pytest_unconfigure(config: pytest.Config) -> None:
    """Take the folder of this run away; workers leave it to the process that made it."""
    if IS_MAKER_OF_HOME:
        shutil.rmtree(HOME, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Keep the test database of SQLite in a file, as in service: one in memory knows no second connection.

    The file is a copy of one that was migrated once for all processes of this run.
    """
    from django.conf import settings

    from tests.kill import victim

    for database in settings.DATABASES.values():
        if database["ENGINE"].endswith("sqlite3"):
            worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
            path = HOME / f"test-{os.getpid()}-{worker}.sqlite3"
            shutil.copy(victim.migrated() / victim.DATABASE, path)
            database.setdefault("TEST", {})["NAME"] = str(path)


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: None) -> bool:
    """Take the copied file as the test database; it goes with the folder of this run."""
    from django.db import connection

    return connection.vendor == "sqlite"


def pytest_collection_finish(session: pytest.Session) -> None:
    """Keep the collector of garbage from going through all modules and tests again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS_BETWEEN_LOOKS)


@pytest.fixture
def parties(request: pytest.FixtureRequest, db: None) -> "Parties":
    """One organisation of each kind, two of some, with a viewer for each role that the tests need."""
    from tests.record import make_parties

    if "record" in request.fixturenames:
        whole: Record = request.getfixturevalue("record")
        return whole.parties
    return make_parties()


@pytest.fixture
def record(db: None) -> "Record":
    """A small record whose texts say whose they are: missions, requirements, pledges, stays, arrivals, two plans."""
    return small_record().put()


@cache
def small_record() -> "Snapshot[Record]":
    """The small record of this run, made by the first test that asks for it."""
    from tests.record import make_parties, make_record
    from tests.snapshot import Snapshot

    return Snapshot("small-record", lambda: make_record(make_parties()))


@pytest.fixture
def empty_database(django_db_blocker: "DjangoDbBlocker", tmp_path: Path) -> "Iterator[BaseDatabaseWrapper]":
    """A database without a table, in the place of the record's."""
    from tests.databases import empty_database_in

    with django_db_blocker.unblock(), empty_database_in(tmp_path) as database:
        yield database


@pytest.fixture
def anonymous_client() -> "Client":
    """A client that nobody has signed in, which checks CSRF tokens as the site does."""
    from django.test import Client

    return Client(enforce_csrf_checks=True)


@pytest.fixture(scope="session")
def public_data() -> Path:
    """The folder that MUSTER_PUBLIC_DATA names; without it the test is skipped, with a wrong one it fails."""
    named = os.environ.get("MUSTER_PUBLIC_DATA")
    if not named:
        pytest.skip("MUSTER_PUBLIC_DATA names no folder of public data sets")
    folder = Path(named).resolve()
    assert folder.is_dir(), f"MUSTER_PUBLIC_DATA: there is no folder {folder}"
    return folder


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with the files that take longest, so that no process waits long for another at the end.

    With `--database-only`, leave out the tests that would give the same answer on any database.
    """
    slow = {item.path for item in items if item.get_closest_marker("slow") is not None}
    items.sort(key=lambda item: item.path not in slow)
    if not config.getoption("--database-only"):
        return
    kept = [item for item in items if _touches_the_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = kept


def _touches_the_database(item: pytest.Item) -> bool:
    """Return whether the test asks for the database, by its mark or by a fixture, and is not to be run `once`."""
    if item.get_closest_marker("once") is not None:
        return False
    names = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(names & DATABASE_FIXTURES)
