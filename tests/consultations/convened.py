"""A consultation on UNIFIL on the small record: its mandate ends, India serves there, Kazakhstan is to come."""

from datetime import date, timedelta

from muster.consultations.actions.convening import open_consultation, plan_consultation
from muster.consultations.actions.convening_steps import hold_step
from muster.consultations.models import Consultation
from muster.consultations.terms import ConsultationTerms, HoldingTerms
from muster.missions.models import MandatePeriod
from tests.record import DAY, Record

REFERENCE = "unifil-renewal"
UNTIL = date(2019, 1, 1)
"""The first day on which UNIFIL has no mandate."""

VOTE = date(2018, 12, 30)
ENDING, DECIDED = "Mandate of UNIFIL", "Decided mandate of UNIFIL"
ONE_DAY = timedelta(days=1)
TERMS = ConsultationTerms(REFERENCE, "UNIFIL", f"Title of {REFERENCE}", source=f"Source of {REFERENCE}")


def end_mandate(until: date = UNTIL) -> None:
    """Let the mandate of UNIFIL end."""
    MandatePeriod.objects.filter(mission__acronym="UNIFIL").update(valid_until=until)


def planned(record: Record, terms: ConsultationTerms = TERMS, today: date = DAY) -> Consultation:
    """Plan the consultation."""
    end_mandate()
    return plan_consultation(record.parties["secretariat officer"], terms, today=today)


def opened(record: Record, today: date = DAY) -> Consultation:
    """Plan and open it."""
    planned(record, today=today)
    return open_consultation(record.parties["secretariat officer"], REFERENCE, today=today)


def held(record: Record) -> Consultation:
    """Open it and hold the formal meeting on the day on which it is due."""
    opened(record)
    day = date(2018, 12, 16)
    terms = HoldingTerms(day, "private", "New York", "Summary of the meeting", ("IND",))
    return hold_step(record.parties["secretariat officer"], REFERENCE, "formal", terms, today=day)


def decided(record: Record) -> MandatePeriod:
    """Record the mandate that follows."""
    return MandatePeriod.objects.create(
        mission=record.missions["UNIFIL"], resolution=DECIDED, valid_from=UNTIL, valid_until=date(2020, 1, 1),
        adopted_on=date(2018, 12, 28), troop_ceiling=15_000, known_from=date(2018, 12, 28),
    )  # fmt: skip
