"""`muster notices` lists, and sends what is due once."""

import json

import pytest
from django.conf import LazySettings
from typer.testing import CliRunner

from muster.notices.commands import app
from tests.notices.people import give_address, tell
from tests.notices.test_sending import FaultyServer
from tests.record import Parties


@pytest.fixture(autouse=True)
def told(parties: Parties) -> None:
    """A notice that goes to one member by mail."""
    give_address(parties, "owning State")
    tell(parties)


def test_send_sends_once() -> None:
    assert CliRunner().invoke(app, ["send"]).stdout == "1 mails sent, 0 failed\n"
    assert json.loads(CliRunner().invoke(app, ["send", "--json"]).stdout)["sent"] == 0


def test_send_says_in_one_line_that_the_mail_server_is_down(settings: LazySettings) -> None:
    settings.EMAIL_BACKEND = f"{FaultyServer.__module__}.FaultyServer"
    FaultyServer.is_down = True
    result = CliRunner().invoke(app, ["send"])
    assert result.exit_code == 1
    assert result.stdout == "0 mails sent, 1 failed: [Errno 111] Connection refused\n"


def test_list_shows_what_the_user_may_see() -> None:
    listed = CliRunner().invoke(app, ["list", "--as", "account-of-owning-State", "--on", "2018-10-01"])
    assert "Notice to KAZ" in listed.stdout
    other = CliRunner().invoke(app, ["list", "--as", "account-of-other-State", "--on", "2018-10-01"])
    assert "Notice to KAZ" not in other.stdout
