"""People on their pages: entered, changed, handed on and forgotten by form."""

import json

import pytest
from django.test import Client

from muster.people.models import Person, PersonShare
from tests.record import Record
from tests.web.form_reading import form_of

BACKEND = "django.contrib.auth.backends.ModelBackend"


def browser(record: Record, who: str) -> Client:
    """Return a browser in which somebody is signed in."""
    found = Client()
    found.force_login(record.parties.users[who], backend=BACKEND)
    return found


@pytest.fixture
def kazakhstan(record: Record) -> Client:
    """The browser of an officer of Kazakhstan."""
    return browser(record, "owning State")


def page(client: Client, address: str) -> str:
    """Return the page at an address."""
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def send(client: Client, address: str, **changes: str) -> str:
    """Open the form at an address, change some fields, send it, and return the page that it leads to."""
    answer = client.post(address, form_of(page(client, address)) | changes, follow=True)
    return str(answer.content.decode())


def address(record: Record, name: str, deed: str = "") -> str:
    """Return the address of a person of the record, or of what is done with them."""
    return f"/people/{record.persons[name].number}/{deed}"


def test_a_person_is_entered_by_form(kazakhstan: Client) -> None:
    text = send(kazakhstan, "/people/new/", purpose="focal-point", family_name="Akhmetov", email="a@example.org")
    person = Person.objects.get(family_name="Akhmetov")
    assert "Akhmetov" in text
    assert "a@example.org" in text
    assert person.organisation.code == "KAZ"
    assert "Akhmetov" in page(kazakhstan, "/people/?family_name=akh")


def test_a_field_that_the_purpose_does_not_need_is_refused_on_the_form(kazakhstan: Client) -> None:
    text = send(kazakhstan, "/people/new/", purpose="focal-point", family_name="Akhmetov", sex="male")
    assert "is not needed of a person kept as focal-point" in text
    assert not Person.objects.filter(family_name="Akhmetov").exists()


def test_a_person_is_changed_and_the_rest_stays(kazakhstan: Client, record: Record) -> None:
    before = record.persons["kept"]
    text = send(kazakhstan, address(record, "kept", "change/"), rank="Colonel")
    after = Person.objects.get(pk=before.pk)
    assert (after.rank, after.family_name, after.keep_until, after.version) == (
        "Colonel",
        before.family_name,
        before.keep_until,
        2,
    )
    assert "Colonel" in text


def test_a_person_is_handed_on_by_form(kazakhstan: Client, record: Record) -> None:
    until = record.persons["kept"].keep_until.isoformat()
    text = send(kazakhstan, address(record, "kept", "share/"), organisation="UN", purpose="visit-team", until=until)
    assert "United Nations Secretariat" in text
    assert "visit team member" in text
    assert PersonShare.objects.filter(person=record.persons["kept"]).exists()


def test_a_receiver_reads_the_data_and_finds_no_door_to_change_them(record: Record) -> None:
    text = page(browser(record, "secretariat officer"), address(record, "handed"))
    assert "Family of the handed person" in text
    assert "visit team member" in text
    assert "pool candidate" not in text
    assert all(address(record, "handed", deed) not in text for deed in ("change/", "share/", "erase/", "export/"))
    assert "Handed to" not in text


def test_an_erased_person_is_a_number_on_the_page_and_no_longer_in_the_list(kazakhstan: Client, record: Record) -> None:
    text = send(kazakhstan, address(record, "kept", "erase/"), reason="asked for")
    assert "erased" in text
    assert "Family of the kept person" not in text
    assert "Family of the kept person" not in page(kazakhstan, "/people/")
    for deed in ("change/", "share/", "erase/"):
        assert kazakhstan.get(address(record, "kept", deed)).status_code == 400


def test_everything_held_is_handed_out_as_a_file(kazakhstan: Client, record: Record) -> None:
    answer = kazakhstan.get(address(record, "handed", "export/"))
    assert "attachment" in answer["Content-Disposition"]
    content = json.loads(answer.content)
    assert content["family_name"] == "Family of the handed person"
    assert content["handed_to"][0]["organisation"] == "UN"
