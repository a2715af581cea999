"""Posts, persons and requests for tests of individuals: a day in 2026 on which all is well."""

from datetime import UTC, date, datetime, timedelta

from muster.deployments import actions
from muster.deployments.models import (
    Assignment,
    IndividualCategory,
    IndividualPost,
    Nomination,
    PersonnelRequest,
    PostPlace,
    RequestKind,
)
from muster.parties.viewer import Viewer
from muster.people import actions as people
from muster.people.models import CredentialKind, Person, PersonCredential, ServiceBar
from muster.people.service_actions import bar_person, record_credential, record_details
from muster.people.terms import PersonTerms
from tests.record import KNOWN, Record

TODAY = date(2026, 3, 2)
ARRIVAL = date(2026, 7, 1)
LEAVES = date(2026, 7, 5)
EARLY = date(2018, 9, 15)
YEAR = timedelta(days=365)
PROOFS = (
    (CredentialKind.PASSPORT, "", date(2024, 1, 1), date(2034, 1, 1)),
    (CredentialKind.LANGUAGE, "en", date(2025, 6, 1), date(2027, 6, 1)),
    (CredentialKind.DRIVING, "", date(2015, 1, 1), None),
    (CredentialKind.MEDICAL, "", date(2026, 2, 1), None),
    (CredentialKind.TRAINING, "UNMO", date(2026, 1, 1), date(2029, 1, 1)),
)


def make_post(record: Record, reference: str = "mo-1", **changes: object) -> IndividualPost:
    """Enter a post of an observer of UNIFIL; `changes` replace any of it."""
    values: dict[str, object] = {
        "reference": reference,
        "title": f"Title of {reference}",
        "organisation": record.parties.organisations["UN"],
        "mission": record.missions["UNIFIL"],
        "category": IndividualCategory.OBSERVER,
        "languages": "en",
        "needed_from": date(2025, 1, 1),
        "known_from": date(2025, 1, 1),
    }
    return actions.record_individual_post(record.parties["secretariat officer"], IndividualPost(**(values | changes)))


def headquarters_post(record: Record, reference: str, **changes: object) -> IndividualPost:
    """Enter a post of a staff officer in the headquarters of UNIFIL."""
    staff = {"category": IndividualCategory.STAFF_OFFICER, "place": PostPlace.MISSION_HEADQUARTERS}
    return make_post(record, reference, **(staff | changes))


def make_person(
    record: Record, name: str = "Nurlanova", who: str = "owning State", rank: str = "Major", today: date = TODAY
) -> Person:
    """Enter an individual of a State who has all that the State can prove."""
    actor = record.parties[who]
    terms = PersonTerms("individual", name, given_names="Aigerim", rank=rank, sex="female")
    holder = record.parties.organisations[actor.organisation_code]
    person = people.register_person(actor, terms, organisation=holder, today=today)
    record_details(actor, person.number, born_on=date(1990, 1, 1), service_from=date(2012, 1, 1), today=today)
    for kind, subject, start, until in PROOFS:
        proof = PersonCredential(kind=kind, subject=subject, valid_from=start, valid_until=until)
        record_credential(actor, person.number, proof, today=today)
    return person


def hold(record: Record, post: IndividualPost, person: Person, until: date = LEAVES, **changes: object) -> Assignment:
    """Enter that a person serves in a post until a day."""
    values: dict[str, object] = {
        "post": post,
        "person": person,
        "state": person.organisation,
        "held_from": date(2025, 7, 5),
        "held_until": until,
        "first_until": until,
        "known_from": date(2025, 7, 5),
    }
    return actions.record_assignment(record.parties["secretariat officer"], Assignment(**(values | changes)))


def ask(record: Record, *posts: str, reference: str = "ask-1", kind: str = RequestKind.INITIAL) -> PersonnelRequest:
    """Draft a request of Kazakhstan and send it."""
    officer = record.parties["secretariat officer"]
    request = PersonnelRequest(
        reference=reference,
        organisation=record.parties.organisations["UN"],
        state=record.parties.organisations["KAZ"],
        kind=kind,
        tour_months=12,
    )
    actions.draft_personnel_request(officer, request, posts, today=TODAY)
    return actions.move_personnel_request(officer, reference, "sent", today=TODAY)


def nominated(record: Record, person: Person, post: str = "mo-1", reference: str = "ask-1") -> Nomination:
    """Nominate a person of Kazakhstan."""
    return actions.nominate(record.parties["owning State"], reference, post, person.number, today=TODAY)


def individuals_walked_over(record: Record) -> dict[str, int]:
    """Enter for a walk over all addresses who serves in a post, with an extension asked for, and a nominee."""
    now = datetime.now(UTC).date()  # whether a person's data are kept is asked of today
    post = make_post(record, "mo-held", needed_from=KNOWN, known_from=KNOWN)
    hold(
        record,
        post,
        make_person(record, "Family of the holder", today=now),
        date(2019, 1, 1),
        held_from=KNOWN,
        known_from=KNOWN,
    )
    make_post(record, "mo-asked", needed_from=KNOWN, known_from=KNOWN)
    officer, state = record.parties["secretariat officer"], record.parties["owning State"]
    request = PersonnelRequest(
        reference="ask-walk",
        organisation=record.parties.organisations["UN"],
        state=record.parties.organisations["KAZ"],
        kind=RequestKind.INITIAL,
        tour_months=12,
    )
    actions.draft_personnel_request(officer, request, ["mo-asked"], today=EARLY)
    actions.move_personnel_request(officer, "ask-walk", "sent", today=EARLY)
    person = make_person(record, "Family of the nominee", today=now)
    nominee = actions.nominate(state, "ask-walk", "mo-asked", person.number, today=EARLY)
    # The nomination was entered with an early day, the data are in the Secretariat's hands today.
    course = _proof(state, person, CredentialKind.TRAINING, "Evidence of the nominee", now)
    vetting = _proof(officer, person, CredentialKind.VETTING, "Vetting of the nominee", now)
    bar = ServiceBar(reason="Reason of the bar", due_process="Heard", barred_from=now, barred_until=now + YEAR)
    bar = bar_person(record.parties["secretariat approver"], person.number, bar, today=now)
    serving = Assignment.objects.get(post__reference="mo-held")
    actions.propose_extension(state, serving.pk, date(2019, 3, 1), reason="", today=EARLY)
    return {
        "nominee": nominee.pk,
        "assignment": serving.pk,
        "nominated_person": person.number,
        "course": course.pk,
        "vetting": vetting.pk,
        "person_bar": bar.pk,
    }


def _proof(actor: Viewer, person: Person, kind: str, evidence: str, today: date) -> PersonCredential:
    """Enter a proof that names what it is evidenced by."""
    proof = PersonCredential(kind=kind, subject="walk", valid_from=KNOWN, valid_until=today + YEAR, evidence=evidence)
    return record_credential(actor, person.number, proof, today=today)
