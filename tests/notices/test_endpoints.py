"""The API of notices: the caller's own, by the same rules as the pages."""

from muster.notices.models import Subscription
from tests.api.caller import by_token
from tests.notices.people import tell
from tests.record import Parties


def test_a_program_reads_its_organisations_notices(parties: Parties) -> None:
    caller, other = by_token(parties["owning State"]), by_token(parties["other State"])
    notice = tell(parties)
    tell(parties, topic="visit-stage")
    assert caller.get("notices")["count"] == 2
    assert caller.get("notices?topic=level-changed")["items"] == [caller.get(f"notices/{notice.pk}")]
    assert caller.get("notices?as_of=2018-09-30")["count"] == 0
    assert caller.post(f"notices/{notice.pk}/read", status=200)["is_read"] is True
    assert caller.get("notices?unread=true")["count"] == 1
    assert caller.post("notices/read", status=200) == {"marked": 1}
    assert other.get("notices")["count"] == 0
    other.get(f"notices/{notice.pk}", status=404)
    other.post(f"notices/{notice.pk}/read", status=404)


def test_a_program_keeps_its_users_subscriptions(parties: Parties) -> None:
    caller = by_token(parties["owning State"])
    tell(parties)
    made = caller.post("subscriptions", {"name": "Visits", "topics": ["visit-stage"]})
    assert made["channel"] == "site"
    assert caller.get("notices?followed=true")["count"] == 0
    number = made["number"]
    changed = caller.put(f"subscriptions/{number}", {"name": "Levels", "topics": ["level-changed"], "states": ["KAZ"]})
    assert caller.get(f"subscriptions/{number}") == changed
    assert caller.get("notices?followed=true")["count"] == 1
    assert caller.get("subscriptions")["items"] == [changed]
    assert by_token(parties["owning State's reader"]).get("subscriptions")["count"] == 0
    assert caller.ask("DELETE", f"subscriptions/{number}").status_code == 204
    assert not Subscription.objects.exists()


def test_a_subscription_to_what_there_is_not_is_refused(parties: Parties) -> None:
    caller = by_token(parties["owning State"])
    answer = caller.post("subscriptions", {"name": "A", "states": ["XXX"]}, status=400)
    assert answer["problems"][0]["place"] == "states"
    caller.post("subscriptions", {"name": "A", "state": ["KAZ"]}, status=422)
