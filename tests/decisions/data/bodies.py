"""The national bodies of the tests."""

from muster.authorisations.models import BodyPart, DecisionBody
from tests.record import KNOWN, Record


def ministry(record: Record) -> DecisionBody:
    """Return the ministry that assesses for Kazakhstan, entered once."""
    found, _made = DecisionBody.objects.get_or_create(
        state=record.parties.organisations["KAZ"],
        code="defence",
        valid_from=KNOWN,
        defaults={"name": "Ministry of Kazakhstan", "part": BodyPart.ASSESSES, "criteria": "risk", "known_from": KNOWN},
    )
    return found
