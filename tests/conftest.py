"""What all tests share: the choice of tests that touch the database, for the second run on PostgreSQL."""

import pytest

DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "django_db_reset_sequences", "live_server"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--database-only`."""
    parser.addoption("--database-only", action="store_true", help="run only the tests that touch the database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With `--database-only`, leave out the tests that would give the same answer on any database."""
    if not config.getoption("--database-only"):
        return
    kept = [item for item in items if _touches_the_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = kept


def _touches_the_database(item: pytest.Item) -> bool:
    """Return whether the test asks for the database by its mark or by a fixture, its own or one of those."""
    names = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(names & DATABASE_FIXTURES)
