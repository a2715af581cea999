"""The OpenAPI document is kept: whatever it allows is answered as it says, and what it forbids is refused."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from django.test import Client
from hypothesis import HealthCheck, settings
from schemathesis import Case
from schemathesis.generation import GenerationMode

from muster.api.api import api
from muster.kit.openapi import Answer, Body
from muster.parties.actions import issue_token
from muster.web.wsgi import application
from tests.record import Record

EXAMPLES = 10
pytestmark = pytest.mark.once


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


@pytest.mark.slow
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


def test_the_browsable_page_loads_nothing_from_elsewhere_and_sends_the_csrf_token(record: Record) -> None:
    page = Client().get("/api/v1/docs").content.decode()
    sources = re.findall(r'(?:src|href)="([^"]*)"', page)
    assert sources
    assert all(source.startswith("/static/ninja/") for source in sources)
    assert re.search(r'data-csrf-token="\w{64}"\s+data-api-csrf="true"', page)


def test_the_document_declares_what_can_go_wrong() -> None:
    """Every operation that asks who is asking declares 401, 403 and 422, and every write 400."""
    operations = [
        (method, operation)
        for methods in api.get_openapi_schema(path_prefix="/api/v1/")["paths"].values()
        for method, operation in methods.items()
        if "security" in operation
    ]
    assert len(operations) > 20
    for method, operation in operations:
        assert {401, 403, 422} <= set(operation["responses"]), operation["operationId"]
        assert method == "get" or 400 in operation["responses"], operation["operationId"]


def test_every_integer_of_the_document_is_bounded_on_the_way_in() -> None:
    document = api.get_openapi_schema(path_prefix="/api/v1/")
    bodies = {name: part for name, part in document["components"]["schemas"].items() if is_body(name)}
    assert len(bodies) >= 8
    for name, part in bodies.items():
        assert part["additionalProperties"] is False, name
        for field, kind in part["properties"].items():
            assert kind.get("type") != "integer" or {"minimum", "maximum"} <= set(kind), f"{name}.{field}"


def is_body(name: str) -> bool:
    """Return whether a schema is of what comes in."""
    return name.endswith("Body") or name.startswith(("New", "Changed"))


def test_no_two_shapes_share_a_name() -> None:
    """Two classes of one name are one shape in the document, and one of them is told wrongly."""
    named: dict[str, set[type[Any]]] = {}
    for kind in _subclasses(Body) | _subclasses(Answer):
        if "[" not in kind.__name__:
            named.setdefault(kind.__name__, set()).add(kind)
    assert len(named) > 20
    assert {name: kinds for name, kinds in named.items() if len(kinds) > 1} == {}


def _subclasses(kind: type[Any]) -> set[type[Any]]:
    """Return the classes of our own under `kind`."""
    below: set[type[Any]] = {one for one in kind.__subclasses__() if one.__module__.startswith("muster.")}
    return below.union(*(_subclasses(one) for one in below))
