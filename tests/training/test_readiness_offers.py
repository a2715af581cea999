"""Offers, their matches and outcomes, and leadership programmes, on the small record."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from muster.deployments.models import Tour
from muster.kit.errors import NotAllowed, NotFound, Refused
from muster.people.models import Purpose
from muster.people.purpose_actions import add_purpose
from muster.training.actions.offers import enter_offer, propose_match, take_match_on, withdraw_offer
from muster.training.models import Enrolment, EnrolmentEvent, TrainingCertification
from muster.training.queries.leadership import cohort_members, cohorts
from muster.training.queries.offers import outcomes, proposals, visible_matches
from muster.training.readiness_terms import OfferTerms
from muster.training.stages import MatchStage
from tests.api.caller import by_token
from tests.deployments.theatre import company_in_theatre
from tests.record import DAY, Record
from tests.training.trained import ONE_DAY, ROTATION, UNIT, Named, course, member, named_rotation, session

pytestmark = pytest.mark.django_db
OFFER = OfferTerms("offer-ind", "mobile-team", "CPTM", 50, DAY, date(2020, 1, 1))


@pytest.fixture
def named(record: Record) -> Named:
    company_in_theatre()
    return named_rotation(record)


def test_an_offer_is_proposed_to_who_lacks_seats_at_home(record: Record, named: Named) -> None:
    enter_offer(record.parties["other State"], OFFER, today=DAY)
    (found,) = [one for one in proposals(record.parties["secretariat officer"], DAY) if one.quarter == date(2019, 1, 1)]
    assert (found.offer, found.state, found.people) == ("offer-ind", "KAZ", 50)


def test_a_match_goes_on_by_its_sides_and_leads_to_a_session(record: Record, named: Named) -> None:
    offerer, needing = record.parties["other State"], record.parties["owning State"]
    enter_offer(offerer, OFFER, today=DAY)
    made = propose_match(
        record.parties["secretariat officer"], OFFER.reference, state="KAZ", people=20, reason="why", today=DAY
    )
    with pytest.raises(Refused, match="30 people"):
        propose_match(offerer, OFFER.reference, state="KAZ", people=31, reason="why", today=DAY)
    with pytest.raises(NotAllowed):
        propose_match(record.parties["mission"], OFFER.reference, state="KAZ", people=1, reason="why", today=DAY)
    with pytest.raises(NotAllowed, match="agrees"):
        take_match_on(offerer, made.pk, MatchStage.AGREED, today=DAY)
    with pytest.raises(NotFound):
        take_match_on(record.parties["analyst"], made.pk, MatchStage.AGREED, today=DAY)
    with pytest.raises(Refused, match="cannot become"):
        take_match_on(needing, made.pk, MatchStage.DONE, today=DAY)
    take_match_on(needing, made.pk, MatchStage.AGREED, today=DAY, expected_version=1)
    with pytest.raises(Refused, match="no session"):
        take_match_on(needing, made.pk, MatchStage.DONE, today=DAY, session="no-such")
    session("held", DAY + ONE_DAY)
    take_match_on(needing, made.pk, MatchStage.DONE, today=DAY, session="held")
    assert visible_matches(needing, DAY).get().stage == MatchStage.DONE
    assert not visible_matches(record.parties["mission"], DAY).exists()


def test_an_outcome_is_traced_to_who_deployed_later(record: Record, named: Named) -> None:
    offerer, needing, state = record.parties["other State"], record.parties["owning State"], named.tour.unit.state
    enter_offer(offerer, OFFER, today=DAY)
    made = propose_match(offerer, OFFER.reference, state="KAZ", people=20, reason="why", today=DAY)
    take_match_on(needing, made.pk, MatchStage.AGREED, today=DAY)
    held = session("held", DAY + ONE_DAY)
    take_match_on(needing, made.pk, MatchStage.DONE, today=DAY, session="held")
    for person in named.people[:2]:
        Enrolment.objects.create(session=held, state=state, person=person, stage="passed", known_from=DAY)
    (found,) = outcomes(offerer, DAY)
    assert (found.passed, found.deployed) == (2, 0)
    Tour.objects.filter(pk=named.tour.pk).update(stage="in-theatre", arrived_on=named.tour.arrives_on)
    (found,) = outcomes(offerer, DAY)
    assert (found.passed, found.deployed) == (2, 2)


def test_an_offer_that_is_withdrawn_is_proposed_to_nobody(record: Record, named: Named) -> None:
    offerer = record.parties["other State"]
    enter_offer(offerer, OFFER, today=DAY)
    with pytest.raises(NotAllowed):
        withdraw_offer(record.parties["owning State"], OFFER.reference, today=DAY)
    withdraw_offer(offerer, OFFER.reference, today=DAY, expected_version=1)
    assert proposals(record.parties["secretariat officer"], DAY) == []
    with pytest.raises(Refused, match="withdrawn"):
        withdraw_offer(offerer, OFFER.reference, today=DAY)
    with pytest.raises(Refused, match="does not hold"):
        propose_match(offerer, OFFER.reference, state="KAZ", people=1, reason="why", today=DAY)


@pytest.mark.parametrize(
    "changes", [{"standard": "NO-SUCH"}, {"people": 0}, {"offered_until": DAY}, {"kind": "no-such"}]
)
def test_an_offer_of_nothing_is_refused(record: Record, changes: dict[str, object]) -> None:
    with pytest.raises(Refused):
        enter_offer(record.parties["other State"], replace(OFFER, **changes), today=DAY)  # type: ignore[arg-type]


def test_a_cohort_is_seen_by_the_state_that_nominated_and_the_secretariat(record: Record, named: Named) -> None:
    one = session("sml-1", DAY + 30 * ONE_DAY, of=course("SML"))
    session("cptm-1", DAY + 30 * ONE_DAY)
    state = named.tour.unit.state
    Enrolment.objects.create(session=one, state=state, person=named.commander, known_from=DAY)
    assert [row.reference for row in cohorts(record.parties["analyst"], DAY)] == ["sml-1"]
    for kind in ("owning State", "secretariat officer"):
        (member,) = cohort_members(record.parties[kind], DAY)
        assert (member.enrolment.person_id, member.posts) == (named.commander.pk, ())
    assert cohort_members(record.parties["other State"], DAY) == []


@pytest.mark.once
def test_a_program_nominates_to_a_cohort_and_reads_who_was_nominated(record: Record, named: Named) -> None:
    today = datetime.now(UTC).date()
    cohort = session("sml-2", today + 30 * ONE_DAY, of=course("SML"))
    session("cptm-2", today + 30 * ONE_DAY)
    actor = record.parties["owning State"]
    nominee = member(actor, "the nominee", today=today)
    add_purpose(actor, nominee.pk, Purpose.TRAINEE, today=today)
    own = by_token(actor)
    made = own.post("leadership-cohorts/sml-2/nominations", {"person": nominee.pk})
    assert (made["person"], made["programme"], made["stage"], made["posts"]) == (nominee.pk, "SML", "applied", [])
    assert Enrolment.objects.get(pk=made["enrolment"]).session == cohort
    assert [one["session"] for one in own.get("leadership-cohorts?programme=SML")["items"]] == ["sml-2"]
    for who, seen in (("owning State", 1), ("secretariat officer", 1), ("other State", 0), ("analyst", 0)):
        assert by_token(record.parties[who]).get("leadership-nominees?session=sml-2")["count"] == seen
    refused = own.post("leadership-cohorts/cptm-2/nominations", {"person": nominee.pk}, status=404)
    assert "of a leadership programme" in str(refused)


def test_a_nominee_has_the_stage_of_the_day(record: Record, named: Named) -> None:
    one = session("sml-1", DAY + 30 * ONE_DAY, of=course("SML"))
    made = Enrolment.objects.create(
        session=one, state=named.tour.unit.state, person=named.commander, stage="withdrawn", known_from=DAY
    )
    for stage, day in (("applied", DAY), ("withdrawn", DAY + 5 * ONE_DAY)):
        EnrolmentEvent.objects.create(
            enrolment=made, stage=stage, held_from=day, known_from=day, by=named.tour.unit.state
        )
    (found,) = cohort_members(record.parties["owning State"], DAY + ONE_DAY)
    assert found.enrolment.stage_then == "applied"
    assert cohort_members(record.parties["owning State"], DAY + 5 * ONE_DAY) == []


@pytest.mark.once
def test_a_draft_is_changed_by_a_program_and_a_signed_certification_is_not(record: Record, named: Named) -> None:
    own = by_token(record.parties["owning State"])
    body = {"is_ready": True, "has_clean_conduct": True, "exceptions": []}
    made = own.post("training-certifications", {"unit": UNIT, "rotation": ROTATION, **body})
    said = {**body, "is_ready": False, "exceptions": [{"standard": "CPTM", "reason": "Trained on arrival"}]}
    address = f"training-certifications/{made['reference']}"
    changed = own.put(address, {**said, "version": made["version"]})
    assert changed["exceptions"] == {"CPTM": "Trained on arrival"}
    assert changed["version"] == made["version"] + 1
    own.put(address, {**said, "version": made["version"]}, status=400)
    TrainingCertification.objects.filter(reference=made["reference"]).update(stage="signed")
    refused = own.put(address, {**said, "version": changed["version"]}, status=400)
    assert "only a draft is changed" in str(refused)
