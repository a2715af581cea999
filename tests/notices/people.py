"""What the tests of notices share: a member with a mail address, and a notice about a pledge."""

from typing import Any

from muster.notices.actions import notify
from muster.notices.models import Notice
from muster.notices.terms import Subject
from tests.record import DAY, Parties

SUBJECT = Subject("pledge", "kaz-1", state="KAZ", unit_type="INF-COY", mission="UNIFIL")


def give_address(parties: Parties, *names: str) -> None:
    """Give users a mail address that says whose it is."""
    for name in names:
        user = parties.users[name]
        user.email = f"{user.username}@example.org"
        user.save(update_fields=["email"])


def tell(parties: Parties, to: str = "KAZ", **changes: Any) -> Notice:
    """Raise a notice; `changes` replace any of its terms."""
    values: dict[str, Any] = {
        "topic": "level-changed", "title": f"Notice to {to}", "body": f"Text of the notice to {to}",
        "day": DAY, "subject": SUBJECT, "href": "/pledges/kaz-1/",
    }  # fmt: skip
    return notify(to=parties.organisations[to], **(values | changes)).notice
