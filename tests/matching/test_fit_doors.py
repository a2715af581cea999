"""The doors of a fit: pages, files, API and command line show the same and call the same actions."""

import json

import pytest
from django.test import Client
from django.urls import reverse
from typer.testing import CliRunner

from muster.matching.commands import app
from muster.matching.models import Deviation, DeviationStage
from tests.matching.stated import PLEDGE, POST, STATEMENT, make_listed_pledge, make_statement
from tests.record import Record, username_of

pytestmark = pytest.mark.once  # pages answer the same on any database

ASKED = "?as_of=2018-10-01"


@pytest.fixture
def stated(record: Record) -> Record:
    """The small record with a statement and a pledge that is one truck short of it."""
    make_statement()
    make_listed_pledge(record)
    return record


def client_of(record: Record, who: str) -> Client:
    """Return a client that is signed in."""
    client = Client()
    client.force_login(record.parties.users[who], backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_a_deviation_goes_from_the_form_of_one_side_to_the_decision_of_the_other(stated: Record) -> None:
    state, register = client_of(stated, "owning State"), client_of(stated, "secretariat officer")
    page = reverse("statement-fit", args=[STATEMENT, PLEDGE])
    assert "short by 1" in state.get(page + ASKED).content.decode()
    form = reverse("propose-deviation", args=[STATEMENT, PLEDGE]) + "?kind=equipment&line=svm+truck"
    assert state.post(form, {"words": "five suffice", "accepted": "6"}).status_code == 400
    done = state.post(form, {"words": "five suffice", "accepted": "5"}, follow=True)
    assert "the other side decides on it" in done.content.decode()
    one = Deviation.objects.get()
    assert state.post(reverse("decide-deviation", args=[one.pk]), {"decision": "agree"}).status_code == 400
    assert register.post(reverse("decide-deviation", args=[one.pk]), {"decision": "agree"}).status_code == 302
    told = state.get(page).content.decode()
    assert "met by agreed deviation" in told
    assert "five suffice" in told
    assert register.post(reverse("withdraw-deviation", args=[one.pk]), {"reason": "no longer"}).status_code == 302
    one.refresh_from_db()
    assert one.stage == DeviationStage.WITHDRAWN


def test_a_line_that_the_statement_has_not_is_not_found(stated: Record) -> None:
    client = client_of(stated, "owning State")
    address = reverse("propose-deviation", args=[STATEMENT, PLEDGE])
    for query in ("", "?kind=equipment&line=svm+lorry", "?kind=nothing&line=svm+truck"):
        assert client.get(address + query).status_code == 404


def test_the_fit_is_printed_as_pdf_and_word_and_nothing_else(stated: Record) -> None:
    client = client_of(stated, "owning State")
    for name, beginning in (("fit.pdf", b"%PDF"), ("fit.docx", b"PK")):
        answer = client.get(reverse("statement-fit-file", args=[STATEMENT, PLEDGE, name]) + ASKED)
        assert answer.content.startswith(beginning)
    assert client.get(reverse("statement-fit-file", args=[STATEMENT, PLEDGE, "fit.txt"])).status_code == 404


def test_the_candidates_leave_as_json_with_their_fit(stated: Record) -> None:
    client = client_of(stated, "secretariat officer")
    answer = client.get(reverse("post-fits", args=[POST]) + ASKED + "&format=json")
    rows = json.loads(answer.getvalue())["rows"]
    assert rows[0]["pledge"] == PLEDGE
    assert rows[0]["gaps"] == 1


def test_the_requirement_shows_the_fit_of_each_candidate(stated: Record) -> None:
    client = client_of(stated, "secretariat officer")
    told = client.get(reverse("requirement", args=["req-published"]) + ASKED).content.decode()
    assert reverse("statement-fit", args=[STATEMENT, PLEDGE]) in told
    assert reverse("post-fits", args=[POST]) in told
    assert "1 gap" in told


def test_the_api_tells_the_same_and_takes_deviations(stated: Record) -> None:
    client = client_of(stated, "owning State")
    address = f"/api/v1/statements/{STATEMENT}/fits/{PLEDGE}"
    fit = client.get(f"{address}?as_of=2018-10-01").json()
    truck = next(one for one in fit["lines"] if one["key"] == "svm truck")
    assert (truck["standing"], truck["short"], fit["blocking"], fit["cost_cents"]) == ("short", 1, 1, 1500)
    body = {"kind": "equipment", "line": "svm truck", "words": "five suffice", "accepted": 5}
    made = client.post(f"{address}/deviations", json.dumps(body), content_type="application/json")
    assert made.status_code == 201
    assert made.json()["stage"] == "proposed"
    listed = client.get(f"/api/v1/posts/{POST}/fits?as_of=2018-10-01").json()
    assert {one["state"] for one in listed} == {"KAZ"}


def test_the_command_shows_lines_and_candidates(stated: Record) -> None:
    shown = CliRunner().invoke(app, ["show", STATEMENT, PLEDGE, "--on", "2018-10-01"])
    assert shown.exit_code == 0
    assert "1 blocking gaps" in shown.output
    asked = ["post", POST, "--on", "2018-10-01", "--as", username_of("owning State"), "--json"]
    rows = json.loads(CliRunner().invoke(app, asked).output)
    assert {one["state"] for one in rows} == {"Kazakhstan"}
