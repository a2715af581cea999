"""An individual's file: what a State and the Secretariat enter there, and a newcomer's whole road on pages alone."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from muster.deployments.models import Assignment, Nomination, RequestedPost
from muster.people.models import Person, PersonCredential, ServiceBar
from tests.deployments.individuals import individuals_walked_over, make_person
from tests.record import Record
from tests.web.browsing import browser_of, check_page
from tests.web.form_reading import form_of

pytestmark = pytest.mark.once
ROOT = "/deployments/individuals/"
TODAY = datetime.now(UTC).date()


def browser(record: Record, who: str) -> Client:
    """Return a browser in which somebody is signed in and sees the record as of today."""
    return browser_of(record.parties.users[who], day=None)


def send(client: Client, address: str, status: int = 302, /, **changes: str) -> str:
    """Open the form at an address, change some fields and send it; return where it leads, or what it says."""
    opened = client.get(address)
    assert opened.status_code == 200, address
    answer = client.post(address, form_of(opened.content.decode()) | changes)
    assert answer.status_code == status, answer.content.decode()[-6000:]
    return answer.headers["Location"] if status == 302 else answer.content.decode()


def test_a_newcomer_goes_from_a_request_to_a_post_on_pages_alone(record: Record) -> None:
    """Request, person, proofs, nominee, each step, arrival: nothing else than the pages of three sides is used."""
    desk, state, mission = (browser(record, who) for who in ("secretariat officer", "owning State", "mission"))
    in_a_while = (TODAY + timedelta(days=60)).isoformat()
    send(desk, f"{ROOT}posts/new/", reference="mo-new", title="Observer", mission="UNIFIL", place="field",
         category="observer", languages="en", needed_from=in_a_while)  # fmt: skip
    desk.post(f"{ROOT}requests/new/", {"reference": "ask-new", "state": "KAZ", "kind": "initial", "posts": ["mo-new"],
                                       "tour_months": "12"})  # fmt: skip
    send(desk, f"{ROOT}requests/ask-new/step/", stage="sent")

    file = send(state, "/people/new/?purpose=individual", family_name="Omarova", given_names="Dana", rank="Captain",
                sex="female")  # fmt: skip
    person = Person.objects.get(family_name="Omarova")
    assert file == f"{ROOT}pool/{person.number}/"
    assert "No proof that you may see is on record" in check_page(state, file)
    at = f"/people/{person.number}/"
    send(state, f"{at}details/", born_on="1992-03-01", service_from="2014-07-01")
    for kind, more in {
        "passport": {"valid_until": (TODAY + timedelta(days=3_000)).isoformat()},
        "language": {"subject": "en", "valid_until": (TODAY + timedelta(days=700)).isoformat()},
        "driving": {"valid_from": "2016-01-01"},
        "medical": {"valid_from": (TODAY - timedelta(days=20)).isoformat()},
        "training": {"subject": "UNMO", "valid_until": (TODAY + timedelta(days=900)).isoformat()},
    }.items():
        send(state, f"{at}proofs/new/", **({"kind": kind, "valid_from": "2020-01-01", "evidence": f"{kind} 7"} | more))
    assert "training 7" in check_page(state, file)

    send(state, f"{ROOT}requests/ask-new/nominate/", post="mo-new", person=str(person.number))
    nominee = Nomination.objects.get()
    steps = f"{ROOT}nominees/{nominee.pk}/step/"
    for stage in ("confirmed", "medical-asked", "medically-cleared"):
        send(desk, steps, stage=stage)
    assert "none valid on arrival is on record" in send(desk, steps, 400, stage="vetted")
    send(desk, f"{at}proofs/new/", kind="vetting", valid_from=TODAY.isoformat(), evidence="vetting 7")
    for stage in ("vetted", "travel-asked", "travel-authorised"):
        send(desk, steps, stage=stage)
    assert "Omarova" in check_page(mission, file)
    send(mission, steps, stage="arrived", on=TODAY.isoformat())

    serving = Assignment.objects.get()
    assert (serving.post.reference, serving.person_id, serving.held_from) == ("mo-new", person.number, TODAY)
    assert "in post" in check_page(state, file)
    send(desk, f"{ROOT}requests/ask-new/step/", stage="filled")
    assert RequestedPost.objects.get().request.stage == "filled"


def test_the_pool_says_where_everybody_is_and_is_narrowed_by_it(record: Record) -> None:
    individuals_walked_over(record)
    make_person(record, "Idle", today=TODAY)
    state = browser(record, "owning State")
    whole = check_page(state, f"{ROOT}pool/")
    assert all(name in whole for name in ("Family of the nominee", "Family of the holder", "Aigerim Idle"))
    barred = check_page(state, f"{ROOT}pool/?pool=barred")
    assert "Family of the nominee" in barred
    assert "Idle" not in barred
    desk = check_page(browser(record, "secretariat reader"), f"{ROOT}pool/")
    assert "Family of the nominee" in desk
    assert "Idle" not in desk


def test_a_proof_is_ended_or_taken_away_by_whoever_enters_its_kind(record: Record) -> None:
    numbers = individuals_walked_over(record)
    state, desk = browser(record, "owning State"), browser(record, "secretariat officer")
    at = f"/people/{numbers['nominated_person']}/proofs/"
    assert state.get(f"{at}{numbers['vetting']}/end/").status_code == 403
    assert desk.get(f"{at}{numbers['course']}/end/").status_code == 403
    early = {"on": "2017-01-01"}
    assert "is not after the proof&#x27;s first day" in send(state, f"{at}{numbers['course']}/end/", 400, **early)
    send(state, f"{at}{numbers['course']}/end/", on="2019-01-01")
    assert PersonCredential.objects.get(pk=numbers["course"]).valid_until == date(2019, 1, 1)
    assert "ends on 1 January 2019 already" in send(state, f"{at}{numbers['course']}/end/", 400, on="2019-02-01")
    send(desk, f"{at}{numbers['vetting']}/end/", in_error="on")
    assert not PersonCredential.objects.filter(pk=numbers["vetting"]).exists()
    assert "Give the day, or say" in send(state, f"{at}{numbers['course']}/end/", 400)


def test_details_read_before_somebody_else_changed_them_are_not_written_over(record: Record) -> None:
    person = make_person(record, "Idle", today=TODAY)
    state = browser(record, "owning State")
    address = f"/people/{person.number}/details/"
    stale = form_of(state.get(address).content.decode())
    send(state, address, born_on="1991-01-01")
    answer = state.post(address, stale | {"born_on": "1980-01-01"})
    assert answer.status_code == 400
    assert "changed by somebody else meanwhile" in answer.content.decode()


def test_a_bar_is_imposed_and_lifted_by_an_approver_and_seen_by_the_state(record: Record) -> None:
    numbers = individuals_walked_over(record)
    approver = browser(record, "secretariat approver")
    said = {"reason": "Second reason", "due_process": "Heard by the panel", "barred_from": TODAY.isoformat()}
    at = f"/people/{numbers['nominated_person']}/"
    assert send(approver, f"{at}bar/", **said) == f"{ROOT}pool/{numbers['nominated_person']}/"
    bar = ServiceBar.objects.latest("pk")
    assert "Second reason" in check_page(browser(record, "owning State's reader"), "/people/bars/")
    assert browser(record, "secretariat officer").get(f"/people/bars/{bar.pk}/lift/").status_code == 403
    send(approver, f"/people/bars/{bar.pk}/lift/", reason="Found to be wrong")
    bar.refresh_from_db()
    assert bar.barred_until == TODAY
    assert "ended" in check_page(approver, "/people/bars/")
