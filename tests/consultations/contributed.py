"""A consultation on the small record to which Kazakhstan and India are invited, for tests of what they bring in."""

from dataclasses import dataclass
from datetime import date, timedelta

from muster.consultations.actions.contribution_positions import share_position, submit_position, write_position
from muster.consultations.contribution_terms import PositionTerms
from muster.consultations.models import (
    AgendaItem,
    Capacity,
    Consultation,
    ConsultationPosition,
    ConsultationStage,
    ConsultationStep,
    Participant,
    StepKind,
)
from muster.missions.models import MandatedTask, MandateKind, MandatePeriod, Mission
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer
from tests.record import DAY

REFERENCE = "unifil-renewal"
ONE_DAY = timedelta(days=1)
LATEST_INPUT = DAY + 10 * ONE_DAY
VOTE = DAY + 20 * ONE_DAY
AFTER = VOTE + ONE_DAY
WANTED = "to clear mines along the Blue Line with specialised units"
POSITION = PositionTerms("We want demining in the mandate", WANTED, task="mine-action")


@dataclass(frozen=True)
class Consulted:
    """The consultation, with the mandate before and the one that will be decided."""

    consultation: Consultation
    before: MandatePeriod
    decided: MandatePeriod


def consulted(reference: str = REFERENCE, *, decide: bool = False) -> Consulted:
    """Enter an open consultation of the United Nations on UNIFIL; `decide`: its outcome is known from the vote on."""
    mission = Mission.objects.get(acronym="UNIFIL")
    before = _mandate(mission, DAY - 300 * ONE_DAY, ("monitor-ceasefire", "observe the cessation of hostilities"))
    decided = _mandate(
        mission,
        VOTE,
        ("monitor-ceasefire", "observe the cessation of hostilities"),
        ("mine-action", "clear mines along the Blue Line"),
        follows=before,
    )
    made = Consultation.objects.create(
        reference=reference,
        mission=mission,
        convened_by=Organisation.objects.get(code="UN"),
        title="Renewal of UNIFIL",
        mandate=before,
        outcome=decided if decide else None,
        vote_on=VOTE,
        opened_on=DAY,
        stage=ConsultationStage.OPEN,
        known_from=DAY,
    )
    AgendaItem.objects.create(consultation=made, number=1, title="Mines", task="mine-action")
    ConsultationStep.objects.create(consultation=made, kind=StepKind.LATEST_INPUT, due_on=LATEST_INPUT)
    for code in ("KAZ", "IND"):
        invite(made, code)
    return Consulted(made, before, decided)


def invite(consultation: Consultation, code: str, capacity: Capacity = Capacity.CONTRIBUTOR) -> Organisation:
    """Invite somebody to a consultation."""
    party = Organisation.objects.get(code=code)
    Participant.objects.create(consultation=consultation, organisation=party, capacity=capacity, invited_on=DAY)
    return party


def _mandate(
    mission: Mission, start: date, *tasks: tuple[str, str], follows: MandatePeriod | None = None
) -> MandatePeriod:
    made = MandatePeriod.objects.create(
        mission=mission,
        follows=follows,
        kind=MandateKind.RENEWED,
        resolution=f"S/RES/TEST ({start.year})",
        valid_from=start,
        valid_until=start + 365 * ONE_DAY,
        known_from=start,
    )
    MandatedTask.objects.bulk_create(
        MandatedTask(mandate=made, number=number, task=task, words=words, paragraph=f"OP{number}")
        for number, (task, words) in enumerate(tasks, start=1)
    )
    return made


def decide(found: Consulted) -> None:
    """Enter the decided mandate as the outcome."""
    Consultation.objects.filter(pk=found.consultation.pk).update(outcome=found.decided)


def position(
    actor: Viewer, sharing: str = "own", terms: PositionTerms = POSITION, *, today: date = DAY
) -> ConsultationPosition:
    """Write a position and share it as far as said."""
    made = write_position(actor, REFERENCE, terms, today=today)
    if sharing != "own":
        submit_position(actor, made.reference, today=today)
    if sharing == "participants":
        share_position(actor, made.reference, today=today)
    made.refresh_from_db()
    return made
