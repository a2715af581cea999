"""The published threads of the readiness register, with the times that follow from them."""

from datetime import date, timedelta

import pytest

from muster.demonstration.load import LoadReport
from muster.kit.intervals import months_between
from muster.kit.standing import Standing
from muster.parties.viewer import SYSTEM
from muster.pledges.levels import Level
from muster.pledges.models import (
    AnnouncedPledge,
    Announcement,
    ExternalCertification,
    LevelCap,
    LevelEvent,
    PartnerNote,
    Pledge,
    SharedService,
)
from muster.pledges.queries import put_health, visible_pledge, visible_pledges
from muster.visits.models import ChecklistAnswer, Visit
from muster.visits.queries import visible_visits
from muster.visits.stages import Answer, VisitStage

pytestmark = pytest.mark.django_db

PLANNING_DAY = date(2018, 10, 1)
COMPANY = "KAZ-INF-COY-UNIFIL"
MEMORANDUM_OF_VIET_NAM = date(2018, 10, 1)


def first_day(state: str, level: Level) -> date:
    return LevelEvent.objects.filter(pledge__state__code=state, level=level).order_by("held_from")[0].held_from


def last_day_of(visit: Visit) -> date:
    assert visit.carried_until is not None
    return visit.carried_until - timedelta(days=1)


def test_china_took_about_13_months_from_level_1_to_its_first_level_2(loaded: LoadReport) -> None:
    assert months_between(first_day("CHN", Level.LEVEL_1), first_day("CHN", Level.LEVEL_2)) == 13


def test_brazil_took_about_43_months_from_level_2_to_level_3(loaded: LoadReport) -> None:
    assert months_between(first_day("BRA", Level.LEVEL_2), first_day("BRA", Level.LEVEL_3)) == 43


def test_viet_nam_took_about_15_months_from_the_visit_to_the_memorandum(loaded: LoadReport) -> None:
    visit = Visit.objects.get(reference="aav-VNM-2017")
    assert (visit.carried_from, last_day_of(visit)) == (date(2017, 6, 26), date(2017, 6, 30))
    assert months_between(last_day_of(visit), MEMORANDUM_OF_VIET_NAM) == 15


def test_the_news_of_brazils_level_2_came_47_days_after_the_visit(loaded: LoadReport) -> None:
    visit = Visit.objects.get(reference="aav-BRA-2021")
    assert (visit.carried_from, last_day_of(visit)) == (date(2021, 7, 12), date(2021, 7, 16))
    approved = visit.stage_events.get(stage=VisitStage.APPROVED)
    assert approved.held_from == first_day("BRA", Level.LEVEL_2) == date(2021, 9, 1)
    assert (approved.held_from - last_day_of(visit)).days == 47


def test_a_visit_is_known_from_the_day_on_which_it_was_published(loaded: LoadReport) -> None:
    known = {
        day: set(visible_visits(SYSTEM, day).values_list("reference", flat=True))
        for day in (date(2018, 12, 1), date(2020, 9, 18), date(2021, 7, 16))
    }
    assert {"aav-VNM-2017"} <= known[date(2018, 12, 1)]
    assert not {"aav-CHN-2018", "aav-BRA-2021"} & known[date(2018, 12, 1)]
    assert "aav-CHN-2018" in known[date(2020, 9, 18)]
    assert "aav-BRA-2021" in known[date(2021, 7, 16)]


def test_days_and_steps_of_visits_that_are_not_published_are_marked(loaded: LoadReport) -> None:
    china = Visit.objects.get(reference="aav-CHN-2018")
    assert china.standing == Standing.ILLUSTRATIVE
    assert "days are not published" in china.purpose
    for reference in ("aav-BRA-2021", "aav-VNM-2017", "aav-CHN-2018"):
        for event in Visit.objects.get(reference=reference).stage_events.all():
            is_published = event.standing in (Standing.SEEN, Standing.DERIVED)
            assert is_published or "not published" in event.source, f"{reference} {event.stage}"


def test_nothing_is_made_up_of_what_a_published_visit_saw(loaded: LoadReport) -> None:
    published = ("aav-BRA-2021", "aav-VNM-2017", "aav-CHN-2018")
    answers = ChecklistAnswer.objects.filter(checklist__visit__reference__in=published)
    assert answers.exists()
    assert set(answers.values_list("answer", flat=True)) == {Answer.NOT_SEEN.value}
    assert not Visit.objects.filter(reference__in=published, findings__isnull=False).exists()


def test_brazils_law_caps_its_four_pledges_at_level_3(loaded: LoadReport) -> None:
    caps = LevelCap.objects.filter(pledge__state__code="BRA")
    assert caps.count() == Pledge.objects.filter(state__code="BRA").count() == 4
    assert {(cap.level, cap.held_until) for cap in caps} == {(Level.LEVEL_3, None)}
    assert all("law" in cap.reason and cap.source.startswith("S31") for cap in caps)


def test_chinas_announcement_of_2015_became_28_pledges_of_8000_people_two_years_later(loaded: LoadReport) -> None:
    announced = Announcement.objects.get(reference="summit-2015-CHN")
    assert (announced.announced_on, announced.strength) == (date(2015, 9, 28), 8000)
    came_of_it = AnnouncedPledge.objects.filter(announcement=announced).select_related("pledge")
    assert len(came_of_it) == 28
    assert sum(one.pledge.latest.strength for one in came_of_it) == 8000
    assert {one.known_from for one in came_of_it} == {date(2017, 9, 22)}


def test_spains_conditional_offer_to_unifil_was_taken_back(loaded: LoadReport) -> None:
    offer = Announcement.objects.get(reference="unifil-offer-ESP")
    assert "commanding" in offer.conditions
    assert offer.ended_on is not None
    assert not AnnouncedPledge.objects.filter(announcement=offer).exists()


def test_the_states_that_were_counted_in_june_2016_have_announced_and_nothing_is_said_of_what(
    loaded: LoadReport,
) -> None:
    counted = Announcement.objects.filter(reference__startswith="summit-2015-").exclude(state__code="CHN")
    assert set(counted.values_list("state__code", flat=True)) == {"AZE", "BRA", "COL", "GEO", "NOR", "UGA", "VNM"}
    assert {(one.unit_type, one.units, one.strength) for one in counted} == {("", None, None)}
    assert {one.known_from for one in counted} == {date(2016, 6, 17)}


def test_an_announcement_of_which_nobody_says_what_it_was_is_held_against_no_pledge(loaded: LoadReport) -> None:
    day = date(2022, 1, 1)
    pledges = list(visible_pledges(SYSTEM, day).filter(pledge__state__code__in=["BRA", "VNM"]))
    put_health(SYSTEM, day, pledges)
    assert len(pledges) == 5
    for pledge in pledges:
        assert pledge.health is not None
        assert (pledge.health.trust.announced, pledge.health.trust.unkept) == (0, 0)


def test_kazakhstan_has_declared_a_unit_and_individual_officers_by_october_2017(loaded: LoadReport) -> None:
    known = visible_pledges(SYSTEM, date(2017, 10, 5)).filter(pledge__state__code="KAZ", pledge__register__code="UN")
    assert set(known.values_list("pledge__reference", flat=True)) == {COMPANY, "KAZ-STAFF-POOL", "KAZ-UNMEM-POOL"}
    pools = known.filter(unit_type__in=["STAFF-OFF", "UNMEM"])
    assert {one.standing for one in pools} == {Standing.ILLUSTRATIVE}
    for pledge in pools:
        assert sum(line.count for line in pledge.pool.all()) == pledge.strength


def test_kazakhstans_company_of_120_stands_in_the_indian_battalion_by_the_memorandum_of_august_2018(
    loaded: LoadReport,
) -> None:
    pledge = visible_pledge(SYSTEM, PLANNING_DAY, COMPANY)
    contributions = {line.state.code: line for line in pledge.contributions.all()}
    assert (pledge.strength, set(contributions)) == (120, {"KAZ", "IND"})
    assert (contributions["KAZ"].strength, contributions["KAZ"].is_lead) == (120, True)
    note = PartnerNote.objects.get(pledge__reference=COMPANY)
    assert (note.state.code, note.answer, note.held_from) == ("IND", "agreed", date(2018, 8, 31))
    assert visible_pledge(SYSTEM, date(2018, 8, 30), COMPANY).contributions.count() == 0


def test_kazbat_was_evaluated_in_august_2017_and_has_exercised_since_2003(loaded: LoadReport) -> None:
    evaluated = ExternalCertification.objects.get(unit__code="KAZ-KAZBAT", scheme="OCC-EF")
    assert evaluated.certified_on == date(2017, 8, 4)
    assert "29 July" in evaluated.remarks
    earlier = ExternalCertification.objects.get(unit__code="KAZ-KAZBAT", scheme="STEPPE-EAGLE")
    assert "tactically compatible in 2013" in earlier.remarks
    exercises = SharedService.objects.filter(unit__code="KAZ-KAZBAT", name="Steppe Eagle")
    assert {one.began_on.year for one in exercises} == {2003}
    beside = SharedService.objects.get(unit__code="KAZ-KAZBAT", kind="deployment")
    assert (beside.with_state, beside.began_on) == ("IND", date(2018, 10, 31))


def test_what_kazakhstans_officials_said_in_may_2019_is_an_announcement(loaded: LoadReport) -> None:
    said = Announcement.objects.get(reference="registration-KAZ-2019")
    assert (said.announced_on, said.standing, said.unit_type) == (date(2019, 5, 28), Standing.SEEN, "")
