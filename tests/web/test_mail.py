"""MUSTER_EMAIL_URL says where mail goes; what is not understood is refused in one line that holds no password."""

from pathlib import Path

import pytest

from muster.kit.errors import Refused
from muster.web.mail import mail_settings

FOLDER = Path("mail")


def test_without_a_server_mails_are_files() -> None:
    found = mail_settings("", FOLDER)
    assert found.backend.endswith("filebased.EmailBackend")
    assert found.folder == FOLDER
    assert mail_settings("file:///srv/sent%20mail", FOLDER).folder == Path("/srv/sent mail")


@pytest.mark.parametrize(
    ("url", "host", "port", "starttls", "tls"),
    [
        ("smtp://relay.example.org", "relay.example.org", 25, False, False),
        ("smtp://relay.example.org?tls=starttls", "relay.example.org", 587, True, False),
        ("smtp://relay.example.org:2525?tls=starttls", "relay.example.org", 2525, True, False),
        ("smtps://relay.example.org", "relay.example.org", 465, False, True),
    ],
)
def test_a_mail_server_is_read_from_its_address(url: str, host: str, port: int, starttls: bool, tls: bool) -> None:
    found = mail_settings(url, FOLDER)
    assert found.backend.endswith("smtp.EmailBackend")
    assert (found.host, found.port, found.starttls, found.tls) == (host, port, starttls, tls)


def test_a_password_may_hold_any_character() -> None:
    found = mail_settings("smtp://muster%40example.org:p%40ss%2Fword@mail:587?tls=starttls", FOLDER)
    assert (found.user, found.password) == ("muster@example.org", "p@ss/word")


@pytest.mark.parametrize(
    "url",
    ["imap://u:secret@host", "smtp://", "mail.example.org", "smtp://u:secret@host:port", "smtp://u:secret@host?tls=on"],
)
def test_what_is_not_understood_is_refused_without_the_password(url: str) -> None:
    with pytest.raises(Refused, match="MUSTER_EMAIL_URL") as refusal:
        mail_settings(url, FOLDER)
    assert "secret" not in str(refusal.value)
