"""Forms create and change; what is wrong stands at its field; who comes second is told and overwrites nothing."""

import io
import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django_tasks_db.models import DBTaskResult

from muster.missions import workbook as requirement_workbook
from muster.missions.models import Post, Requirement
from muster.plans.models import PlanStage, StoredPlan
from muster.pledges import actions as pledge_actions
from muster.pledges import workbook as pledge_workbook
from muster.pledges.models import Caveat, LevelEvent, Pledge, PledgeStage, PledgeVersion
from tests.record import DAY, Record
from tests.web.form_reading import form_of

BACKEND = "django.contrib.auth.backends.ModelBackend"
ERROR_AT_FIELD = re.compile(r'<ul class="errors" id="id_([\w-]+)_error"><li>(.*?)</li>')
SUMMARY = re.compile(r'<div class="error-summary".*?</div>', re.DOTALL)


def open_caveats(pledge: Pledge) -> list[Caveat]:
    """Return the caveats that were not dropped."""
    return list(pledge.caveats.filter(known_until__isnull=True))


def client(record: Record, who: str) -> Client:
    """Return a browser in which somebody is signed in and looks at the record of `DAY`."""
    found = Client()
    found.force_login(record.parties.users[who], backend=BACKEND)
    session = found.session
    session["as_of"] = DAY.isoformat()
    session.save()
    return found


@pytest.fixture
def kazakhstan(record: Record) -> Client:
    """The browser of an officer of Kazakhstan."""
    return client(record, "owning State")


@pytest.fixture
def desk(record: Record) -> Client:
    """The browser of an officer of the Secretariat."""
    return client(record, "secretariat officer")


def page(browser: Client, address: str) -> str:
    """Return the page at an address."""
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def send(browser: Client, address: str, **changes: str) -> Any:
    """Open the form at an address, change some fields, send it."""
    return browser.post(address, form_of(page(browser, address)) | changes)


def errors_at_fields(answer: Any) -> dict[str, str]:
    """Return the first error of each field of an answer that was refused."""
    assert answer.status_code == 400
    return dict(ERROR_AT_FIELD.findall(answer.content.decode()))


def summary(answer: Any) -> str:
    """Return what the box on top of a refused form says."""
    assert answer.status_code == 400
    found = SUMMARY.search(answer.content.decode())
    assert found is not None
    return found.group(0)


NEW_PLEDGE = {
    "reference": "KAZ-NEW",
    "unit_type": "INF-COY",
    "strength": "120",
    "women": "9",
    "available_from": "2019-01-01",
}


def test_a_state_s_officer_makes_a_pledge(kazakhstan: Client) -> None:
    answer = send(kazakhstan, "/pledges/new/", **NEW_PLEDGE)
    assert answer.status_code == 302
    pledge = Pledge.objects.get(reference="KAZ-NEW")
    assert (pledge.state.code, pledge.stage, pledge.latest.women, pledge.latest.notice_days) == ("KAZ", "draft", 9, 90)
    assert pledge.latest.available_from == date(2019, 1, 1)


def test_what_was_entered_now_is_shown_even_to_one_who_looked_at_an_earlier_day(
    kazakhstan: Client, desk: Client
) -> None:
    """As of 2018 a pledge of today is not known: the page of it is opened as of today, and says so."""
    for browser, address, fields in (
        (kazakhstan, "/pledges/new/", NEW_PLEDGE),
        (desk, "/requirements/new/", NEW_REQUIREMENT),
    ):
        answer = browser.post(address, form_of(page(browser, address)) | fields, follow=True)
        assert answer.status_code == 200
        assert fields["reference"] in answer.content.decode()
        assert "as of today again" in answer.content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("reference", ""),
        ("reference", "two words"),
        ("strength", "0"),
        ("strength", "many"),
        ("available_from", "soon"),
        ("unit_type", "NO-SUCH"),
        ("notice_days", "-1"),
        ("stay_maximum_months", "500"),
    ],
)
def test_an_error_stands_at_its_field_and_on_top_with_a_link_to_it(kazakhstan: Client, field: str, value: str) -> None:
    answer = send(kazakhstan, "/pledges/new/", **(NEW_PLEDGE | {field: value}))
    assert field in errors_at_fields(answer)
    assert f'href="#id_{field}"' in summary(answer)
    assert not Pledge.objects.filter(reference="KAZ-NEW").exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"women": "121"}, "121 women in a unit of 120"),
        ({"available_until": "2018-12-31"}, "is not after available from"),
        ({"stay_minimum_months": "13"}, "13 to 12 months"),
        ({"reference": "kaz-submitted"}, "the reference is taken"),
        ({"caveats-0-kind": "needed-partner", "caveats-0-value": "India"}, "give the ISO alpha-3 code of the partner"),
        ({"caveats-0-kind": "maximum-stay", "caveats-0-value": "long"}, "is no number of months"),
    ],
)
def test_what_the_rules_refuse_is_told_with_its_remedy_and_what_was_typed_is_kept(
    kazakhstan: Client, changes: dict[str, str], words: str
) -> None:
    before = Pledge.objects.count()
    answer = send(kazakhstan, "/pledges/new/", **(NEW_PLEDGE | changes))
    assert words in summary(answer).replace("&#x27;", "'")
    assert "onstraint" not in summary(answer), "the database's own words are no help"
    assert form_of(answer.content.decode()).items() >= (NEW_PLEDGE | changes).items()
    assert Pledge.objects.count() == before


def test_a_caveat_s_value_without_its_kind_is_an_error_at_the_kind(kazakhstan: Client) -> None:
    answer = send(kazakhstan, "/pledges/new/", **NEW_PLEDGE, **{"caveats-0-value": "UNDOF"})
    assert errors_at_fields(answer) == {"caveats-0-kind": "Say what kind of caveat this is."}


def test_a_pledge_is_changed_and_what_the_form_does_not_show_stays(kazakhstan: Client, record: Record) -> None:
    before = record.pledges["kaz-submitted"].latest
    answer = send(kazakhstan, "/pledges/kaz-submitted/change/", strength="140", remarks="Line one\nLine two")
    assert answer.status_code == 302
    pledge = Pledge.objects.get(reference="kaz-submitted")
    after = pledge.latest
    assert (after.strength, after.remarks.split()) == (140, ["Line", "one", "Line", "two"])
    kept = ("title", "women", "available_from", "home_base", "note_verbale", "source", "standing")
    assert all(getattr(after, name) == getattr(before, name) for name in kept)
    assert [(one.kind, one.value, one.text) for one in open_caveats(pledge)] == [
        ("excluded-task", "task of kaz-submitted", "Words of kaz-submitted")
    ]


def test_a_caveat_is_added_and_one_is_taken_away_by_emptying_its_first_field(kazakhstan: Client) -> None:
    send(
        kazakhstan,
        "/pledges/kaz-submitted/change/",
        **{"caveats-0-kind": "", "caveats-0-value": "", "caveats-1-kind": "needed-partner", "caveats-1-value": "IND"},
    )
    caveats = open_caveats(Pledge.objects.get(reference="kaz-submitted"))
    assert [(one.kind, one.value) for one in caveats] == [("needed-partner", "IND")]


def test_who_comes_second_is_told_and_overwrites_nothing(kazakhstan: Client, record: Record) -> None:
    """Two officers open the same form; the first one saves."""
    address = "/pledges/kaz-submitted/change/"
    opened = form_of(page(kazakhstan, address))
    colleague = client(record, "owning State")
    assert send(colleague, address, strength="140").status_code == 302
    answer = kazakhstan.post(address, opened | {"strength": "90"})
    assert "was changed by somebody else meanwhile" in summary(answer)
    assert Pledge.objects.get(reference="kaz-submitted").latest.strength == 140


def test_a_draft_is_submitted_and_then_seen_by_the_secretariat(kazakhstan: Client, desk: Client) -> None:
    assert desk.get("/pledges/kaz-draft/").status_code == 404
    assert kazakhstan.post("/pledges/kaz-draft/submit/").status_code == 302
    assert Pledge.objects.get(reference="kaz-draft").stage == PledgeStage.SUBMITTED
    assert desk.get("/pledges/kaz-draft/").status_code == 404  # as of a day before it was submitted
    assert desk.get(f"/pledges/kaz-draft/?as_of={datetime.now(UTC):%Y-%m-%d}").status_code == 200


def test_the_secretariat_records_a_level_by_the_page_s_own_form(desk: Client) -> None:
    found = page(desk, "/pledges/kaz-submitted/")
    fields = form_of(found) | {"level": "L1", "held_from": "2018-10-01", "reason": "The equipment was sold"}
    answer = desk.post("/pledges/kaz-submitted/level/", fields)
    assert answer.status_code == 302
    event = LevelEvent.objects.filter(pledge__reference="kaz-submitted").latest("pk")
    told = (event.level, event.reason, event.decided_by)
    assert told == ("L1", "The equipment was sold", "United Nations Secretariat")


def test_a_rise_without_proof_is_not_offered_and_the_page_says_what_is_missing(desk: Client) -> None:
    found = page(desk, "/pledges/kaz-submitted/")
    choices = re.findall(r'<option value="([\w-]+)"', found.split('name="level"')[1].split("</select>")[0])
    assert choices == ["L1", "lapsed", "removed"]
    assert "Why not Level 3 yet?" in found
    assert "Load list: missing: it was not handed in" in found
    answer = desk.post("/pledges/kaz-submitted/level/", {"level": "L3", "held_from": "2018-10-01"})
    assert answer.status_code == 400
    assert "cannot rise to Level 3 yet" in answer.content.decode()
    assert "Draft memorandum of understanding" in answer.content.decode()


def test_a_level_that_may_not_follow_is_refused(desk: Client) -> None:
    answer = desk.post(
        "/pledges/kaz-submitted/level/", {"level": "RDL", "held_from": "2018-10-01", "evidence": "A jump"}
    )
    assert answer.status_code == 400
    assert LevelEvent.objects.filter(pledge__reference="kaz-submitted").count() == 2


def test_the_form_offers_the_secretariat_no_withdrawal_which_is_the_state_s(desk: Client) -> None:
    choices = re.findall(r'<option value="([\w-]+)"', page(desk, "/pledges/kaz-submitted/").split('name="level"')[1])
    assert "withdrawn" not in choices
    assert {"L1", "lapsed", "removed"} <= set(choices)


NEW_REQUIREMENT = {
    "reference": "NEW",
    "mission": "UNIFIL",
    "title": "A battalion and a company",
    "maximum_states": "2",
    "priority": "5",
    "posts-0-reference": "NEW-BN",
    "posts-0-unit_type": "INF-BN",
    "posts-0-strength": "700",
    "posts-0-needed_from": "2019-01-01",
    "posts-0-is_lead": "on",
    "posts-1-reference": "NEW-COY",
    "posts-1-unit_type": "INF-COY",
    "posts-1-strength": "120",
    "posts-1-needed_from": "2019-01-01",
    "posts-1-needed_until": "2020-01-01",
}


def test_the_desk_officer_makes_a_requirement_with_its_posts(desk: Client) -> None:
    answer = send(desk, "/requirements/new/", **NEW_REQUIREMENT)
    assert answer.status_code == 302
    posts = list(Requirement.objects.get(reference="NEW").posts.all())
    assert [(one.reference, one.strength, one.is_lead, one.needed_until) for one in posts] == [
        ("NEW-BN", 700, True, None),
        ("NEW-COY", 120, False, date(2020, 1, 1)),
    ]


def test_only_missions_of_the_own_secretariat_are_offered(desk: Client) -> None:
    choices = page(desk, "/requirements/new/").split('name="mission"')[1].split("</select>")[0]
    assert "UNIFIL" in choices
    assert "AMISOM" not in choices


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"posts-1-is_lead": "on"}, "2 posts are marked as lead"),
        ({"posts-1-needed_from": "2018-06-01"}, "is wanted when the lead is not"),
        ({"posts-1-needed_until": "2018-06-01"}, "needed until is not after needed from"),
        ({"posts-0-reference": "req-published-bn"}, "is another requirement's"),
        ({"posts-1-reference": "NEW-BN"}, "stands twice"),
    ],
)
def test_a_requirement_that_the_rules_refuse_is_not_saved(desk: Client, changes: dict[str, str], words: str) -> None:
    answer = send(desk, "/requirements/new/", **(NEW_REQUIREMENT | changes))
    assert words in answer.content.decode().replace("&#x27;", "'")
    assert answer.status_code == 400
    assert not Requirement.objects.filter(reference="NEW").exists()


@pytest.mark.parametrize(
    ("field", "value"), [("posts-0-strength", ""), ("posts-0-needed_from", "x"), ("title", ""), ("mission", "AMISOM")]
)
def test_an_error_in_a_requirement_or_post_stands_at_its_field(desk: Client, field: str, value: str) -> None:
    answer = send(desk, "/requirements/new/", **(NEW_REQUIREMENT | {field: value}))
    assert field in errors_at_fields(answer)


def test_a_requirement_s_title_is_changed_and_its_posts_stay(desk: Client) -> None:
    before = list(Post.objects.filter(requirement__reference="req-published").values())
    answer = send(desk, "/requirements/req-published/change/", title="A better title")
    assert answer.status_code == 302, summary(answer)
    assert Requirement.objects.get(reference="req-published").title == "A better title"
    assert list(Post.objects.filter(requirement__reference="req-published").values()) == before


def test_one_post_is_changed_and_the_other_stays(desk: Client) -> None:
    answer = send(desk, "/requirements/req-draft/change/", **{"posts-1-strength": "150"})
    assert answer.status_code == 302, summary(answer)
    posts = Post.objects.filter(requirement__reference="req-draft").order_by("-is_lead")
    assert [(one.reference, one.strength) for one in posts] == [("req-draft-bn", 700), ("req-draft-coy", 150)]


def test_a_post_is_taken_away_by_emptying_its_first_field(desk: Client) -> None:
    send(desk, "/requirements/new/", **NEW_REQUIREMENT)
    Requirement.objects.filter(reference="NEW").update(known_from=DAY)
    answer = send(desk, "/requirements/NEW/change/", **{"posts-1-reference": ""})
    assert answer.status_code == 302, summary(answer)
    assert [one.reference for one in Post.objects.filter(requirement__reference="NEW")] == ["NEW-BN"]


def test_a_post_in_use_is_not_taken_away(desk: Client) -> None:
    answer = send(desk, "/requirements/req-published/change/", **{"posts-1-reference": ""})
    assert "is on record elsewhere and cannot be taken away" in summary(answer)
    assert Post.objects.filter(requirement__reference="req-published").count() == 2


def test_who_changes_a_requirement_second_is_told(desk: Client, record: Record) -> None:
    address = "/requirements/req-draft/change/"
    opened = form_of(page(desk, address))
    assert send(client(record, "secretariat officer"), address, title="First").status_code == 302
    answer = desk.post(address, opened | {"title": "Second"})
    assert "was changed by somebody else meanwhile" in summary(answer)
    assert Requirement.objects.get(reference="req-draft").title == "First"


@pytest.mark.parametrize(("stage", "status", "after"), [("published", 302, "published"), ("closed", 302, "closed")])
def test_a_draft_requirement_is_published_or_closed(desk: Client, stage: str, status: int, after: str) -> None:
    assert desk.post("/requirements/req-draft/stage/", {"stage": stage}).status_code == status
    assert Requirement.objects.get(reference="req-draft").stage == after


@pytest.mark.parametrize("stage", ["draft", "", "nonsense"])
def test_no_other_stage_is_taken(desk: Client, stage: str) -> None:
    assert desk.post("/requirements/req-published/stage/", {"stage": stage}).status_code == 400
    assert Requirement.objects.get(reference="req-published").stage == "published"


def test_a_plan_is_asked_for_and_waits_in_the_worker_s_queue(desk: Client) -> None:
    fields = form_of(page(desk, "/plans/new/"))
    assert fields["planned_on"] == DAY.isoformat()
    answer = desk.post("/plans/new/", fields | {"horizon_months": "12", "seconds": "1", "title": "By form"})
    plan = StoredPlan.objects.get(title="By form")
    assert (answer.status_code, answer["Location"]) == (302, f"/plans/{plan.reference}/")
    assert (plan.stage, plan.planned_on, plan.horizon_months) == (PlanStage.QUEUED, DAY, 12)
    assert DBTaskResult.objects.count() == 1
    waiting = page(desk, f"/plans/{plan.reference}/")
    assert "waits for the worker" in waiting
    assert 'hx-trigger="every 2s"' in waiting


def test_the_page_of_a_failed_plan_tells_why_and_asks_no_more(desk: Client, record: Record) -> None:
    StoredPlan.objects.filter(pk=record.plans["solved"].pk).update(stage=PlanStage.FAILED, failure="posts clash")
    found = page(desk, f"/plans/{record.plans['solved'].reference}/")
    assert "posts clash" in found
    assert "hx-trigger" not in found


@pytest.mark.parametrize(("field", "value"), [("horizon_months", "0"), ("horizon_months", "121"), ("seconds", "9999")])
def test_a_plan_out_of_bounds_is_refused_at_the_field(desk: Client, field: str, value: str) -> None:
    assert field in errors_at_fields(send(desk, "/plans/new/", **{field: value}))


def upload(data: bytes) -> dict[str, Any]:
    """Return the fields of the import page with a file."""
    return {"workbook": SimpleUploadedFile("book.xlsx", data)}


def test_an_exported_register_is_imported_by_the_page(kazakhstan: Client, record: Record) -> None:
    exported = kazakhstan.get("/pledges/workbook/").content
    PledgeVersion.objects.filter(pledge__reference="kaz-draft").update(title="Changed meanwhile")
    answer = kazakhstan.post("/pledges/import/", upload(exported), follow=True)
    assert answer.redirect_chain == [("/pledges/", 302)]
    assert "0 pledges created, 1 changed." in answer.content.decode()
    assert Pledge.objects.get(reference="kaz-draft").latest.title == record.pledges["kaz-draft"].latest.title


def test_exported_requirements_are_imported_by_the_page(desk: Client) -> None:
    exported = desk.get("/requirements/workbook/").content
    answer = desk.post("/requirements/import/", upload(exported), follow=True)
    assert answer.redirect_chain == [("/requirements/", 302)]


def test_a_workbook_of_the_wrong_room_is_refused_on_the_page_and_nothing_is_saved(
    kazakhstan: Client, desk: Client
) -> None:
    answer = kazakhstan.post("/pledges/import/", upload(desk.get("/requirements/workbook/").content))
    assert answer.status_code == 400
    assert "Nothing was saved." in answer.content.decode()


@pytest.mark.parametrize("data", [b"", b"no workbook at all", b"PK\x03\x04 but not really"])
def test_a_file_that_is_no_workbook_is_told_so(kazakhstan: Client, data: bytes) -> None:
    answer = kazakhstan.post("/pledges/import/", upload(data))
    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()


def test_an_import_without_a_file_is_told_to_choose_one(kazakhstan: Client) -> None:
    answer = kazakhstan.post("/pledges/import/", {})
    assert answer.status_code == 400
    assert "No file was sent; choose a workbook." in answer.content.decode()


@pytest.mark.parametrize("address", ["/pledges/new/", "/pledges/import/", "/pledges/kaz-submitted/change/"])
def test_the_secretariat_writes_no_pledge_by_form(desk: Client, address: str) -> None:
    assert desk.get(address).status_code == 403


@pytest.mark.parametrize("address", ["/requirements/new/", "/requirements/import/", "/plans/new/"])
def test_a_state_writes_no_requirement_and_no_plan(kazakhstan: Client, address: str) -> None:
    assert kazakhstan.get(address).status_code == 403


def test_workbooks_can_be_read_back_by_their_own_forms(desk: Client, kazakhstan: Client) -> None:
    for browser, address, form in (
        (kazakhstan, "/pledges/workbook/", pledge_workbook.form()),
        (desk, "/requirements/workbook/", requirement_workbook.form()),
    ):
        assert io.BytesIO(browser.get(address).content).read(2) == b"PK"
        assert form.sheets


def test_the_level_on_record_is_the_one_that_the_form_starts_from(record: Record) -> None:
    assert pledge_actions.level_of(record.pledges["kaz-submitted"]) == "L2"


def test_a_state_withdraws_its_pledge_by_the_page_s_form(kazakhstan: Client) -> None:
    found = page(kazakhstan, "/pledges/kaz-submitted/")
    assert "A withdrawal is final" in found
    fields = form_of(found)
    answer = kazakhstan.post("/pledges/kaz-submitted/level/", fields | {"evidence": "Note verbale 12/2018"})
    assert answer.status_code == 302
    assert Pledge.objects.get(reference="kaz-submitted").stage == PledgeStage.WITHDRAWN


def test_a_state_s_reader_is_offered_no_form(record: Record) -> None:
    assert form_of(page(client(record, "owning State's reader"), "/pledges/kaz-submitted/")) == {}
