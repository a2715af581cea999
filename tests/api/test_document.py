"""The OpenAPI document is kept: whatever it allows is answered as it says, and what it forbids is refused."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, settings
from schemathesis import Case
from schemathesis.generation import GenerationMode

from muster.parties.actions import issue_token
from muster.web.wsgi import application
from tests.record import Record

EXAMPLES = 10


@pytest.fixture
def one_connection() -> Iterator[None]:
    """Keep the test's connection open over requests, as Django's own test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def document(record: Record, one_connection: None) -> Any:
    """The document as the site gives it."""
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    schema.config.generation.update(modes=[GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
    schema.config.phases.coverage.enabled = False
    schema.config.phases.stateful.enabled = False
    # What is well formed may still be refused by a rule of the field, which is 400; tokens are for sessions: 401.
    schema.config.checks.positive_data_acceptance.expected_statuses = ["2xx", "400", "401", "403", "404"]
    return schema


@pytest.fixture
def headers(record: Record) -> dict[str, str]:
    """The headers of a program of the Secretariat's approver."""
    _, secret = issue_token(record.parties["secretariat approver"], "a program")
    return {"Authorization": f"Bearer {secret}", "Accept-Encoding": "identity"}


schema = schemathesis.pytest.from_fixture("document")


@schema.parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much],
)
def test_the_api_answers_as_its_document_says(case: Case[Any], headers: dict[str, str]) -> None:
    with transaction.atomic():
        case.call_and_validate(headers=headers)
        transaction.set_rollback(True)
