"""Notices are raised once, seen by the organisation that was told, and narrowed by subscriptions."""

from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from muster.audit.models import AuditEvent
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.notices.actions import (
    MOST_SUBSCRIPTIONS,
    bulk_notify,
    change_subscription,
    mark_all_read,
    mark_read,
    notify,
    subscribe,
    terms_of,
    unsubscribe,
)
from muster.notices.models import Channel, Notice, Subscription
from muster.notices.queries import (
    condition_of,
    followed_notices,
    matched_lately,
    own_subscriptions,
    unread_count,
    visible_notice,
    visible_notices,
)
from muster.notices.rules import matches
from muster.notices.terms import NoticeTerms, Subject, SubscriptionTerms
from muster.parties.viewer import ANONYMOUS, SYSTEM
from muster.reference.errors import UnknownFactError
from tests.notices.people import SUBJECT, give_address, tell
from tests.record import DAY, Parties

ONE = SubscriptionTerms("Infantry of Kazakhstan", states=("KAZ",), unit_types=("INF-COY",))


def test_a_notice_is_seen_by_the_organisation_that_was_told_and_nobody_else(parties: Parties) -> None:
    notice = tell(parties)
    for name in parties.viewers:
        sees = name in ("owning State", "owning State's reader")
        assert list(visible_notices(parties[name], DAY)) == ([notice] if sees else []), name
        assert unread_count(parties[name], DAY) == (1 if sees else 0)
        if not sees:
            with pytest.raises(NotFound):
                visible_notice(parties[name], DAY, notice.pk)
    assert not visible_notices(ANONYMOUS, DAY).exists()
    assert visible_notices(SYSTEM, DAY).get() == notice


def test_a_notice_is_not_there_as_of_a_day_before_it(parties: Parties) -> None:
    tell(parties)
    assert not visible_notices(parties["owning State"], DAY.replace(month=9)).exists()


def test_a_notice_with_a_key_is_told_once_to_each(parties: Parties) -> None:
    known = {"topic": "level-changed", "title": "A", "day": DAY, "subject": SUBJECT, "once": "kaz-1 raised"}
    first, second, other = (notify(to=parties.organisations[to], **known) for to in ("KAZ", "KAZ", "UN"))  # type: ignore[arg-type]
    assert (first.is_new, second.is_new, other.is_new) == (True, False, True)
    assert first.notice == second.notice != other.notice
    tell(parties)
    tell(parties)
    assert Notice.objects.count() == 4


def test_many_notices_are_raised_in_few_queries_and_each_key_once(parties: Parties) -> None:
    kaz, un = parties.organisations["KAZ"], parties.organisations["UN"]
    terms = [
        NoticeTerms("finding-due", to, f"Finding {number}", DAY, Subject("finding", str(number)), once=f"f {number}")
        for number, to in product(range(1500), (kaz, un))
    ]
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert bulk_notify([*terms, terms[0]]) == 3000
    assert len(queries) < 100
    assert bulk_notify([*terms, NoticeTerms("finding-due", kaz, "New", DAY, Subject("finding", "x"))]) == 1
    assert Notice.objects.count() == 3001
    assert bulk_notify([]) == 0


def test_an_unknown_topic_or_an_address_elsewhere_is_a_fault_of_the_code(parties: Parties) -> None:
    with pytest.raises(UnknownFactError):
        tell(parties, topic="level-changd")
    for href in ("https://example.org/", "//example.org/", "pledges/"):
        with pytest.raises(ValueError, match="no address of this site"):
            tell(parties, href=href)


def test_what_is_too_long_is_cut_and_a_title_is_one_line(parties: Parties) -> None:
    notice = tell(parties, title="word \n" * 100, body="word " * 1000)
    notice.full_clean()
    assert notice.title.endswith("word…")
    assert "\n" not in notice.title


def test_reading_is_each_members_own(parties: Parties) -> None:
    first, second = tell(parties), tell(parties)
    officer, reader = parties["owning State"], parties["owning State's reader"]
    mark_read(officer, first.pk, day=DAY)
    mark_read(officer, first.pk, day=DAY)
    assert list(visible_notices(officer, DAY)) == [second, first]
    assert [notice.is_read for notice in visible_notices(officer, DAY)] == [False, True]  # type: ignore[attr-defined]
    assert (unread_count(officer, DAY), unread_count(reader, DAY)) == (1, 2)
    assert mark_all_read(reader, day=DAY) == 2
    assert mark_all_read(reader, day=DAY) == 0
    assert (unread_count(officer, DAY), unread_count(reader, DAY)) == (1, 0)
    with pytest.raises(NotFound):
        mark_read(parties["other State"], first.pk, day=DAY)
    with pytest.raises(NotAllowed):
        mark_all_read(SYSTEM, day=DAY)


def test_the_bell_is_one_query(parties: Parties) -> None:
    tell(parties)
    with CaptureQueriesContext(connection) as queries:
        assert unread_count(parties["owning State"], DAY) == 1
    assert len(queries) == 1


def test_a_subscription_is_made_changed_and_removed_by_its_own_member(parties: Parties) -> None:
    officer = parties["owning State"]
    made = subscribe(officer, ONE)
    assert terms_of(own_subscriptions(officer).get()) == ONE
    wider = SubscriptionTerms("Infantry", states=("IND", "KAZ"), topics=("level-changed",))
    assert terms_of(change_subscription(officer, made.pk, wider)) == wider
    for other in ("owning State's reader", "other State", "secretariat approver"):
        assert not own_subscriptions(parties[other]).exists()
        with pytest.raises(NotFound):
            change_subscription(parties[other], made.pk, ONE)
        with pytest.raises(NotFound):
            unsubscribe(parties[other], made.pk)
    unsubscribe(officer, made.pk)
    assert not Subscription.objects.exists()
    actions = list(AuditEvent.objects.filter(action__startswith="notices:").values_list("action", flat=True))
    assert actions == [f"notices:subscription:{verb}" for verb in ("made", "changed", "removed")]
    with pytest.raises(NotAllowed):
        subscribe(SYSTEM, ONE)


@pytest.mark.parametrize(
    ("terms", "word"),
    [
        (SubscriptionTerms("A", topics=("no-such",)), "topics: no-such"),
        (SubscriptionTerms("A", states=("UN",)), "states: UN"),
        (SubscriptionTerms("A", unit_types=("XXX",)), "unit types: XXX"),
        (SubscriptionTerms("A", missions=("KAZ",)), "missions: KAZ"),
        (SubscriptionTerms("  "), "name"),
        (SubscriptionTerms("long " * 30), "name"),
        (SubscriptionTerms("A", Channel.MAIL_NOW), "no mail address"),
    ],
)
def test_a_subscription_to_what_there_is_not_is_refused(parties: Parties, terms: SubscriptionTerms, word: str) -> None:
    with pytest.raises(Refused) as refusal:
        subscribe(parties["owning State"], terms)
    assert word in " ".join(str(problem) for problem in refusal.value.problems)
    assert not Subscription.objects.exists()


def test_a_name_is_used_once_and_subscriptions_are_bounded(parties: Parties) -> None:
    officer = parties["owning State"]
    give_address(parties, "owning State")
    subscribe(officer, SubscriptionTerms("Name 0", Channel.MAIL_NOW))
    with pytest.raises(Refused):
        subscribe(officer, SubscriptionTerms("Name  0"))
    for number in range(1, MOST_SUBSCRIPTIONS):
        subscribe(officer, SubscriptionTerms(f"Name {number}"))
    with pytest.raises(Refused, match="remove one first"):
        subscribe(officer, SubscriptionTerms("One more"))


def test_the_database_narrows_as_the_rule_says(parties: Parties) -> None:
    officer = parties["owning State"]
    for topic, state, unit_type, mission in product(
        ("level-changed", "finding-due"), ("", "KAZ", "IND"), ("", "INF-COY"), ("", "UNIFIL")
    ):
        tell(parties, topic=topic, subject=Subject("pledge", "x", state, unit_type, mission))
    for topics, states, unit_types, missions in product(
        ((), ("level-changed",)), ((), ("KAZ",), ("IND", "KAZ")), ((), ("INF-COY",)), ((), ("UNIFIL", "UNDOF"))
    ):
        wish = Subscription(topics=topics, states=states, unit_types=unit_types, missions=missions)
        expected = {notice.pk for notice in Notice.objects.all() if matches(wish, notice)}
        assert set(Notice.objects.filter(condition_of(wish)).values_list("pk", flat=True)) == expected
    assert followed_notices(officer, DAY).count() == 24
    subscribe(officer, ONE)
    subscribe(officer, SubscriptionTerms("Findings in UNDOF", topics=("finding-due",), missions=("UNDOF",)))
    assert {(notice.state, notice.unit_type) for notice in followed_notices(officer, DAY)} == {("KAZ", "INF-COY")}
    subscribe(officer, SubscriptionTerms("All"))
    assert followed_notices(officer, DAY).count() == 24


def test_a_subscription_says_how_many_notices_it_would_have_matched(parties: Parties) -> None:
    officer = parties["owning State"]
    tell(parties)
    tell(parties, subject=Subject("pledge", "ind-1", state="IND"))
    tell(parties, day=DAY.replace(month=8))
    tell(parties, to="UN")
    made = [subscribe(officer, ONE), subscribe(officer, SubscriptionTerms("All"))]
    assert matched_lately(officer, DAY, made) == {made[0].pk: 1, made[1].pk: 2}
    assert matched_lately(officer, DAY, []) == {}
