"""Certifications that are due and offers that end, on the calendar of their sides; both are found by the search."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from muster.deployments.models import Tour
from muster.generation.rules.calendar import CalendarEntry
from muster.parties.viewer import SYSTEM
from muster.training.actions import certifications as certifying
from muster.training.actions.offers import enter_offer, propose_match, take_match_on, withdraw_offer
from muster.training.models import TrainingCertification
from muster.training.queries.readiness_calendar import readiness_entries
from muster.training.readiness_terms import CertificationTerms, OfferTerms
from muster.training.stages import CertificationStage, MatchStage
from muster.web.search import found_records
from tests.deployments.theatre import company_in_theatre
from tests.record import DAY, Record
from tests.training.trained import ONE_DAY, ROTATION, UNIT, Named, named_rotation
from tests.web.browsing import browser_of, check_page

pytestmark = [pytest.mark.django_db, pytest.mark.once]
OFFER = OfferTerms("offer-ind", "mobile-team", "CPTM", 50, DAY, date(2020, 1, 1))
FAR = date(2030, 1, 1)


@pytest.fixture
def named(record: Record) -> Named:
    """A roster of the rotation that deploys next."""
    company_in_theatre()
    return named_rotation(record)


def entries(record: Record, who: str, phase: str, day: date = DAY) -> list[CalendarEntry]:
    """Return the entries of a kind of user."""
    return [one for one in readiness_entries(record.parties[who], day, DAY, FAR) if one.phase == phase]


def sign(record: Record) -> TrainingCertification:
    """Certify the rotation for its State."""
    reasons = dict.fromkeys(("CPTM", "CCDR", "POC"), "Reason")
    terms = CertificationTerms(is_ready=True, has_clean_conduct=True, exceptions=reasons)
    made = certifying.draft_certification(SYSTEM, UNIT, ROTATION, terms, today=DAY)
    return certifying.sign_certification(SYSTEM, made.reference, office="Office", note_verbale="NV", on=DAY, today=DAY)


@pytest.mark.parametrize("who", ["owning State", "mission", "secretariat officer"])
def test_sides_are_told_the_last_day_before_the_deployment(record: Record, named: Named, who: str) -> None:
    (found,) = [one for one in entries(record, who, "certify") if one.reference == f"{UNIT}-{ROTATION}"]
    assert (found.start, found.until) == (named.tour.arrives_on - ONE_DAY, named.tour.arrives_on)
    assert found.address == f"/training/readiness/{UNIT}/{ROTATION}/"
    assert not found.is_overdue


@pytest.mark.parametrize("who", ["other State", "other mission", "analyst", "training institution"])
def test_no_other_party_is_told_of_the_certification(record: Record, named: Named, who: str) -> None:
    assert entries(record, who, "certify") == []


def test_what_is_signed_is_due_no_more_until_it_is_revoked(record: Record, named: Named) -> None:
    made = sign(record)
    rotation = f"{UNIT}-{ROTATION}"
    assert rotation not in {one.reference for one in entries(record, "owning State", "certify")}
    TrainingCertification.objects.filter(pk=made.pk).update(
        stage=CertificationStage.REVOKED, revoked_on=DAY + 2 * ONE_DAY, revoked_reason="Reason"
    )
    later = DAY + 2 * ONE_DAY
    assert rotation in {one.reference for one in entries(record, "owning State", "certify", later)}
    assert rotation not in {one.reference for one in entries(record, "owning State", "certify", later - ONE_DAY)}


def test_a_rotation_that_has_arrived_is_told_no_more(record: Record, named: Named) -> None:
    Tour.objects.filter(pk=named.tour.pk).update(stage="in-theatre", arrived_on=named.tour.arrives_on)
    assert f"{UNIT}-{ROTATION}" not in {one.reference for one in entries(record, "owning State", "certify")}


def test_an_entry_stands_in_the_span_that_holds_its_day_alone(record: Record, named: Named) -> None:
    viewer, due = record.parties["owning State"], named.tour.arrives_on - ONE_DAY
    for start, until, count in (
        (due, due + ONE_DAY, 1),
        (due - ONE_DAY, due, 0),
        (due + ONE_DAY, due + 9 * ONE_DAY, 0),
    ):
        assert len([one for one in readiness_entries(viewer, DAY, start, until) if one.phase == "certify"]) == count


def test_an_offer_ends_on_the_calendar_of_who_made_it_and_of_the_state_it_is_matched_to(
    record: Record, named: Named
) -> None:
    offerer, needing = "other State", "owning State"
    enter_offer(record.parties[offerer], OFFER, today=DAY)
    (found,) = entries(record, offerer, "offer")
    assert found.start == OFFER.offered_until - ONE_DAY
    assert entries(record, needing, "offer") == []
    match = propose_match(record.parties[offerer], OFFER.reference, state="KAZ", people=5, reason="why", today=DAY)
    assert len(entries(record, needing, "offer")) == 1
    assert entries(record, "analyst", "offer") == []
    take_match_on(record.parties[needing], match.pk, MatchStage.DROPPED, today=DAY, reason="no need")
    assert entries(record, needing, "offer") == []
    withdraw_offer(record.parties[offerer], OFFER.reference, today=DAY)
    assert entries(record, offerer, "offer") == []


def test_two_queries_tell_all(record: Record, named: Named) -> None:
    enter_offer(record.parties["owning State"], OFFER, today=DAY)
    with CaptureQueriesContext(connection) as seen:
        assert len(list(readiness_entries(record.parties["owning State"], DAY, DAY, FAR))) > 1
    assert len(seen) == 2


def test_the_search_finds_offers_for_every_party_and_certifications_for_their_sides(
    record: Record, named: Named
) -> None:
    enter_offer(record.parties["other State"], OFFER, today=DAY)
    made = sign(record)
    offers, certifications = "Offers of training", "Certifications of training"
    for who, seen in (("owning State", [made.reference]), ("mission", [made.reference]), ("other State", None)):
        found = {str(one.title): [hit.label for hit in one.hits] for one in found_records(
            record.parties[who], DAY, "certified-")}  # fmt: skip
        assert found.get(certifications) == seen
        told = {str(one.title): [hit.label for hit in one.hits] for one in found_records(
            record.parties[who], DAY, "offer-ind")}  # fmt: skip
        assert told[offers] == ["offer-ind"]


def test_the_calendar_page_shows_the_last_day_to_certify(record: Record, named: Named) -> None:
    month = f"{named.tour.arrives_on - ONE_DAY:%Y-%m}"
    browser = browser_of(record.parties.users["owning State"])
    page = check_page(browser, f"/generation/calendar/?month={month}&as_of={DAY}")
    assert f"certify the training of {ROTATION}" in page
    check_page(browser, f"/search/?q={UNIT}&as_of={DAY}")
