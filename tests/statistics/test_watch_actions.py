"""Forecasts are kept once; alerts are told once, to their owner alone; subscriptions are one's own."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from muster.audit.models import AuditEvent
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.notices.models import Notice
from muster.notices.queries import unread_count, visible_notices
from muster.notices.sending import send_due_mail
from muster.parties.models import Membership, Role
from muster.parties.viewer import ANONYMOUS, SYSTEM, Viewer, viewer_of
from muster.statistics import presence, watch_commands
from muster.statistics.actions.watch_alerts import tell_of_watch
from muster.statistics.actions.watch_reckoning import reckon_due, reckon_forecasts
from muster.statistics.actions.watch_subscriptions import (
    MOST_SUBSCRIPTIONS,
    change_watch_subscription,
    subscribe_to_watch,
    unsubscribe_from_watch,
)
from muster.statistics.models import AlertStage, WatchAlert, WatchForecast, WatchRun, WatchSubscription
from muster.statistics.queries.watch import latest_run, latest_runs
from muster.statistics.queries.watch_overview import states_at_risk, watch_overview
from muster.statistics.queries.watch_subscriptions import own_alerts, own_watch_subscription
from muster.statistics.rules.watch_terms import Measure, Scope, WatchTerms
from muster.statistics.store import Store, open_store
from muster.statistics.watch.months import month_of, month_text
from muster.statistics.watching.forecasting import Model, StateForecast
from muster.web import daily
from tests.notices.people import give_address
from tests.record import Parties
from tests.statistics.watch_ground import DEATHS, LAST, MODEL, made_store, month_end, write_deaths

pytestmark = [pytest.mark.django_db, pytest.mark.once]
DAY = date(2018, 10, 5)
LEBANON = WatchTerms("Lebanon", Scope.STATES, Measure.DEATHS, 25, states=("LBN",))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """The small store."""
    return made_store(tmp_path)


def later(folder: Path, months: int, **deaths: tuple[int, ...]) -> Store:
    """The store after so many more months, of which these are the deaths (none for States not named)."""
    more = {state: (*DEATHS[state], *deaths.get(state, (0,) * months)) for state in DEATHS}
    write_deaths(folder, more, last=month_end(-months))
    return open_store(folder)


def notices(viewer: Viewer, day: date = DAY) -> list[str]:
    """The titles of what a viewer was told."""
    return [one.title for one in visible_notices(viewer, day).order_by("pk")]


class TestReckoning:
    def test_the_last_months_are_reckoned_once(self, store: Store) -> None:
        assert reckon_due(SYSTEM, store, DAY, MODEL).runs == 2
        assert [run.origin for run in latest_runs(DAY)] == [LAST, month_end(1)]
        assert WatchForecast.objects.count() == 2 * len(DEATHS) * 2
        event = AuditEvent.objects.filter(action="statistics:watch-run:reckoned").latest("sequence")
        assert event.after["forecasts"] == len(DEATHS) * 2
        before = (WatchForecast.objects.count(), AuditEvent.objects.count())
        assert reckon_due(SYSTEM, store, DAY, MODEL).runs == 0
        assert (WatchForecast.objects.count(), AuditEvent.objects.count()) == before

    def test_after_an_import_a_month_is_reckoned_anew_and_the_earlier_run_stays(
        self, store: Store, tmp_path: Path
    ) -> None:
        reckon_forecasts(SYSTEM, store, LAST, MODEL)
        write_deaths(tmp_path, {"LBN": (500,)}, vintage=LAST, file="z.csv")
        again = reckon_forecasts(SYSTEM, open_store(tmp_path), LAST, MODEL)
        assert again is not None
        assert WatchRun.objects.filter(origin=LAST).count() == 2
        assert latest_run(DAY) == again

    def test_as_of_a_day_no_later_origin_is_shown(self, store: Store) -> None:
        reckon_due(SYSTEM, store, DAY, MODEL)
        shown = latest_run(date(2018, 9, 29))
        assert shown is not None
        assert shown.origin == month_end(1)
        assert latest_run(date(2018, 8, 1)) is None

    def test_only_the_installation_reckons(self, store: Store, parties: Parties) -> None:
        with pytest.raises(NotAllowed):
            reckon_forecasts(parties["secretariat administrator"], store, LAST, MODEL)

    def test_a_month_that_is_not_on_record_is_refused(self, store: Store) -> None:
        with pytest.raises(Refused, match=r"no deaths are on record of 2030-01; import views"):
            reckon_forecasts(SYSTEM, store, date(2030, 1, 31), MODEL)

    def test_what_the_model_refuses_is_told_and_stops_nothing(self, store: Store) -> None:
        def picky(source: Store, month: date, horizons: object) -> list[StateForecast]:
            if month == LAST:
                raise Refused("too little is on record")
            return []

        found = reckon_due(SYSTEM, store, DAY, Model("picky", picky))
        assert (found.runs, found.refusals) == (1, ("2018-09: too little is on record",))

    def test_an_empty_store_is_nothing_to_reckon(self, tmp_path: Path) -> None:
        assert reckon_due(SYSTEM, Store(tmp_path), DAY, MODEL).runs == 0

    def test_the_overview_holds_both_reckonings_against_each_other(self, store: Store) -> None:
        reckon_due(SYSTEM, store, DAY, MODEL)
        rows = {row.state: row for row in watch_overview(store, DAY).rows}
        assert rows["LBN"].p25_3 == pytest.approx(4 / 12)
        assert rows["LBN"].moved == pytest.approx(4 / 12 - 3 / 11 * 11 / 12)
        assert rows["MLI"].mean_6 == pytest.approx(sum(DEATHS["MLI"]) / 2)
        assert states_at_risk(store, DAY) == []


class TestAlerts:
    def test_a_crossing_is_told_once_to_its_owner_alone(self, store: Store, parties: Parties) -> None:
        owner, colleague = parties["owning State"], parties["owning State's reader"]
        subscribe_to_watch(owner, LEBANON)
        assert tell_of_watch(SYSTEM, store, DAY) == 1
        assert notices(owner) == ["Lebanon: 120 deaths in September 2018, your threshold is 25"]
        assert (notices(colleague), unread_count(colleague, DAY), unread_count(owner, DAY)) == ([], 0, 1)
        assert notices(parties["other State"]) == []
        assert tell_of_watch(SYSTEM, store, DAY) == 0
        assert Notice.objects.get().href == "/statistics/watch/LBN/"
        event = AuditEvent.objects.get(action="statistics:watch-alert:alerted")
        assert event.after == {"month": "2018-09-30", "value": 120.0, "threshold": 25}

    def test_a_member_alone_is_mailed_what_is_told_to_them_alone(
        self, store: Store, parties: Parties, mailoutbox: list[object]
    ) -> None:
        from datetime import UTC, datetime

        from muster.notices.actions import subscribe
        from muster.notices.models import Channel
        from muster.notices.terms import SubscriptionTerms

        give_address(parties, "owning State", "owning State's reader")
        for name in ("owning State", "owning State's reader"):
            subscribe(parties[name], SubscriptionTerms("All", channel=Channel.MAIL_NOW))
        subscribe_to_watch(parties["owning State"], LEBANON)
        tell_of_watch(SYSTEM, store, DAY)
        sent = send_due_mail(datetime.now(UTC))
        assert (sent.sent, len(mailoutbox)) == (1, 1)

    def test_a_quiet_state_is_not_told_of(self, store: Store, parties: Parties) -> None:
        subscribe_to_watch(parties["owning State"], replace(LEBANON, states=("KAZ", "MLI")))
        assert tell_of_watch(SYSTEM, store, DAY) == 0
        assert {one.stage for one in own_alerts(parties["owning State"])} == {AlertStage.QUIET}

    def test_an_alert_is_cleared_after_two_months_below_and_told_again_when_it_comes_back(
        self, store: Store, tmp_path: Path, parties: Parties
    ) -> None:
        subscribe_to_watch(parties["owning State"], LEBANON)
        tell_of_watch(SYSTEM, store, DAY)
        assert tell_of_watch(SYSTEM, later(tmp_path, 1, LBN=(3,)), date(2018, 11, 1)) == 0
        assert tell_of_watch(SYSTEM, later(tmp_path, 2, LBN=(3, 0)), date(2018, 12, 1)) == 1
        assert WatchAlert.objects.get().stage == AlertStage.CLEARED
        assert tell_of_watch(SYSTEM, later(tmp_path, 3, LBN=(3, 0, 90)), date(2019, 1, 2)) == 1
        alert = WatchAlert.objects.get()
        assert (alert.stage, alert.crossings, alert.since) == (AlertStage.ALERTED, 2, date(2018, 12, 31))

    def test_months_that_come_together_are_weighed_one_after_the_other(
        self, store: Store, tmp_path: Path, parties: Parties
    ) -> None:
        subscribe_to_watch(parties["owning State"], LEBANON)
        tell_of_watch(SYSTEM, store, DAY)
        assert tell_of_watch(SYSTEM, later(tmp_path, 3, LBN=(3, 0, 90)), date(2019, 1, 2)) == 2
        assert [one.topic for one in Notice.objects.order_by("pk")] == ["watch-alert", "watch-cleared", "watch-alert"]

    def test_a_chance_is_weighed_in_per_cent(self, store: Store, parties: Parties) -> None:
        reckon_due(SYSTEM, store, DAY, MODEL)
        terms = WatchTerms("Chances", Scope.STATES, Measure.P25, 33, states=("LBN", "KAZ"), horizon=3)
        subscribe_to_watch(parties["owning State"], terms)
        assert tell_of_watch(SYSTEM, store, DAY) == 1
        assert notices(parties["owning State"]) == [
            "Lebanon: 33 % chance of a month with 25 deaths in 3 months after September 2018, your threshold is 33 %"
        ]

    def test_a_region_and_the_places_of_own_units_are_watched(
        self, store: Store, parties: Parties, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[int] = []

        def units(organisation_id: int, day: date) -> frozenset[str]:
            asked.append(organisation_id)
            return frozenset({"LBN"})

        monkeypatch.setattr(presence, "_sources", [units])
        owner = parties["owning State"]
        subscribe_to_watch(owner, WatchTerms("Asia", Scope.REGION, Measure.DEATHS, 25, region="Asia"))
        subscribe_to_watch(owner, WatchTerms("Ours", Scope.UNITS, Measure.DEATHS, 25))
        assert tell_of_watch(SYSTEM, store, DAY) == 2
        assert asked == [owner.organisation_id]
        assert {one.state for one in own_alerts(owner)} == {"LBN", "KAZ"}

    def test_who_has_left_the_organisation_is_not_told(self, store: Store, parties: Parties) -> None:
        subscribe_to_watch(parties["owning State"], LEBANON)
        Membership.objects.filter(user=parties.users["owning State"]).delete()
        assert tell_of_watch(SYSTEM, store, DAY) == 0

    def test_only_the_daily_run_tells(self, store: Store, parties: Parties) -> None:
        with pytest.raises(NotAllowed):
            tell_of_watch(parties["owning State"], store, DAY)


class TestSubscriptions:
    def test_a_subscription_is_its_owners_alone(self, parties: Parties) -> None:
        made = subscribe_to_watch(parties["owning State"], LEBANON)
        for other in ("owning State's reader", "secretariat administrator", "other State"):
            with pytest.raises(NotFound):
                own_watch_subscription(parties[other], made.pk)
            with pytest.raises(NotFound):
                change_watch_subscription(parties[other], made.pk, LEBANON)
            with pytest.raises(NotFound):
                unsubscribe_from_watch(parties[other], made.pk)
        assert own_watch_subscription(parties["owning State"], made.pk) == made

    def test_the_same_person_for_another_organisation_has_others(self, parties: Parties) -> None:
        made = subscribe_to_watch(parties["owning State"], LEBANON)
        user = parties.users["owning State"]
        elsewhere = Membership.objects.create(
            user=user, organisation=parties.organisations["ANALYSTS"], role=Role.READER
        )
        with pytest.raises(NotFound):
            own_watch_subscription(viewer_of(elsewhere), made.pk)

    def test_nobody_subscribes_who_is_not_signed_in(self) -> None:
        with pytest.raises(NotAllowed):
            subscribe_to_watch(ANONYMOUS, LEBANON)

    def test_a_change_forgets_what_was_weighed(self, store: Store, parties: Parties) -> None:
        made = subscribe_to_watch(parties["owning State"], LEBANON)
        tell_of_watch(SYSTEM, store, DAY)
        change_watch_subscription(parties["owning State"], made.pk, replace(LEBANON, threshold=500))
        assert not WatchAlert.objects.exists()
        assert tell_of_watch(SYSTEM, store, DAY) == 0

    def test_each_change_is_an_event(self, parties: Parties) -> None:
        made = subscribe_to_watch(parties["owning State"], LEBANON)
        change_watch_subscription(parties["owning State"], made.pk, replace(LEBANON, name="Other"))
        unsubscribe_from_watch(parties["owning State"], made.pk)
        events = AuditEvent.objects.filter(action__startswith="statistics:watch-subscription").order_by("sequence")
        assert [one.action.rsplit(":", 1)[1] for one in events] == ["made", "changed", "removed"]
        assert not WatchSubscription.objects.exists()

    @pytest.mark.parametrize(
        ("changes", "place"),
        [
            ({"name": "  "}, "name"),
            ({"states": ()}, "States"),
            ({"states": ("XYZ",)}, "States"),
            ({"scope": Scope.REGION, "region": "Atlantis"}, "region"),
            ({"threshold": 0}, "threshold"),
            ({"horizon": 3}, "horizon"),
            ({"measure": Measure.P100}, "horizon"),
            ({"measure": Measure.P100, "horizon": 4}, "horizon"),
            ({"measure": Measure.P100, "horizon": 6, "threshold": 101}, "threshold"),
        ],
    )
    def test_what_is_wrong_is_told_with_its_place(
        self, parties: Parties, changes: dict[str, object], place: str
    ) -> None:
        with pytest.raises(Refused) as refused:
            subscribe_to_watch(parties["owning State"], replace(LEBANON, **changes))  # type: ignore[arg-type]
        assert [one.place for one in refused.value.problems] == [place]

    def test_two_of_one_name_and_too_many_are_refused(self, parties: Parties) -> None:
        subscribe_to_watch(parties["owning State"], LEBANON)
        with pytest.raises(Refused) as refused:
            subscribe_to_watch(parties["owning State"], LEBANON)
        assert [one.place for one in refused.value.problems] == ["name"]
        for number in range(1, MOST_SUBSCRIPTIONS):
            subscribe_to_watch(parties["owning State"], replace(LEBANON, name=f"Lebanon {number}"))
        with pytest.raises(Refused, match="remove one first"):
            subscribe_to_watch(parties["owning State"], replace(LEBANON, name="One more"))


def test_the_daily_run_reckons_and_tells_once(
    tmp_path: Path, parties: Parties, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.HOME = tmp_path
    monkeypatch.setenv("MUSTER_STORE", str(tmp_path / "store"))
    monkeypatch.setattr(daily, "OWN", MODEL)
    made_store(tmp_path / "store")
    subscribe_to_watch(parties["owning State"], LEBANON)
    first = daily.run_daily(DAY, today=date(2026, 1, 1)).counts
    assert (first["watch_reckoned"], first["watch_refused"], first["watch_told"]) == (2, 0, 1)
    again = daily.run_daily(DAY, today=date(2026, 1, 1)).counts
    assert (again["watch_reckoned"], again["watch_told"]) == (0, 0)


def test_the_command_reckons_one_month_and_takes_no_other_words_for_it(
    tmp_path: Path, parties: Parties, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_store(tmp_path)
    monkeypatch.setenv("MUSTER_STORE", str(tmp_path))
    monkeypatch.setattr(watch_commands, "OWN", MODEL)
    for told in ("1 month reckoned.", "Nothing is to be reckoned."):
        result = CliRunner().invoke(watch_commands.app, ["--month", month_text(month_of(LAST))])
        assert (result.exit_code, result.stdout) == (0, f"{told}\n")
    for words in ("2018", "2018-13", "September"):
        result = CliRunner().invoke(watch_commands.app, ["--month", words])
        assert isinstance(result.exception, Refused)
        assert [(one.place, one.message) for one in result.exception.problems] == [
            ("--month", f"'{words}' is no month")
        ]
    assert WatchRun.objects.count() == 1
