"""People of a State abroad against its acts, and its companies in their pools, out of the record."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from muster.audit.models import AuditEvent
from muster.authorisations.models import NationalAct
from muster.deployments.actions import accept_tours, enter_unit, name_company, step_tour
from muster.deployments.models import DeployedUnit, Tour, TourStage
from muster.deployments.queries.abroad import abroad_of, act_findings
from muster.deployments.queries.companies import companies_of, findings_of_company
from muster.deployments.queries.tours import plan_with, proposed_plan
from muster.deployments.rules.abroad import Ceiling, Contingent, beyond_acts
from muster.deployments.rules.companies import CompanyFacts, company_findings
from muster.deployments.rules.pools import CompanyTour
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.missions.models import Post
from muster.parties.viewer import SYSTEM
from muster.pledges.models import Pledge
from tests.deployments.individuals import individuals_walked_over
from tests.deployments.planned import company_of
from tests.deployments.test_unit_pages import as_of, signed_in
from tests.deployments.theatre import COMPANY, UNTIL, company_in_theatre
from tests.record import DAY, Record

PAGE = "/deployments/abroad/KAZ/"


def test_both_contingents_count_against_the_act_of_the_missions_that_it_names(record: Record) -> None:
    """139 and 139 on the day of the handover, planned tours included; an act of 270 is exceeded on those days."""
    enter_unit(SYSTEM, replace(COMPANY, strength=139), today=DAY)
    accept_tours(SYSTEM, "unit-kaz", UNTIL, today=DAY)
    state = record.parties.organisations["KAZ"]
    found = abroad_of(SYSTEM, state, DAY)
    assert found.people_on(date(2019, 3, 29)) == 278
    assert found.findings == ()
    NationalAct.objects.update(personnel_ceiling=270)
    found = abroad_of(record.parties["owning State"], state, DAY)
    assert [one.place for one in found.findings] == ["act-of-kaz"] * 3
    assert found.findings[0].words == "278 people abroad from 29 March 2019 to 29 March 2019; the act allows 270"
    NationalAct.objects.get().missions.set([record.missions["UNDOF"]])
    assert abroad_of(SYSTEM, state, DAY).findings == ()


def test_individuals_are_counted_too_and_a_unit_without_tours_by_its_strength(record: Record) -> None:
    company_in_theatre(with_tours=False)
    state = record.parties.organisations["KAZ"]
    before = abroad_of(SYSTEM, state, DAY)
    assert before.people_on(DAY) == 120
    individuals_walked_over(record)
    found = abroad_of(SYSTEM, state, DAY)
    individuals = sum(one.people for one in found.contingents if one.name == "individuals")
    assert individuals > 0
    assert max(one.people for one in found.spans) > 120


def test_a_plan_is_held_against_the_act_before_it_is_written(record: Record) -> None:
    unit = company_in_theatre(with_tours=False)
    NationalAct.objects.update(personnel_ceiling=200)
    proposed = proposed_plan(SYSTEM, unit, UNTIL, DAY)
    plan = plan_with(SYSTEM, unit, proposed, DAY)
    assert len(act_findings(record.parties["owning State"], unit, DAY, plan)) == 3
    assert act_findings(record.parties["analyst"], unit, DAY, plan) == ()
    assert not Tour.objects.exists()


def test_acts_count_the_people_of_their_missions_alone() -> None:
    there = [
        Contingent("a", 100, DAY, None, "UNIFIL"),
        Contingent("b", 100, DAY, None, "UNDOF"),
    ]
    assert beyond_acts(there, [Ceiling("act", 150, DAY, None, frozenset({"UNIFIL"}))]) == ()
    assert len(beyond_acts(there, [Ceiling("act", 150, DAY, None)])) == 1


def test_a_company_is_named_for_a_tour_and_is_where_its_tours_say(record: Record) -> None:
    company_in_theatre()
    company_of("kaz-first", record)
    named = name_company(record.parties["owning State"], "unit-kaz", "R2", "kaz-first", today=DAY)
    assert named.company is not None
    event = AuditEvent.objects.get(action="deployments:tour:company")
    assert (event.before["company"], event.after["company"]) == ("", "kaz-first")
    state = record.parties.organisations["KAZ"]
    pools = {}
    for one in companies_of(record.parties["owning State"], state, DAY):
        days = (DAY, date(2018, 12, 10), date(2019, 4, 1), date(2019, 10, 1), date(2020, 9, 30))
        pools[one.company.code] = [one.pool_on(day) for day in days]
    assert pools["kaz-first"] == ["ready", "training", "deployed", "recovering", "ready"]
    assert companies_of(record.parties["secretariat officer"], state, DAY) == []


def test_a_company_of_another_state_or_unseen_is_not_named(record: Record) -> None:
    company_in_theatre()
    company_of("ind-first", record, "IND")
    with pytest.raises(Refused, match="name a company of Kazakhstan"):
        name_company(SYSTEM, "unit-kaz", "R2", "ind-first", today=DAY)
    for kind in ("owning State", "secretariat officer"):
        with pytest.raises(NotFound):
            name_company(record.parties[kind], "unit-kaz", "R2", "ind-first", today=DAY)
    company_of("kaz-first", record)
    with pytest.raises(NotAllowed):
        name_company(record.parties["mission"], "unit-kaz", "R2", "kaz-first", today=DAY)
    with pytest.raises(Refused, match="by somebody else"):
        name_company(SYSTEM, "unit-kaz", "R2", "kaz-first", today=DAY, expected_version=7)
    with pytest.raises(Refused, match="is named already"):
        name_company(SYSTEM, "unit-kaz", "R2", "", today=DAY)
    step_tour(SYSTEM, "unit-kaz", "R2", TourStage.CANCELLED, today=DAY)
    with pytest.raises(NotFound):
        name_company(SYSTEM, "unit-kaz", "R2", "kaz-first", today=DAY)
    Tour.objects.filter(rotation="R1").update(stage=TourStage.HOME)
    with pytest.raises(Refused, match="before that"):
        name_company(SYSTEM, "unit-kaz", "R1", "kaz-first", today=DAY)


def test_what_speaks_against_a_company_is_told(record: Record) -> None:
    company_in_theatre()
    company = company_of("kaz-first", record)
    name_company(SYSTEM, "unit-kaz", "R2", "kaz-first", today=DAY)
    third = Tour.objects.select_related("unit__post", "company").get(rotation="R3")
    (finding,) = findings_of_company(SYSTEM, third, company, DAY)
    assert (finding.code, finding.place) == ("company-away", "kaz-first")  # R3 trains while R2 is in theatre
    Pledge.objects.filter(reference="ind-battalion").update(unit=company)
    codes = [one.code for one in findings_of_company(SYSTEM, third, company, DAY)]
    assert codes == ["company-untrained", "company-away"]


def test_rest_and_people_of_a_company_are_held_against_a_tour() -> None:
    facts = CompanyFacts("first", frozenset({"INF-COY"}), 100, dwell_months=12)
    tour = CompanyTour("first", date(2019, 1, 1), date(2019, 5, 1), date(2019, 11, 1))
    before = CompanyTour("first", date(2017, 10, 1), date(2018, 1, 1), date(2018, 7, 1))
    found = company_findings(facts, "INF-COY", 120, tour, [before])
    assert [one.code for one in found] == ["company-small", "company-dwell"]
    assert found[1].words == "it recovers until 1 July 2019, the training begins on 1 January 2019"
    long_ago = replace(before, training_from=date(2016, 10, 1), arrives_on=date(2017, 1, 1), leaves_on=date(2017, 7, 1))
    assert company_findings(replace(facts, people=None), "INF-COY", 120, tour, [long_ago]) == ()
    assert company_findings(CompanyFacts("new"), "ENG-COY", 500, tour, []) == ()


def test_tours_of_formed_police_last_what_their_parameter_says(record: Record) -> None:
    company_in_theatre(with_tours=False)
    DeployedUnit.objects.update(tour_months=None)
    unit = DeployedUnit.objects.select_related("post").get()
    Post.objects.filter(pk=unit.post_id).update(unit_type="FPU")
    unit = DeployedUnit.objects.select_related("post__requirement__mission").get()
    tours = proposed_plan(SYSTEM, unit, date(2021, 1, 1), DAY).tours
    assert [one.due_on for one in tours] == [date(2018, 9, 30), date(2019, 9, 30), date(2020, 9, 30)]


@pytest.mark.once
def test_the_page_shows_a_state_its_own_and_a_secretariat_what_it_may_see(record: Record) -> None:
    company_in_theatre()
    company_of("kaz-first", record)
    NationalAct.objects.update(personnel_ceiling=200)
    own = signed_in(record, "owning State").get(as_of(PAGE)).content.decode()
    assert "240 people abroad from 29 March 2019" in own
    assert "Name of kaz-first" in own
    secretariat = signed_in(record, "secretariat officer").get(as_of(PAGE)).content.decode()
    assert "240 people abroad from 29 March 2019" in secretariat
    assert "Name of kaz-first" not in secretariat
    other = signed_in(record, "other secretariat").get(as_of(PAGE)).content.decode()
    assert "240 people abroad" not in other
    for kind in ("other State", "mission", "analyst"):
        assert signed_in(record, kind).get(as_of(PAGE)).status_code == 403
    assert signed_in(record, "owning State").get(as_of("/deployments/abroad/UN/")).status_code == 404


@pytest.mark.once
def test_whoever_plans_is_told_that_an_act_is_exceeded(record: Record) -> None:
    company_in_theatre(with_tours=False)
    NationalAct.objects.update(personnel_ceiling=150)
    client = signed_in(record, "owning State")
    address = "/deployments/units/unit-kaz/"
    until = (datetime.now(UTC).date() + timedelta(days=700)).isoformat()
    page = client.get(f"{address}plan/?until={until}").content.decode()
    assert "Where an act is exceeded" in page
    (seen,) = re.findall(r'name="seen" value="([^"]+)"', page)
    answer = client.post(f"{address}plan/", {"until": until, "seen": seen}, follow=True).content.decode()
    assert "Act act-of-kaz: 240 people abroad" in answer
    last = Tour.objects.order_by("-arrives_on")[0].rotation
    assert "the act allows 150" in client.get(f"{address}tours/{last}/agreed/").content.decode()


@pytest.mark.once
def test_a_company_and_lifts_are_entered_on_the_page_of_the_tour(record: Record) -> None:
    company_in_theatre()
    company_of("kaz-first", record)
    Tour.objects.filter(rotation="R2").update(arrives_on="2098-01-01", leaves_on="2098-07-01")
    client = signed_in(record, "owning State")
    address = "/deployments/units/unit-kaz/tours/R2/"
    assert client.post(f"{address}company/", {"company": "kaz-first", "version": 1}).status_code == 302
    assert client.post(f"{address}company/", {"company": "kaz-none", "version": 2}).status_code == 400
    for text in ("2098-01-01", "2098-01-01 50\n2098-01-08 60"):
        assert client.post(f"{address}lifts/in/", {"lifts": text, "version": 2}).status_code == 400
    sent = {"lifts": "2098-01-01 50\n2098-01-08 70", "version": 2}
    assert client.post(f"{address}lifts/in/", sent).status_code == 302
    page = client.get(address).content.decode()
    assert "Name of kaz-first" in page
    assert "into theatre" in page
    Tour.objects.filter(rotation="R2").update(stage=TourStage.IN_THEATRE, arrived_on="2018-01-01")
    assert "Name of kaz-first" not in signed_in(record, "analyst").get(address).content.decode()
    assert client.get(f"{address}lifts/sideways/").status_code == 404
