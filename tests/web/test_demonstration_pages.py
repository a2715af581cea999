"""The pages of the demonstration record: few queries each, and lists that leave as files as they are shown."""

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from muster.audit.models import AuditEvent
from muster.parties.models import Membership, User
from muster.parties.viewer import SYSTEM
from muster.plans import actions as plans
from muster.plans.models import StoredPlan
from muster.pledges.models import PledgeVersion
from tests.demonstration import loaded
from tests.record import DAY
from tests.web.browsing import EMPTY_PAGES, browser_of, check_page

pytestmark = pytest.mark.once

DEMONSTRATION_PAGES = (
    *EMPTY_PAGES,
    "/requirements/missions/UNIFIL/",
    "/requirements/UNIFIL-SE-INDBATT/",
    "/requirements/UNIFIL-SE-INDBATT/change/",
    "/pledges/KAZ-INF-COY-UNIFIL/",
    "/pledges/?sort=-strength&columns=reference,source,standing",
    "/plans/{plan}/",
    "/plans/{plan}/?gaps-page=2",
)

FIRST_PAGES = (
    "/",
    "/requirements/",
    "/requirements/UNIFIL-SE-INDBATT/",
    "/plans/{plan}/",
    "/deployments/",
    "/generation/calendar/",
    "/generation/calendar/?as_of=2018-10-01",
)


@pytest.fixture(scope="module")
def demonstration(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[StoredPlan]:
    """The demonstration record with a plan of one second, in a transaction that is rolled back behind the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        loaded.demonstration().put()
        register = Membership.objects.get(user__username="desk").organisation
        plan = plans.request_plan(SYSTEM, register=register, day=DAY, horizon_months=36, seconds=1)
        plans.solve_plan(SYSTEM, plan.reference, gap=1.0)
        plans.publish_plan(SYSTEM, plan.reference)
        yield plan
        transaction.set_rollback(True)


def account(username: str) -> Client:
    """Return a browser of an account of the demonstration."""
    return browser_of(User.objects.get(username=username))


@pytest.mark.django_db
def test_every_page_of_the_demonstration_answers_the_desk_with_few_queries(demonstration: StoredPlan) -> None:
    browser = account("desk")
    for address in DEMONSTRATION_PAGES:
        check_page(browser, address.format(plan=demonstration.reference))


@pytest.mark.django_db
def test_every_account_of_the_demonstration_sees_its_first_pages(demonstration: StoredPlan) -> None:
    for user in User.objects.filter(memberships__isnull=False).distinct():
        browser = browser_of(user)
        for address in FIRST_PAGES:
            check_page(browser, address.format(plan=demonstration.reference))


@pytest.mark.django_db
def test_made_up_records_are_marked_on_the_page_and_published_ones_are_not(demonstration: StoredPlan) -> None:
    text = check_page(account("desk"), "/pledges/?columns=reference,standing&sort=reference")
    rows = re.findall(r"<tr( class=\"is-illustrative\")?><th[^>]*><a href=\"/pledges/([\w-]+)/\"", text)
    assert len(rows) > 30
    illustrative = set(
        PledgeVersion.objects.filter(standing="illustrative").values_list("pledge__reference", flat=True)
    )
    assert {reference for mark, reference in rows if mark} == {one for _, one in rows} & illustrative


@pytest.mark.django_db
def test_the_plan_s_page_tells_its_bound_its_gaps_and_kazakhstan_s_rotations(demonstration: StoredPlan) -> None:
    text = check_page(account("desk"), f"/plans/{demonstration.reference}/")
    for words in ("Proven bound", "Gap to the bound", "Planned rotations and what happened", "UNIFIL-SE-INDBATT-COY"):
        assert words in text
    assert '"$schema"' in text, "the Gantt's specification stands in the page"


@pytest.mark.django_db
def test_the_page_of_a_requirement_tells_value_and_reason(demonstration: StoredPlan) -> None:
    text = check_page(account("desk"), "/requirements/UNIFIL-SE-INDBATT/")
    assert "KAZ-INF-COY-UNIFIL" in text
    assert "points a month" in text
    assert "Why not?" in text


LISTS = (
    ("/pledges/", "", {"unit_type": "INF-COY"}, "pledges"),
    ("/requirements/", "", {"mission": "UNIFIL"}, "requirements"),
    ("/requirements/missions/", "", {"acronym": "UNI"}, "missions"),
    ("/requirements/missions/UNIFIL/", "", {"reference": "UNIFIL"}, "requirements"),
    ("/plans/", "", {"planned_on_from": "2018-10-01"}, "plans"),
    ("/plans/{plan}/", "gaps-", {"gaps-mission": "UNIFIL"}, "gaps"),
    ("/plans/{plan}/", "stays-", {"stays-mission": "UNIFIL"}, "stays"),
    ("/deployments/", "", {"mission": "UNIFIL"}, "stays"),
    ("/deployments/arrivals/", "", {"mission": "UNIFIL"}, "arrivals"),
    ("/reference/states/", "", {"iso3": "KA"}, "states"),
)
LIST_IDS = [f"{prefix}{address}" for address, prefix, _, _ in LISTS]


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "prefix", "filters", "table"), LISTS, ids=LIST_IDS)
def test_a_list_leaves_as_csv_xlsx_and_json_with_the_page_s_filters_and_an_event(
    demonstration: StoredPlan, address: str, prefix: str, filters: dict[str, str], table: str
) -> None:
    browser, address = account("desk"), address.format(plan=demonstration.reference)
    day = date(2021, 1, 1) if table == "arrivals" else DAY
    query = filters | {"as_of": day.isoformat()}
    events = AuditEvent.objects.filter(action="web:table:exported", subject=table)

    def taken(form: str, **more: str) -> Any:
        answer = browser.get(address, query | more | {f"{prefix}format": form})
        assert answer.status_code == 200
        assert f'filename="{table}-{day.isoformat()}.{form}"' in answer["Content-Disposition"]
        return answer

    as_json = json.loads(taken("json").content)
    as_csv = list(csv.reader(io.StringIO(taken("csv").content.decode())))
    sheet = openpyxl.load_workbook(io.BytesIO(taken("xlsx").content)).worksheets[0]
    assert len(as_json["rows"]) == len(as_csv) - 1 == sheet.max_row - 1
    assert len(as_json["rows"]) > 0
    assert as_csv[0][-1] == sheet.cell(1, sheet.max_column).value == "illustrative"
    assert [line[-1] for line in as_csv[1:]] == ["illustrative" * row["illustrative"] for row in as_json["rows"]]
    assert as_json["as_of"] == day.isoformat()

    every = json.loads(browser.get(address, {"as_of": day.isoformat(), f"{prefix}format": "json"}).content)
    assert len(every["rows"]) >= len(as_json["rows"])
    told = [(event.after["format"], event.after["rows"]) for event in events]
    count = len(as_json["rows"])
    assert told == [("json", count), ("csv", count), ("xlsx", count), ("json", len(every["rows"]))]
    name, value = next(iter(filters.items()))
    assert f"{name}={value}" in events[0].after["address"]
    assert events[0].on_behalf_of == "UN"


@pytest.mark.django_db
def test_a_filter_narrows_the_page_as_it_narrows_the_file(demonstration: StoredPlan) -> None:
    browser = account("desk")
    text = check_page(browser, "/pledges/?state=Kazakhstan")
    rows = json.loads(browser.get("/pledges/?state=Kazakhstan&format=json").content)["rows"]
    shown = set(re.findall(r"<a href=\"/pledges/([\w-]+)/\"", text))
    assert shown == {row["reference"] for row in rows}
    assert {row["state"] for row in rows} == {"Kazakhstan"}
    assert "hidden by filters" in text
