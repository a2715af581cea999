"""The daily run: each thing once, missed days caught up, a run killed in the middle run again."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core import mail
from typer.testing import CliRunner

from muster.audit.anchors import anchors_file, kept_anchors
from muster.audit.models import AuditEvent
from muster.audit.queries import chained_events
from muster.audit.rules import broken_links
from muster.kit.errors import NotAllowed, Refused
from muster.notices.models import Notice
from muster.people.actions import register_person
from muster.people.terms import PersonTerms
from muster.pledges import actions
from muster.pledges.levels import Level
from muster.pledges.models import Confirmation, DailyRun, LevelEvent, Pledge, PoolEvent, PoolStanding
from muster.web import daily
from muster.web.commands import daily_app
from muster.web.daily import is_done, run_daily
from tests.notices.people import give_address
from tests.record import KNOWN, Parties, pledge_terms, submitted_pledge

TODAY = date(2026, 1, 1)
EXPIRY = date(2019, 1, 1)
LAPSE = date(2019, 1, 31)


@pytest.fixture(autouse=True)
def own_anchors(tmp_path: Any, settings: Any) -> None:
    """Keep the anchors of a test apart from those of others."""
    settings.HOME = tmp_path


@pytest.fixture
def pledges(parties: Parties) -> dict[str, Pledge]:
    """Two pledges of Kazakhstan at Level 2, one of India just submitted, all valid until the new year."""
    found = {name: submitted_pledge(parties, pledge_terms(name, "KAZ")) for name in ("kaz-1", "kaz-2")}
    return found | {"ind-1": submitted_pledge(parties, pledge_terms("ind-1", "IND"), levels=())}


def topics(state: str) -> list[str]:
    """Return the topics of what an organisation was told, in order, what is overdue left out."""
    told = Notice.objects.filter(organisation__code=state).exclude(topic="obligation-overdue").order_by("pk")
    return list(told.values_list("topic", flat=True))


def everything() -> tuple[Any, ...]:
    """Return what a run can change."""
    lines = anchors_file().read_text(encoding="utf-8") if anchors_file().exists() else ""
    return (
        list(LevelEvent.objects.order_by("pk").values()),
        list(Notice.objects.order_by("pk").values()),
        list(DailyRun.objects.values()),
        AuditEvent.objects.count(),
        len(mail.outbox),
        lines,
    )


def test_each_threshold_is_told_once_to_the_state_alone(parties: Parties, pledges: dict[str, Pledge]) -> None:
    for day in (date(2018, 10, 2), date(2018, 10, 3), date(2018, 10, 4), date(2018, 11, 2), date(2018, 12, 2), EXPIRY):
        run_daily(day, today=TODAY)
    assert topics("IND") == ["confirmation-due-90", "confirmation-due-60", "confirmation-due-30"]
    assert sorted(topics("KAZ")) == sorted(2 * topics("IND"))
    assert topics("UN") == []
    first = Notice.objects.filter(organisation__code="IND", topic="confirmation-due-90").get()
    assert first.title == "Confirm pledge ind-1: 90 days are left"
    assert (first.day, first.href) == (date(2018, 10, 3), "/pledges/ind-1/")


def test_what_is_not_confirmed_lapses_and_both_sides_are_told(parties: Parties, pledges: dict[str, Pledge]) -> None:
    actions.confirm_pledge(parties["owning State"], "kaz-2", today=date(2018, 12, 20))
    assert run_daily(date(2019, 1, 30), today=TODAY).counts["pledges_lapsed"] == 0
    done = run_daily(LAPSE, today=TODAY)
    assert done.counts["pledges_lapsed"] == 1
    event = LevelEvent.objects.get(level=Level.LAPSED)
    assert (event.pledge.reference, event.held_from, event.known_from) == ("kaz-1", LAPSE, LAPSE)
    assert "ended on 1 January 2019" in event.reason
    assert "pledge_grace_days" in event.reason
    assert {"pledge-lapsed"} == {topics("KAZ")[-1], topics("UN")[-1]}
    recorded = AuditEvent.objects.filter(action="pledges:level:changed", subject="kaz-1").latest("sequence")
    assert (recorded.on_behalf_of, recorded.before["level"], recorded.after["level"]) == ("system", "L2", "lapsed")
    assert recorded.reason == event.reason
    assert broken_links(chained_events()) == []


def test_a_pledge_that_is_at_no_level_yet_does_not_lapse(parties: Parties, pledges: dict[str, Pledge]) -> None:
    run_daily(date(2020, 1, 1), today=TODAY)
    lapsed = LevelEvent.objects.filter(level=Level.LAPSED).values_list("pledge__reference", flat=True)
    assert sorted(lapsed) == ["kaz-1", "kaz-2"]


def test_a_call_that_is_not_answered_is_told_to_both_sides_once(parties: Parties, pledges: dict[str, Pledge]) -> None:
    PoolEvent.objects.create(
        pledge=pledges["kaz-1"], standing_in_pool=PoolStanding.CALLED, held_from=date(2018, 9, 1),
        known_from=date(2018, 9, 1), answer_due_on=date(2018, 10, 30), mission="UNDOF",
    )  # fmt: skip
    days = (date(2018, 10, 30), date(2018, 10, 31), date(2018, 11, 1))
    assert [run_daily(day, today=TODAY).counts["breaches_told"] for day in days] == [0, 2, 0]
    assert topics("UN") == ["call-breached"]
    # One notice says it; it is not told again as one more thing that is overdue.
    assert not Notice.objects.filter(topic="obligation-overdue", title__contains="on the ground").exists()
    PoolEvent.objects.update(known_from=date(2019, 1, 1))
    assert run_daily(date(2018, 11, 2), today=TODAY).counts["breaches_told"] == 0


def test_a_second_run_on_a_day_changes_nothing(parties: Parties, pledges: dict[str, Pledge]) -> None:
    give_address(parties, "owning State", "secretariat officer")
    for day in (date(2018, 12, 5), date(2019, 3, 1)):
        run_daily(day, today=TODAY)
        before = everything()
        run_daily(day, today=TODAY)
        assert everything() == before


def test_days_on_which_none_was_made_are_caught_up(parties: Parties, pledges: dict[str, Pledge]) -> None:
    run_daily(date(2018, 12, 10), today=TODAY)
    assert topics("IND") == ["confirmation-due-30"]  # the earlier thresholds have passed: one reminder is enough
    run_daily(date(2019, 5, 1), today=TODAY)
    events = LevelEvent.objects.filter(level=Level.LAPSED)
    assert {(one.held_from, one.known_from) for one in events} == {(LAPSE, date(2019, 5, 1))}


def test_a_run_killed_in_the_middle_is_run_again(
    parties: Parties, pledges: dict[str, Pledge], monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> list[int]:
        raise KeyboardInterrupt

    day = date(2019, 2, 1)
    with monkeypatch.context() as patched:
        patched.setattr(daily, "erase_due_persons", killed)
        with pytest.raises(KeyboardInterrupt):
            run_daily(day, today=TODAY)
    assert not is_done(day)
    lapsed = list(LevelEvent.objects.filter(level=Level.LAPSED).values())
    assert len(lapsed) == 2
    done = run_daily(day, today=TODAY)
    assert is_done(day)
    assert done.counts["pledges_lapsed"] == 0
    assert list(LevelEvent.objects.filter(level=Level.LAPSED).values()) == lapsed


def test_a_run_for_an_earlier_day_leaves_alone_what_moved_on(parties: Parties, pledges: dict[str, Pledge]) -> None:
    for name in ("kaz-1", "kaz-2"):
        actions.confirm_pledge(parties["owning State"], name, today=date(2019, 3, 1))
    assert run_daily(date(2019, 2, 15), today=TODAY).counts["pledges_lapsed"] == 0
    assert Confirmation.objects.filter(confirmed_on=date(2019, 3, 1)).count() == 2


def test_what_is_overdue_is_told_once_to_the_side_that_owes_it(parties: Parties, pledges: dict[str, Pledge]) -> None:
    for day in (date(2018, 1, 9), date(2018, 1, 10)):
        run_daily(day, today=TODAY)
    told = Notice.objects.get(topic="obligation-overdue")
    assert (told.organisation.code, told.subject_reference) == ("UN", "ind-1")
    assert told.title == "Overdue: acknowledge the pledge (ind-1)"


def test_a_removal_is_proposed_to_the_register(parties: Parties, pledges: dict[str, Pledge]) -> None:
    run_daily(LAPSE, today=TODAY)
    run_daily(date(2019, 7, 31), today=TODAY)
    assert topics("UN").count("removal-proposed") == 2
    assert {actions.level_of(pledges[name]) for name in ("kaz-1", "kaz-2")} == {Level.LAPSED}


def test_the_run_forgets_persons_sends_mail_and_anchors_the_log(parties: Parties, pledges: dict[str, Pledge]) -> None:
    give_address(parties, "owning State")
    terms = PersonTerms("focal-point", "Name", keep_until=date(2018, 11, 1))
    person = register_person(
        parties["owning State"], terms, organisation=parties.organisations["KAZ"], today=date(2018, 6, 1)
    )
    done = run_daily(date(2018, 12, 5), today=TODAY)
    person.refresh_from_db()
    assert person.erased_on == date(2018, 12, 5)
    assert (done.counts["persons_erased"], done.counts["mails_sent"], done.fault) == (1, len(mail.outbox), "")
    assert done.counts["mails_sent"] > 0
    anchors, unreadable = kept_anchors()
    assert unreadable == []
    assert [(one.sequence, one.occasion) for one in anchors] == [(AuditEvent.objects.count(), "daily run")]


def test_the_row_of_the_day_says_what_was_done(parties: Parties, pledges: dict[str, Pledge]) -> None:
    ticks = iter([10.0, 12.5, 20.0, 21.0])
    clock: Callable[[], float] = lambda: next(ticks)  # noqa: E731
    run_daily(LAPSE, today=TODAY, clock=clock)
    run = DailyRun.objects.get()
    assert (run.day, run.seconds, run.counts["pledges_lapsed"]) == (LAPSE, 2.5, 2)
    submitted_pledge(parties, pledge_terms("kaz-3", "KAZ"))
    run_daily(LAPSE, today=TODAY, clock=clock)
    run.refresh_from_db()
    assert (run.seconds, run.counts["pledges_lapsed"]) == (2.5, 3)


def test_no_day_to_come_is_run_and_nobody_but_the_installation_runs_it(parties: Parties) -> None:
    with pytest.raises(Refused, match="still to come"):
        run_daily(date(2026, 1, 2), today=TODAY)
    with pytest.raises(NotAllowed):
        actions.run_registers(parties["secretariat approver"], KNOWN)


def test_the_command_tells_what_was_done_and_passes_over_a_day_that_is_through(
    parties: Parties, pledges: dict[str, Pledge]
) -> None:
    runner = CliRunner()
    on = ["--on", LAPSE.isoformat()]
    first = runner.invoke(daily_app, [*on, "--json"])
    assert json.loads(first.stdout)["pledges_lapsed"] == 2
    assert "pledges lapsed 0" in runner.invoke(daily_app, on).stdout
    assert runner.invoke(daily_app, [*on, "--unless-done"]).stdout == "2019-01-31: done before\n"
    assert json.loads(runner.invoke(daily_app, [*on, "--unless-done", "--json"]).stdout)["done_before"] is True
