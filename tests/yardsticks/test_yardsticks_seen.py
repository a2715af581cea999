"""What each party's measures are reckoned from, as of when, and what the doors give."""

import json
from datetime import date, timedelta

import pytest
from django.test import Client
from typer.testing import CliRunner

from muster.audit.models import AuditEvent
from muster.kit.errors import NotFound, Refused
from muster.parties.viewer import SYSTEM
from muster.pledges import actions as pledges
from muster.pledges.models import CaveatKind
from muster.pledges.terms import CaveatTerms
from muster.yardsticks.facts.reading import Reading, Scope, subject_of
from muster.yardsticks.measure_commands import app
from muster.yardsticks.measures.shape import Verdict
from muster.yardsticks.queries import states_with_units
from muster.yardsticks.reckoned import Told, told, told_of
from muster.yardsticks.register import ALL, Part, measure_of, measures_of, part_of
from tests.api.caller import by_token
from tests.deployments.theatre import company_in_theatre
from tests.record import DAY, Record
from tests.web.browsing import browser_of, check_page

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TODAY = date(2026, 1, 1)
FORMS = ("csv", "json", "xlsx")
PAGES = ("/yardsticks/", "/yardsticks/missions/UNIFIL/", "/yardsticks/states/KAZ/")


def reading(record: Record, who: str, scope: Scope = Scope.EVERYTHING, code: str = "", day: date = DAY) -> Reading:
    viewer = record.parties[who]
    return Reading(viewer, day, TODAY, subject_of(viewer, day, scope, code))


def labels(one: Told) -> set[str]:
    return {each.label for each in one.measured.behind}


def run(*words: str) -> str:
    answer = CliRunner().invoke(app, list(words), env={"COLUMNS": "200"})
    assert answer.exit_code == 0, answer.output
    return answer.stdout


def of(record: Record, who: str, code: str, scope: Scope = Scope.EVERYTHING, subject: str = "") -> Told:
    return told(measure_of(code), reading(record, who, scope, subject))


def test_all_24_measures_of_the_dossier_are_declared_with_formula_reads_and_cautions() -> None:
    assert len(ALL) == 24
    assert all(one.formula and one.reads and one.beware and one.scopes for one in ALL)
    assert {one.code for part in Part for one in measures_of(Scope.EVERYTHING, part)} == {one.code for one in ALL}


def test_every_score_has_context_beside_it() -> None:
    assert [one.code for one in ALL if not one.context] == []


def test_a_state_s_pool_is_its_own_and_the_register_s_is_of_all(record: Record) -> None:
    assert labels(of(record, "secretariat reader", "effective-pool")) >= {"kaz-submitted", "ind-submitted"}
    assert labels(of(record, "owning State", "effective-pool")) >= {"kaz-submitted"}
    assert not labels(of(record, "owning State", "effective-pool")) & {"ind-submitted", "ind-battalion"}
    for other in ("analyst", "mission", "other mission", "other secretariat", "training institution"):
        assert labels(of(record, other, "effective-pool")) == set()


def test_another_state_sees_nothing_of_a_state_s_pledges(record: Record) -> None:
    found = of(record, "other State", "effective-pool", Scope.STATE, "KAZ")
    assert (found.measured.has_cases, labels(found)) == (False, set())
    assert labels(of(record, "secretariat reader", "effective-pool", Scope.STATE, "KAZ")) >= {"kaz-submitted"}


def test_what_is_hidden_is_said_to_be_and_never_counted_as_none(record: Record) -> None:
    """A mission does not see pledges: "0 pledges" would be false."""
    words = {one.key.value: one.words for one in of(record, "mission", "finding-closure").context}
    assert words["pledges"] == "not shown to you"
    assert words["blocks"] == "UNIFIL: Why of no-visas"
    own = {one.key.value: one.words for one in of(record, "owning State", "finding-closure").context}
    assert own["pledges"].endswith("on the ladder")


def test_a_draft_is_in_nobody_s_figures(record: Record) -> None:
    for who in ("secretariat reader", "owning State"):
        for code in ("effective-pool", "pledge-conversion", "visit-backlog"):
            assert "kaz-draft" not in labels(of(record, who, code))


def test_a_hard_caveat_keeps_a_pledge_out_of_the_pool_of_its_mission_alone(record: Record) -> None:
    def verdict(code: str) -> tuple[Verdict, str]:
        found = of(record, "secretariat reader", "effective-pool", Scope.MISSION, code)
        one = next(each for each in found.measured.behind if each.label == "kaz-submitted")
        return one.verdict, one.words

    before = verdict("UNIFIL")
    said = CaveatTerms(CaveatKind.EXCLUDED_MISSION, "UNIFIL", "", is_hard=True)
    pledges.record_discovered_caveat(SYSTEM, "kaz-submitted", said, today=DAY, source="a note")
    assert before[1].startswith("Level 2")
    assert verdict("UNIFIL") == (Verdict.FAILS, "hard caveat: excluded-mission UNIFIL")
    assert verdict("UNDOF")[1] == before[1]


def test_as_of_an_earlier_day_less_is_known(record: Record) -> None:
    early = date(2010, 1, 1)
    viewer = record.parties["secretariat reader"]
    found = told(measure_of("effective-pool"), Reading(viewer, early, TODAY))
    assert not found.measured.has_cases


def test_the_units_in_theatre_stand_in_the_public_part_for_everybody(record: Record) -> None:
    for who in ("analyst", "other State", "mission", "secretariat reader"):
        assert of(record, who, "gap-coverage", Scope.MISSION, "UNIFIL").measured.behind


def test_a_measure_is_refused_of_a_subject_of_which_it_is_not_told(record: Record) -> None:
    with pytest.raises(Refused, match="it is told of everything, state"):
        of(record, "secretariat reader", "national-capacity", Scope.MISSION, "UNIFIL")
    for scope, code in ((Scope.MISSION, "NOWHERE"), (Scope.STATE, "XYZ")):
        with pytest.raises(NotFound):
            subject_of(record.parties["analyst"], DAY, scope, code)
    for ask in (measure_of, part_of):
        with pytest.raises(NotFound):
            ask("nothing")


@pytest.mark.parametrize("who", ["secretariat officer", "owning State", "mission", "analyst"])
@pytest.mark.parametrize("page", PAGES)
def test_every_part_of_a_page_keeps_to_the_number_of_queries(record: Record, who: str, page: str) -> None:
    browser = browser_of(record.parties.users[who])
    text = check_page(browser, page)
    assert "Beside it:" in text
    for part in Part:
        shown = check_page(browser, f"{page}parts/{part.value}/")
        assert f'id="{part.value}"' in shown


def test_a_part_is_fetched_without_the_frame(record: Record) -> None:
    browser = browser_of(record.parties.users["secretariat officer"])
    text = browser.get("/yardsticks/parts/theatre/", headers={"HX-Request": "true"}).content.decode()
    assert text.lstrip().startswith('<section class="section" id="theatre">')


@pytest.mark.parametrize(("place", "code"), list(enumerate(one.code for one in ALL)))
def test_each_measure_has_a_page_and_its_records_leave_as_files(record: Record, place: int, code: str) -> None:
    browser = browser_of(record.parties.users["secretariat officer"])
    text = check_page(browser, f"/yardsticks/{code}/")
    assert "How it is reckoned" in text
    assert "Records behind the figure" in text
    assert browser.get(f"/yardsticks/{code}/?format={FORMS[place % len(FORMS)]}").status_code == 200


def test_0_of_0_is_never_said(parties_of_nothing: Client) -> None:
    for page in PAGES[:1]:
        for part in Part:
            text = parties_of_nothing.get(f"{page}parts/{part.value}/").content.decode()
            assert "0 of 0" not in text
            assert "0 over 0" not in text


@pytest.fixture
def parties_of_nothing(parties: object) -> Client:
    return browser_of(parties.users["secretariat officer"])  # type: ignore[attr-defined]


@pytest.mark.parametrize("at", ["", "missions/UNIFIL/", "states/KAZ/"])
def test_the_report_of_a_quarter_is_a_pdf_and_an_event(record: Record, at: str) -> None:
    browser = browser_of(record.parties.users["secretariat officer"])
    answer = browser.get(f"/yardsticks/{at}reports/2018Q3/")
    assert answer.content.startswith(b"%PDF-")
    event = AuditEvent.objects.order_by("-sequence")[0]
    assert (event.action, event.after["quarter"], event.after["as_of"]) == (
        "yardsticks:report:exported",
        "2018Q3",
        "2018-09-30",
    )


def test_a_quarter_after_the_day_is_refused(record: Record) -> None:
    browser = browser_of(record.parties.users["secretariat officer"])
    assert browser.get("/yardsticks/reports/2019Q3/").status_code == 400
    assert browser.get("/yardsticks/reports/summer/").status_code == 400


def test_the_api_gives_a_measure_with_context_records_and_what_is_unseen(record: Record) -> None:
    caller = by_token(record.parties["owning State"])
    listed = caller.get("yardsticks")
    assert listed["count"] == 24
    found = caller.get("yardsticks/effective-pool?as_of=2018-10-01")
    assert found["figures"][0]["of"] == len([one for one in found["records"] if one["verdict"] in ("counts", "fails")])
    assert found["context"][0]["variable"] == "pledges"
    assert found["unseen"].startswith("Reckoned from what Kazakhstan may see")
    assert {one["state"] for one in found["records"]} == {"KAZ"}
    quarter = caller.get("yardsticks/effective-pool?as_of=2018-10-01&quarter=2018Q3")
    assert quarter["as_of"] == "2018-09-30"


def test_the_command_prints_what_the_pages_show(record: Record) -> None:
    told_json = json.loads(run("--mission", "UNIFIL", "--on", DAY.isoformat(), "--json"))
    names = [one["measure"] for one in told_json["measures"]]
    assert names == [one.code for one in measures_of(Scope.MISSION)]
    assert "effective-pool" in run("effective-pool", "--on", DAY.isoformat())


def test_one_reading_asks_for_the_same_facts_once(record: Record, django_assert_max_num_queries: object) -> None:
    one = reading(record, "secretariat reader")
    told_of(one, Part.POOL)
    with django_assert_max_num_queries(0):  # type: ignore[operator]
        told_of(one, Part.POOL)


def test_states_are_offered_once_their_units_are_known(record: Record) -> None:
    company_in_theatre()
    viewer = record.parties["analyst"]
    assert states_with_units(viewer, DAY - timedelta(days=1)) == []
    assert states_with_units(viewer, DAY) == [("KAZ", "Kazakhstan")]
