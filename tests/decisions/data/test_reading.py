"""The data of each criterion: what is on record as known on the day, what the viewer may see, and named absences."""

from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from muster.authorisations.models import ActCategory
from muster.decisions.data import law as of_law
from muster.decisions.data import read_data
from muster.decisions.data.law import has_room
from muster.decisions.data.mandate import ceiling_of
from muster.decisions.models import Criterion, StateInterest
from muster.kit.errors import NotFound
from muster.missions.models import MandatePeriod, Requirement
from tests.decisions.data.ground import DAY, asked_by, data_of, days_in, mandate_of, small_store, state_of_things
from tests.record import KNOWN, Record
from tests.statistics.watch_ground import write_deaths

pytestmark = [pytest.mark.django_db, pytest.mark.once]
LATER = date(2018, 12, 1)


@pytest.fixture
def no_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No statistics."""
    monkeypatch.setenv("MUSTER_STORE", str(tmp_path / "none"))


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three missions of 1,000 people for four years before the day; five of UNIFIL died by malicious acts."""
    deaths = {"UNIFIL": days_in("2018-02", 5), "UNDOF": days_in("2017-03", 1, "Illness") + days_in("2018-11", 9)}
    small_store(tmp_path, deaths, {"UNDOF": 1000, "UNIFIL": 1000, "UNMISS": 1000})
    monkeypatch.setenv("MUSTER_STORE", str(tmp_path))
    return tmp_path


@pytest.mark.usefixtures("no_store")
class TestAgreement:
    def test_statements_hold_from_their_day_and_what_is_not_stated_is_named(self, record: Record) -> None:
        state_of_things(record, "host-consent", "given", party="Syria")
        state_of_things(record, "host-consent", "withdrawn", LATER, party="Syria")
        now = data_of(record, "agreement")
        assert (now["host-consent:Syria"].value, now["host-consent:Syria"].known_from) == ("given", KNOWN)
        assert now["host-consent:Syria"].source == "Source of the statement (entered by its owner)"
        assert now["host-consent:Syria"].page == "/requirements/missions/UNDOF/"
        assert now["peace-agreement"].value == ""
        assert "No statement" in now["peace-agreement"].words
        assert data_of(record, "agreement", LATER)["host-consent:Syria"].value == "withdrawn"

    def test_what_was_true_before_but_became_known_later_is_not_there(self, record: Record) -> None:
        state_of_things(record, "forces-agreement", "signed", known_from=LATER)
        assert data_of(record, "agreement")["forces-agreement"].value == ""
        assert data_of(record, "agreement", LATER)["forces-agreement"].value == "signed"

    def test_the_chapter_is_that_of_the_mandate_in_force(self, record: Record) -> None:
        assert data_of(record, "agreement")["chapter"].value == ""
        mandate_of(record, LATER, None, chapter="VII")
        assert data_of(record, "agreement")["chapter"].value == ""
        assert data_of(record, "agreement", LATER)["chapter"].value == "VII"

    def test_another_mission_s_statements_are_not_its(self, record: Record) -> None:
        state_of_things(record, "host-consent", "given", mission="UNIFIL")
        assert data_of(record, "agreement")["host-consent"].value == ""


@pytest.mark.usefixtures("no_store")
class TestResources:
    def test_a_mandate_that_ends_before_the_tour_says_so(self, record: Record) -> None:
        assert data_of(record, "resources")["mandate-covers-tour"].value == "yes"
        mandate_of(record, date(2018, 9, 1), date(2019, 7, 1))
        now = data_of(record, "resources")
        assert (now["mandate"].value, now["mandate-until"].value) == ("S/RES/2426", "2019-07-01")
        assert now["mandate-covers-tour"].value == "no"
        short = data_of(record, "resources", tour_months=6)
        assert short["mandate-covers-tour"].value == "yes"
        assert data_of(record, "resources", tour_months=None)["mandate-covers-tour"].value == ""

    def test_the_ceiling_has_room_for_so_many_and_not_for_one_more(self, record: Record) -> None:
        mandate_of(record, date(2018, 9, 1), None, troop_ceiling=139)
        assert data_of(record, "resources")["ceiling-suffices"].value == "yes"
        assert data_of(record, "resources", people=140)["ceiling-suffices"].value == "no"

    def test_a_category_without_a_ceiling_has_none(self, record: Record) -> None:
        assert data_of(record, "resources", category="civilian")["ceiling"].value == ""
        assert data_of(record, "resources", category="observer")["ceiling"].value == ""

    def test_posts_wanted_without_a_unit_are_added_up(self, record: Record) -> None:
        found = data_of(record, "resources", mission="UNIFIL")["open-posts"]
        published = Requirement.objects.filter(mission=record.missions["UNIFIL"], stage="published")
        assert 0 < int(found.value) <= sum(one.strength for each in published for one in each.posts.all())
        assert data_of(record, "resources")["open-posts"].value == ""

    def test_financing_is_what_is_stated(self, record: Record) -> None:
        state_of_things(record, "financing", "not-assured")
        assert data_of(record, "resources")["financing"].value == "not-assured"

    def test_what_nothing_on_record_tells_is_a_named_absence(self, record: Record) -> None:
        now = data_of(record, "resources")
        assert now["task-conflicts"].value == ""
        assert all(now[key].words for key in ("authorised", "task-conflicts", "arrears", "economics", "memorandum"))

    def test_room_under_acts_and_tasks_against_the_law_are_read(
        self, record: Record, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        room = SimpleNamespace(is_authorised=True, ceiling=430, held=300, left=130, act="act-of-kaz", words="In words")
        monkeypatch.setattr(of_law, "room_left", lambda *_more, **_named: room)
        tasks = tuple(
            SimpleNamespace(task=code, words=f"Task {code}", paragraph="4", standing=standing, law="Law", condition="")
            for code, standing in (("b", "not-covered"), ("a", "not-covered"), ("c", "conditional"), ("d", "allowed"))
        )
        monkeypatch.setattr(of_law, "tasks_against_mandate", lambda *_more: tasks)
        now = data_of(record, "resources")
        assert (now["authorised"].value, now["room-left"].value, now["room-suffices"].value) == ("yes", "130", "yes")
        assert (now["task-conflicts"].value, now["task-conditions"].value) == ("a;b", "c")
        monkeypatch.setattr(of_law, "tasks_against_mandate", lambda *_more: tasks[3:])
        assert data_of(record, "resources", people=301)["room-suffices"].value == "no"
        assert data_of(record, "resources")["task-conflicts"].value == "none"


@pytest.mark.parametrize(
    ("people", "ceiling", "held", "left", "suffices"),
    [(139, 430, 0, 430, True), (139, 430, 300, 130, True), (139, 430, 291, 0, True), (139, 100, 139, 0, False),
     (139, 430, 100, 138, False), (139, 139, 139, 0, True), (1, None, 0, 1, True)],
)  # fmt: skip
def test_people_already_held_need_no_room_twice(
    people: int, ceiling: int | None, held: int, left: int, suffices: bool
) -> None:
    assert has_room(people, ceiling, held, left) == suffices


def test_each_category_has_the_ceiling_that_counts_it() -> None:
    mandate = MandatePeriod(troop_ceiling=1, police_ceiling=2, observer_ceiling=3)
    found = {one: ceiling_of(mandate, one) for one in ActCategory}
    assert found == {"contingent": 1, "staff-officer": 1, "police": 2, "observer": 3, "civilian": 0}


class TestRisk:
    def test_a_rate_is_that_of_the_months_known_with_its_interval_and_place(self, record: Record, store: Path) -> None:
        now = data_of(record, "risk")
        assert (now["fatality-rate"].value, now["fatality-deaths"].value) == ("0.333", "1")
        assert (now["fatality-person-years"].value, now["fatality-rate"].known_from) == ("3000.0", date(2018, 9, 30))
        assert float(now["fatality-low"].value) < 0.333 < float(now["fatality-high"].value)
        assert (now["hostile-rate"].value, now["hostile-rank"].value, now["hostile-rank"].unit) == (
            "0.000",
            "1",
            "of 3",
        )
        assert (now["fatality-rank"].value, now["fatality-rank"].words[:4]) == ("2", "2 of")
        assert now["hostile-beside"].value.startswith("UNDOF 0.00")
        assert "UNIFIL 1.67" in now["hostile-beside"].value

    def test_deaths_after_the_day_change_nothing_before_it(self, record: Record, store: Path) -> None:
        assert data_of(record, "risk")["hostile-deaths"].value == "0"
        after = data_of(record, "risk", date(2018, 12, 1))
        assert (after["hostile-deaths"].value, after["fatality-deaths"].value) == ("9", "10")
        assert "2018-09, the last on record, stands for 2 later months" in after["fatality-rate"].words

    def test_the_trend_is_that_of_the_host_states(self, record: Record, store: Path) -> None:
        assert data_of(record, "risk")["threat-trend"].value == ""
        write_deaths(store, {"SYR": (0, 0, 0, 50, 60, 70), "LBN": (50, 50, 50, 0, 0, 0)})
        now = data_of(record, "risk")
        assert (now["threat-trend"].value, now["threat-trend"].known_from) == ("rising", date(2018, 9, 30))
        assert "SYR" in now["threat-trend"].words

    @pytest.mark.usefixtures("no_store")
    def test_without_statistics_nothing_is_zero(self, record: Record) -> None:
        now = data_of(record, "risk")
        for key in ("fatality-rate", "threat-trend", "base-exposure"):
            assert (now[key].value, now[key].words.split(":")[0]) == ("", "No statistics imported")
        assert "hostile-rate" not in now

    def test_a_mission_that_the_public_record_does_not_know_has_no_rate(self, record: Record, store: Path) -> None:
        now = data_of(record, "risk", mission="AMISOM")
        assert now["fatality-rate"].value == ""

    def test_statements_stand_beside_the_figures(self, record: Record, store: Path) -> None:
        state_of_things(record, "casualties", "suffered", people=4, words="An attack.")
        state_of_things(record, "threat", "high")
        now = data_of(record, "risk")
        assert (now["casualties"].value, now["casualties"].unit, now["threat"].value) == ("4", "people", "high")
        assert now["casualties"].words.endswith("An attack.")


def interest(record: Record, kind: str, value: str, weight: int = 1, **changes: Any) -> StateInterest:
    values: dict[str, Any] = {"state": record.parties.organisations["KAZ"], "valid_from": KNOWN, "known_from": KNOWN}
    return StateInterest.objects.create(kind=kind, value=value, weight=weight, **(values | changes))


class TestJudgements:
    def test_interests_that_touch_the_mission_are_added_up_and_others_left_out(
        self, record: Record, store: Path
    ) -> None:
        interest(record, "region", "middle east", 2)
        interest(record, "host", "SYR", -1)
        interest(record, "host", "COD", 2)
        interest(record, "partner", "IND", 1)
        interest(record, "mission", "UNDOF", 2, known_from=LATER)
        interest(record, "region", "Middle East", -2, state=record.parties.organisations["IND"])
        national = data_of(record, "national-interest")
        assert sorted(national) == ["interest-sum", "interest:host:SYR", "interest:region:middle east"]
        assert national["interest-sum"].value == "1"
        foreign = data_of(record, "foreign-policy")
        assert foreign["interest-sum"].value == "3"
        assert foreign["contributors"].value == "IND"
        assert foreign["council"].value == ""
        assert data_of(record, "national-interest", LATER)["interest-sum"].value == "3"

    def test_a_state_without_interests_is_told_so(self, record: Record, store: Path) -> None:
        assert data_of(record, "national-interest")["interest"].value == ""

    @pytest.mark.parametrize("stranger", ["other State", "secretariat approver", "mission", "analyst"])
    def test_nobody_else_reads_a_state_s_interests(self, record: Record, store: Path, stranger: str) -> None:
        interest(record, "host", "SYR")
        found = read_data(record.parties[stranger], asked_by(record), "national-interest", DAY)
        assert [one.value for one in found] == [""]


def test_a_criterion_that_there_is_not_is_refused(record: Record) -> None:
    with pytest.raises(NotFound, match="There is no criterion 'luck'"):
        read_data(record.parties["owning State"], asked_by(record), "luck", DAY)


@pytest.mark.parametrize("criterion", Criterion.values)
def test_reading_asks_the_database_a_bounded_number_of_times(
    record: Record, store: Path, criterion: str, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(26):
        data_of(record, criterion)
