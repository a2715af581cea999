"""The pages of statements: header and lists by form, approval of what was read, posts, document and print."""

from typing import Any

import pytest
from django.test import Client

from muster.missions import actions
from muster.missions.models import Post, Statement, StatementStage
from muster.missions.statement_versions import lines_of, with_lines
from muster.parties.viewer import SYSTEM
from tests.record import DAY, Record, statement_terms
from tests.web.form_reading import form_of
from tests.web.test_forms import client, page

pytestmark = pytest.mark.once  # pages answer the same on any database

ADDRESS = "/requirements/statements/st-generic"


@pytest.fixture
def desk(record: Record) -> Client:
    """The browser of an officer of the Secretariat."""
    return client(record, "secretariat officer")


def send(browser: Client, address: str, **changes: str) -> Any:
    """Open the form at an address, change some fields (`equipment__0__item` for `equipment-0-item`), send it."""
    said = {name.replace("__", "-"): value for name, value in changes.items()}
    return browser.post(address, form_of(page(browser, address)) | said)


def latest_lines(name: str) -> tuple[Any, ...]:
    """Return a list of the generic statement as it says it now."""
    versions = Statement.objects.get(reference="st-generic").versions.filter(known_until__isnull=True)
    return lines_of(with_lines(versions).get(), name)


def test_a_statement_is_written_by_form(desk: Client) -> None:
    said = {"reference": "NEW", "title": "New", "unit_type": "MED-L2", "strength_minimum": "35",
            "strength_maximum": "65", "mission": "UNIFIL"}  # fmt: skip
    assert send(desk, "/requirements/statements/new/", **said).status_code == 302
    statement = Statement.objects.get(reference="NEW")
    assert (statement.stage, str(statement.mission), statement.latest.strength_maximum) == ("draft", "UNIFIL", 65)


def test_what_the_rules_refuse_is_told_on_the_form(desk: Client) -> None:
    answer = send(desk, f"{ADDRESS}/change/", strength_minimum="500")
    assert answer.status_code == 400
    assert "more than the greatest strength" in answer.content.decode()
    assert Statement.objects.get(reference="st-generic").version == 1


def test_substitutes_follow_their_line_when_another_goes(desk: Client) -> None:
    (before,) = latest_lines("substitutes")
    assert before.line == 2
    assert send(desk, f"{ADDRESS}/lists/equipment/", equipment__0__DELETE="on").status_code == 302
    assert [line.item for line in latest_lines("equipment")] == ["Truck"]
    assert [line.line for line in latest_lines("substitutes")] == [1]


def test_a_wrong_line_is_told_at_its_row(desk: Client) -> None:
    answer = send(desk, f"{ADDRESS}/lists/tasks/", tasks__1__task="Patrol")
    assert answer.status_code == 400
    assert "is there twice" in answer.content.decode()
    assert [line.task for line in latest_lines("tasks")] == ["patrol", "escort"]


def test_the_approver_approves_the_version_that_was_read(record: Record) -> None:
    changed = statement_terms("st-generic", title="Another title", source=None)
    actions.change_statement(record.parties["secretariat officer"], changed, today=DAY)
    state = client(record, "owning State")
    assert "Another title" not in page(state, f"{ADDRESS}/")
    approver = client(record, "secretariat approver")
    shown = page(approver, f"{ADDRESS}/")
    assert "version 1 stays in force" in shown
    assert f"{ADDRESS}/approve/?version=2" in shown
    assert approver.post(f"{ADDRESS}/approve/?version=1").status_code == 400
    assert approver.post(f"{ADDRESS}/approve/?version=2").status_code == 302
    assert Statement.objects.get(reference="st-generic").stage == StatementStage.APPROVED


def test_posts_of_the_type_may_be_chosen(desk: Client) -> None:
    shown = page(desk, f"{ADDRESS}/posts/")
    assert "req-published-coy" in shown
    assert "req-published-bn" not in shown
    assert desk.post(f"{ADDRESS}/posts/", {"posts": ["req-published-coy"]}).status_code == 302
    assert Post.objects.get(reference="req-published-coy").statement is not None
    assert f'href="{ADDRESS}/"' in page(desk, "/requirements/req-published/")


def test_the_document_is_handed_out_as_pdf_and_word_and_nothing_else(desk: Client) -> None:
    pdf, word = (desk.get(f"{ADDRESS}/print/{kind}/") for kind in ("pdf", "docx"))
    assert pdf.content.startswith(b"%PDF-")
    assert word.content.startswith(b"PK")
    assert "st-generic-version-1.docx" in word["Content-Disposition"]
    assert desk.get(f"{ADDRESS}/print/odt/").status_code == 404
    assert desk.get(f"{ADDRESS}/?version=7").status_code == 404


def test_a_version_is_read_by_its_number(desk: Client) -> None:
    actions.change_statement(SYSTEM, statement_terms("st-generic", title="Second", tasks=()), today=DAY)
    newest, first = page(desk, f"{ADDRESS}/"), page(desk, f"{ADDRESS}/?version=1")
    assert "changed: title, tasks" in newest
    assert "Title of st-generic" in first


def test_a_mission_s_statement_is_made_from_the_generic_one(desk: Client) -> None:
    answer = send(desk, f"{ADDRESS}/make/", reference="made", mission="UNIFIL")
    assert answer.status_code == 302
    made = Statement.objects.get(reference="made")
    assert made.made_from is not None
    assert made.latest.equipment.count() == 2
