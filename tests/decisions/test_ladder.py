"""The ladder of a dossier on record: what its State enters, what the record says itself, pages and API."""

from datetime import date

import pytest

from muster.decisions.actions.ladder import LadderTerms, enter_ladder_step
from muster.decisions.models import Dossier, LadderStep
from muster.decisions.queries.ladder import LadderOfDossier, ladder_of
from muster.kit.errors import NotAllowed, NotFound, Refused
from tests.api.caller import by_token
from tests.decisions.dossier_record import REFERENCE, act_of, opened
from tests.record import DAY, Record
from tests.web.browsing import browser_of

pytestmark = pytest.mark.django_db
LATER = date(2018, 11, 1)


def seen(record: Record, day: date = DAY) -> LadderOfDossier:
    """Return the ladder as the State's officer sees it."""
    return ladder_of(record.parties["owning State"], stored(), day)


def stored() -> Dossier:
    """Return the dossier as it stands."""
    return Dossier.objects.select_related("state", "act", "request").get(reference=REFERENCE)


def test_what_the_state_enters_takes_the_place_of_the_table_and_of_what_it_said_before(record: Record) -> None:
    dossier, officer = opened(), record.parties["owning State"]
    enter_ladder_step(officer, dossier, "analysis", LadderTerms(days=10), today=DAY)
    enter_ladder_step(officer, dossier, "analysis", LadderTerms(days=20), today=LATER)
    days = {day: {one.rung.code: one.days for one in seen(record, day).rungs}["analysis"] for day in (DAY, LATER)}
    assert days == {DAY: 10, LATER: 20}, "as of the earlier day the earlier entry holds"


def test_an_act_on_record_is_the_decision_unless_the_state_says_otherwise(record: Record) -> None:
    dossier, officer = opened(), record.parties["owning State"]
    dossier.act = act_of("KAZ", [record.missions["UNIFIL"]])
    dossier.save()
    decided = next(one for one in seen(record).rungs if one.rung.code == "decision")
    assert (decided.entered.ready_on, decided.said_by) == (dossier.act.decided_on, "act-kaz")
    enter_ladder_step(officer, dossier, "decision", LadderTerms(ready_on=DAY), today=DAY)
    decided = next(one for one in seen(record).rungs if one.rung.code == "decision")
    assert (decided.entered.ready_on, decided.said_by) == (DAY, "Kazakhstan")


def test_only_an_officer_of_the_state_enters_a_step_that_there_is(record: Record) -> None:
    dossier = opened()
    for stranger in ("owning State's reader", "other State", "secretariat administrator"):
        with pytest.raises(NotAllowed):
            enter_ladder_step(record.parties[stranger], dossier, "analysis", LadderTerms(days=1), today=DAY)
    with pytest.raises(NotFound, match="no step 'dance'"):
        enter_ladder_step(record.parties["owning State"], dossier, "dance", LadderTerms(days=1), today=DAY)
    with pytest.raises(Refused, match="cannot be entered"):
        enter_ladder_step(record.parties["owning State"], dossier, "analysis", LadderTerms(), today=DAY)
    assert not LadderStep.objects.exists()


def test_the_page_shows_the_plan_and_takes_an_entry(record: Record) -> None:
    opened()
    client = browser_of(record.parties.users["owning State"], None)
    page = f"/decisions/{REFERENCE}/ladder/"
    assert client.post(f"{page}analysis/", {"days": "33", "note": "Words on the analysis"}).status_code == 302
    told = client.get(page).content.decode()
    for words in ("Earliest arrival", "Words on the analysis", "National analysis and estimate of cost"):
        assert words in told
    assert client.post(f"{page}analysis/", {"ready_on": "2200-01-01"}).status_code == 400
    assert client.get(f"{page}dance/").status_code == 404


def test_programs_read_the_plan_and_enter_a_step(record: Record) -> None:
    opened()
    state = by_token(record.parties["owning State"])
    made = state.post(f"dossiers/{REFERENCE}/ladder/training", {"days": 210}, status=200)
    assert next(one["days"] for one in made["steps"] if one["step"] == "training") == 210
    assert made["wanted_on"] == "2018-10-31"
    assert made["late_days"] > 0
    assert made["critical_path"][-1] == "movement"
