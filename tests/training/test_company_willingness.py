"""Voluntary staffing: those on a company's rosters who said in the State's pool whether they are willing."""

from datetime import date

import pytest

from muster.deployments.actions import name_company
from muster.deployments.models import RunKind
from muster.deployments.pages.abroad import willing_words
from muster.deployments.pages.company_plan import figures
from muster.deployments.planning.companies import CompaniesPlan, CompaniesProblem, Obstacle
from muster.deployments.planning.written import read_as
from muster.deployments.queries.company_plan import company_question
from muster.deployments.willing_sources import Willingness, willing_of
from muster.parties.viewer import SYSTEM
from muster.training.actions.rosters import put_on_roster
from muster.training.models import PoolEntry
from tests.deployments.planned import COMPANIES, company_of, planned
from tests.deployments.test_unit_pages import signed_in
from tests.deployments.theatre import company_in_theatre
from tests.record import DAY, Record
from tests.training.trained import ROTATION, UNIT, member

pytestmark = pytest.mark.django_db
UNTIL = date(2020, 6, 1)


@pytest.fixture
def asked(record: Record) -> Record:
    """Company kaz-a has a tour; of five people on its roster two are willing, two are not, one was not asked."""
    company_in_theatre()
    for code in ("kaz-a", "kaz-b"):
        company_of(code, record)
    name_company(SYSTEM, UNIT, ROTATION, "kaz-a", today=DAY)
    state = record.parties["owning State"]
    for number, answers in enumerate(((True,), (True, True), (False,), (True, False), (None,))):
        person = member(state, f"member {number}")
        put_on_roster(state, UNIT, ROTATION, person.pk, today=DAY)
        for track, said in zip(("contingent", "observer"), answers, strict=False):
            PoolEntry.objects.create(
                state=person.organisation, person=person, track=track, is_volunteer=said, known_from=DAY
            )
    return record


def test_the_state_is_told_who_said_yes_and_no_by_number_and_nobody_else(asked: Record) -> None:
    known = willing_of(asked.parties["owning State"], ["kaz-a", "kaz-b"], DAY)
    assert known == {"kaz-a": Willingness(2, 2), "kaz-b": Willingness()}
    for who in ("secretariat officer", "other State", "mission"):
        assert not willing_of(asked.parties[who], ["kaz-a"], DAY)["kaz-a"].is_known


def test_who_is_not_willing_is_no_volunteer_of_the_plan_of_companies(asked: Record) -> None:
    state = asked.parties.organisations["KAZ"]
    problem = company_question(asked.parties["owning State"], state, UNTIL, DAY).problem
    volunteers = {one.id: one.strength - one.volunteers for one in problem.companies}
    assert (volunteers["kaz-a"], volunteers["kaz-b"]) == (2, 0)


def test_a_plan_names_what_voluntary_staffing_lacks(asked: Record) -> None:
    run = planned(asked.parties["owning State"], RunKind.COMPANIES, dict(COMPANIES))
    problem, plan = read_as(CompaniesProblem, run.problem), read_as(CompaniesPlan, run.answer)
    assert plan.taken[f"{UNIT} {ROTATION}"] == "kaz-a", "what is named stays"
    assert [tour for tour, company in plan.taken.items() if company == "kaz-a"] == [f"{UNIT} {ROTATION}"]
    cures = {cure.amount for all_of in plan.cures.values() for way in all_of for cure in way
             if cure.obstacle == Obstacle.VOLUNTEERS}  # fmt: skip
    assert cures <= {2}
    (staffing,) = [one for one in figures(problem, plan, DAY) if str(one.label) == "Voluntary staffing"]
    assert "kaz-a" in str(staffing.note)


@pytest.mark.once
def test_the_page_of_people_abroad_shows_voluntary_staffing(asked: Record) -> None:
    page = signed_in(asked, "owning State").get(f"/deployments/abroad/KAZ/?as_of={DAY}").content.decode()
    assert "2 willing, 2 not" in page
    assert "not known" in page
    assert willing_words(Willingness(2, 2), 120) == "2 of 120 willing, 2 not"
    other = signed_in(asked, "secretariat officer").get(f"/deployments/abroad/KAZ/?as_of={DAY}").content.decode()
    assert "willing," not in other
