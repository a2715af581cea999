"""Enters individuals: posts, persons with their proofs, tours, requests with nominees and their steps, bars.

Persons are made up and say so by name. Their data are entered as of the day of loading, since they are kept for a
limited time only; what happened in posts and requests has the days of the record. Persons have no reference of their
own, so the files of people are loaded with the first of the posts, or not at all.
"""

from datetime import date

from muster.demonstration.load_parties import SECRETARIAT, organisation
from muster.demonstration.rows import Row
from muster.deployments import actions
from muster.deployments.models import Assignment, IndividualPost, PersonnelRequest
from muster.missions.models import Mission
from muster.parties.acting import today
from muster.parties.viewer import SYSTEM
from muster.people.actions import register_person
from muster.people.models import CredentialKind, Person, PersonCredential, Purpose, ServiceBar
from muster.people.service_actions import bar_person, record_credential, record_details
from muster.people.terms import PersonTerms

PROOF_FROM = date(2017, 1, 1)
LANGUAGE, COURSE = "en", "UNSO"


class Individuals:
    """What the files of individuals share while they are loaded: whether they are new here, and persons by key."""

    def __init__(self) -> None:
        self.known = set(IndividualPost.objects.values_list("reference", flat=True))
        self.is_new = not self.known
        self.persons: dict[str, Person] = {}

    def load_post(self, row: Row) -> bool:
        """Enter a post; False where it is there."""
        if row["reference"] in self.known:
            return False
        post = IndividualPost(
            reference=row["reference"],
            title=row["title"],
            organisation=organisation(SECRETARIAT),
            mission=Mission.objects.get(acronym=row["mission"]),
            place=row["place"],
            category=row["category"],
            is_command=row.truth("is_command"),
            ranks=row["ranks"],
            languages=row["languages"],
            needed_from=row.day("needed_from"),
            needed_until=row.optional_day("needed_until"),
            known_from=row.day("known_from"),
            source=row["source"],
            standing=row.standing,
        )
        actions.record_individual_post(SYSTEM, post)
        return True

    def load_person(self, row: Row) -> bool:
        """Enter a person with details and proofs; False where the record was there before."""
        if not self.is_new:
            return False
        terms = PersonTerms(Purpose.INDIVIDUAL, row["family_name"], row["given_names"], row["rank"], row["sex"])
        person = register_person(SYSTEM, terms, organisation=organisation(row["state"]), today=today())
        self.persons[row["key"]] = person
        record_details(
            SYSTEM,
            person.number,
            born_on=row.day("born_on"),
            service_from=row.day("service_from"),
            today=today(),
        )
        for proof in _proofs(row):
            record_credential(SYSTEM, person.number, proof, today=today())
        return True

    def load_tour(self, row: Row) -> bool:
        """Enter who served where, an extension with its steps, and how it ended; False where it was there before."""
        if not self.is_new:
            return False
        person = self.persons[row["person"]]
        tour = Assignment(
            post=IndividualPost.objects.get(reference=row["post"]),
            person=person,
            state=person.organisation,
            held_from=row.day("held_from"),
            held_until=row.day("held_until"),
            first_until=row.day("held_until"),
            known_from=row.day("held_from"),
            source=row["source"],
            standing=row.standing,
        )
        number = actions.record_assignment(SYSTEM, tour).pk
        for stage, on in _steps(row["extension_steps"]):
            if stage == "proposed":
                until = row.day("extension_until")
                actions.propose_extension(SYSTEM, number, until, reason="", today=on, beyond_mandate=True)
            else:
                actions.decide_extension(SYSTEM, number, stage, today=on)
        if row["ended_as"]:
            on = row.day("ended_on")
            actions.repatriate(
                SYSTEM,
                number,
                row["ended_as"],
                on,
                today=on,
                reason=row["reason"],
                case=row["case"],
                is_treatable=False,
            )
        return True

    def load_bar(self, row: Row) -> bool:
        """Enter a bar from service, imposed by the Secretariat; False where it was there before."""
        if not self.is_new:
            return False
        words = {name: row[name] for name in ("reason", "due_process", "case")}
        bar = ServiceBar(
            **words,
            imposed_by=organisation(SECRETARIAT),
            barred_from=row.day("barred_from"),
            barred_until=row.optional_day("barred_until"),
        )
        bar_person(SYSTEM, self.persons[row["person"]].number, bar, today=today())
        return True

    def load_request(self, row: Row, nominees: list[Row]) -> bool:
        """Enter a request with its nominees and all steps, each on its day; False where it was there before."""
        if not self.is_new:
            return False
        request = PersonnelRequest(
            reference=row["reference"],
            organisation=organisation(SECRETARIAT),
            state=organisation(row["state"]),
            kind=row["kind"],
            tour_months=row.integer("tour_months"),
            source=row["source"],
            standing=row.standing,
        )
        actions.draft_personnel_request(SYSTEM, request, row["posts"].split(";"), today=row.day("drafted_on"))
        if row["sent_on"]:
            actions.move_personnel_request(SYSTEM, request.reference, "sent", today=row.day("sent_on"))
        for nominee in nominees:
            self._nominate(nominee)
        if row["closed_as"]:
            on = row.day("closed_on")
            actions.move_personnel_request(SYSTEM, request.reference, row["closed_as"], today=on)
        return True

    def _nominate(self, row: Row) -> None:
        """Enter a nominee with the stages reached."""
        number = self.persons[row["person"]].number
        on = row.day("nominated_on")
        nominee = actions.nominate(SYSTEM, row["request"], row["post"], number, today=on)
        for stage, day in _steps(row["steps"]):
            reason = "The course is missing (illustrative)" if stage == "rejected" else ""
            actions.advance_nomination(SYSTEM, nominee.pk, stage, today=day, reason=reason)


def _steps(text: str) -> list[tuple[str, date]]:
    """Return the steps of a cell, written `stage:day` and separated by semicolons."""
    pairs = (part.split(":") for part in text.split(";") if part)
    return [(stage, date.fromisoformat(day)) for stage, day in pairs]


def _proofs(row: Row) -> list[PersonCredential]:
    """Return the proofs that a row of persons says; an empty cell is none."""
    found = []
    for kind, subject, start, until in (
        (CredentialKind.PASSPORT, "", "", "passport_until"),
        (CredentialKind.LANGUAGE, LANGUAGE, "", "language_until"),
        (CredentialKind.DRIVING, "", "driving_from", ""),
        (CredentialKind.MEDICAL, "", "medical_on", ""),
        (CredentialKind.VETTING, "", "vetted_from", ""),
        (CredentialKind.TRAINING, COURSE, "", "training_until"),
    ):
        if not row[start or until]:
            continue
        proof = PersonCredential(kind=kind, subject=subject, evidence="illustrative")
        proof.valid_from = row.day(start) if start else PROOF_FROM
        proof.valid_until = row.day(until) if until else None
        found.append(proof)
    return found
