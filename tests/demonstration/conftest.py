"""One loaded demonstration for all tests of a module, in a transaction that is rolled back behind them."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from muster.demonstration.load import LoadReport
from tests.demonstration.loaded import demonstration


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[LoadReport]:
    """What loading the record into an empty database told; each test's own writes are rolled back before the next."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield demonstration().put()
        transaction.set_rollback(True)
