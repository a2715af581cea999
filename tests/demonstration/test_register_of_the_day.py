"""The readiness register on the demonstration's day: alive, something of everything, and what is made up marked."""

from collections import Counter
from datetime import date

import pytest

from muster.demonstration.accounts import accounts
from muster.demonstration.lines import LISTS
from muster.demonstration.load import LoadReport
from muster.demonstration.rows import read_rows
from muster.kit.standing import Standing
from muster.notices.models import Notice
from muster.parties.models import User
from muster.parties.viewer import SYSTEM
from muster.pledges.levels import Level
from muster.pledges.models import (
    ChangeRequest,
    Confirmation,
    Evidence,
    ForcePackage,
    InteroperabilityProfile,
    Pledge,
    PledgeStage,
    PledgeVersion,
)
from muster.pledges.queries import put_health, visible_pledge, visible_pledges
from muster.pledges.rules.freshness import Freshness
from muster.reference.registers import register_of
from muster.visits.models import Finding, Visit
from muster.visits.rules import is_overdue
from muster.visits.stages import FindingStanding, VisitStage

pytestmark = pytest.mark.django_db

PLANNING_DAY = date(2018, 10, 1)
COMPANY = "KAZ-INF-COY-UNIFIL"
PUBLISHED_VISITS = {
    "aav-BRA-2021", "aav-VNM-2017", "aav-CHN-2018", "rec-kor-unso-2013", "rec-nust-poc-2016", "rec-kazcent-2018",
}  # fmt: skip


def of_the_united_nations() -> list[PledgeVersion]:
    pledges = list(visible_pledges(SYSTEM, PLANNING_DAY).filter(pledge__register__code="UN"))
    put_health(SYSTEM, PLANNING_DAY, pledges)
    return pledges


def test_the_register_is_alive_and_some_pledges_fall_due_in_30_60_and_90_days(loaded: LoadReport) -> None:
    standings: Counter[Freshness] = Counter()
    for pledge in of_the_united_nations():
        assert pledge.health is not None
        standings[pledge.health.freshness] += 1
    assert standings[Freshness.FRESH] + standings[Freshness.DEPLOYED] > 100
    for standing in (
        Freshness.FIRST_REMINDER,
        Freshness.SECOND_REMINDER,
        Freshness.THIRD_REMINDER,
        Freshness.IN_GRACE,
        Freshness.LAPSED,
    ):
        assert standings[standing], standing
    assert not standings[Freshness.LAPSE_DUE]
    assert not standings[Freshness.NOT_DATED]


def test_kazakhstans_company_is_due_to_be_confirmed_in_four_days(loaded: LoadReport) -> None:
    (company,) = [one for one in of_the_united_nations() if one.reference == COMPANY]
    assert company.health is not None
    assert (company.health.freshness, company.health.expires_on) == (Freshness.THIRD_REMINDER, date(2018, 10, 5))


def test_every_confirmation_after_the_first_is_illustrative(loaded: LoadReport) -> None:
    for pledge in Pledge.objects.filter(submitted_on__isnull=False).prefetch_related("confirmations"):
        later = list(pledge.confirmations.all())[1:]
        assert {one.standing for one in later} <= {Standing.ILLUSTRATIVE}
    assert Confirmation.objects.exclude(source="").count() == Confirmation.objects.count()


def test_one_pledge_waits_to_be_acknowledged(loaded: LoadReport) -> None:
    waiting = Pledge.objects.filter(stage=PledgeStage.SUBMITTED)
    assert list(waiting.values_list("reference", flat=True)) == ["KAZ-EMER-SAR-1"]


def test_kazakhstans_company_has_every_list_and_120_people_in_its_table(loaded: LoadReport) -> None:
    pledge = visible_pledge(SYSTEM, PLANNING_DAY, COMPANY)
    assert sum(post.count for post in pledge.posts.all()) == pledge.strength == 120
    for name in ("sub_units", "equipment", "self_sustainment", "contributions"):
        assert getattr(pledge, name).exists(), name
    assert pledge.note_verbale
    assert pledge.standing == Standing.DERIVED


@pytest.mark.parametrize("name", LISTS)
def test_a_line_that_is_made_up_says_so_in_its_own_text(loaded: LoadReport, name: str) -> None:
    rows = [row for row in read_rows(LISTS[name].file) if row.standing == Standing.ILLUSTRATIVE]
    pledges = {row["pledge"] for row in rows}
    latest = PledgeVersion.objects.filter(known_until__isnull=True, pledge__reference__in=pledges)
    texts = [getattr(line, LISTS[name].marked) for one in latest for line in getattr(one, name).all()]
    assert sum("illustrative" in text for text in texts) == len(rows)


def test_the_board_has_visits_in_many_stages(loaded: LoadReport) -> None:
    pending = Visit.objects.exclude(reference__in=PUBLISHED_VISITS)
    assert {one.stage for one in pending} >= {
        VisitStage.REQUESTED, VisitStage.AGREED, VisitStage.TEAM_NAMED, VisitStage.PREPARED, VisitStage.ON_SITE,
        VisitStage.SENT, VisitStage.TRACKED,
    }  # fmt: skip
    assert {one.standing for one in pending} == {Standing.ILLUSTRATIVE}


def test_findings_are_open_reported_closed_and_overdue_on_both_sides_and_illustrative(loaded: LoadReport) -> None:
    findings = list(Finding.objects.select_related("owner"))
    assert {one.standing for one in findings} == {
        FindingStanding.OPEN, FindingStanding.REPORTED, FindingStanding.CLOSED
    }  # fmt: skip
    overdue = [one for one in findings if is_overdue(one.standing, one.due_on, PLANNING_DAY)]
    assert {one.owner.code for one in overdue} == {"KAZ", "UN"}
    assert all("Illustrative" in one.text for one in findings)


def test_evidence_waits_is_approved_and_is_refused_and_one_change_is_asked_for(loaded: LoadReport) -> None:
    own = Evidence.objects.filter(pledge__reference=COMPANY)
    assert set(own.values_list("verdict", flat=True)) == {"waiting", "approved", "refused"}
    (request,) = ChangeRequest.objects.all()
    assert (request.pledge.reference, request.verdict) == (COMPANY, "open")
    assert "Illustrative" in request.reason


def test_evidence_that_no_visit_shows_says_that_it_is_illustrative(loaded: LoadReport) -> None:
    for one in Evidence.objects.filter(visit_subject__isnull=True):
        assert "(illustrative)" in one.title


def test_the_vanguard_brigade_aims_at_4000_people_in_slots_that_are_illustrative(loaded: LoadReport) -> None:
    package = ForcePackage.objects.get(reference="vanguard-brigade")
    slots = list(package.slots.all())
    assert package.strength_aim == sum(slot.units * slot.strength for slot in slots) == 4000
    assert {package.standing, *(slot.standing for slot in slots)} == {Standing.ILLUSTRATIVE}


@pytest.mark.parametrize("code", ["AU", "CSTO", "EU"])
def test_other_organisations_keep_registers_of_their_own(loaded: LoadReport, code: str) -> None:
    pledges = Pledge.objects.filter(register__code=code)
    assert pledges.count() >= 2
    assert {one.latest.standing for one in pledges} == {Standing.ILLUSTRATIVE}
    levels = {one.current_level for one in visible_pledges(SYSTEM, PLANNING_DAY).filter(pledge__register__code=code)}
    assert levels == {Level.LEVEL_1}
    assert register_of(code).code == code


def test_kazbat_is_pledged_to_two_registers_and_both_and_kazakhstan_are_warned(loaded: LoadReport) -> None:
    registers = Pledge.objects.filter(unit__code="KAZ-KAZBAT").values_list("register__code", flat=True)
    assert set(registers) == {"UN", "CSTO"}
    warned = Notice.objects.filter(topic="double-hatting").values_list("organisation__code", flat=True)
    assert set(warned) == {"UN", "CSTO", "KAZ"}


def test_profiles_of_units_are_illustrative(loaded: LoadReport) -> None:
    assert set(InteroperabilityProfile.objects.values_list("standing", flat=True)) == {Standing.ILLUSTRATIVE}


def test_every_account_has_a_mail_address_that_nobody_owns(loaded: LoadReport) -> None:
    for account in accounts():
        assert User.objects.get(username=account.username).email == f"{account.username}@example.org"
