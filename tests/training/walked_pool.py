"""What the walk over all addresses finds of the pool: a candidate, one who waits, a camp, a row of what is asked."""

from datetime import UTC, datetime, timedelta

from muster.people.models import PersonCredential
from muster.people.service_actions import record_credential
from muster.training.actions.camps import call_to_camp
from tests.record import Record
from tests.training.pool_record import STATE, ask_as_kazakhstan, make_camp, make_candidate, make_person


def pool_walked_over(record: Record) -> dict[str, int]:
    """Enter a candidate of Kazakhstan with a certificate that lapses, one who waits, a camp, and requirements."""
    parties, today = record.parties, datetime.now(UTC).date()
    entry = make_candidate(parties, "the candidate", today=today)
    certificate = PersonCredential(
        kind="training",
        subject="UNSO",
        number="Certificate of the candidate",
        valid_from=today - timedelta(days=300),
        valid_until=today + timedelta(days=30),
    )
    record_credential(parties[STATE], entry.person_id, certificate, today=today)
    rows = ask_as_kazakhstan(parties, source="Source of the national requirement")
    make_camp(parties, "camp-walk", title="Title of the camp of Kazakhstan", today=today)
    call_to_camp(parties[STATE], "camp-walk", [entry.pk], today=today)
    waiting = make_person(parties, "the waiting candidate", today=today)
    return {
        "pool_place": entry.pk,
        "pool_person": entry.person_id,
        "waiting_person": waiting.pk,
        "national_requirement": rows[0].pk,
    }
