"""Addresses of what States bring into a consultation."""

from muster.consultations.actions.contribution_commitments import record_commitment
from muster.consultations.actions.contribution_positions import share_position, submit_position, write_position
from muster.consultations.actions.contribution_questions import ask_question
from muster.consultations.actions.contribution_traces import trace_position
from muster.consultations.contribution_terms import CommitmentTerms, PositionTerms, QuestionTerms, TraceTerms
from muster.consultations.models import ConsultationPosition, ConsultationQuestion
from tests.consultations.contributed import AFTER, VOTE, consulted
from tests.record import DAY, Record
from tests.web.address_entries import (
    IND,
    KAZ,
    KAZ_OFFICER,
    MISSION,
    OFFICERS,
    PARTIES,
    UN,
    Entry,
    form,
    only_read,
    operation,
)

CONSULTATION = "walk-of-contributions"
AT = f"/consultations/{CONSULTATION}/"
READER = ("owning State's reader",)
UN_READER = ("secretariat reader",)
INVITED = (*UN, *KAZ, *IND, *MISSION)
STATES = (*KAZ_OFFICER, *IND)
BOTH_SIDES = (*UN, *KAZ)
TAKING_PART = (*UN, *KAZ, *IND)


def _not(*kinds: str) -> tuple[str, ...]:
    return tuple(one for one in PARTIES if one not in kinds)


def _position(which: str, tail: str = "") -> tuple[str, str]:
    route = "consultations/<slug:reference>/positions/<slug:position>/"
    return f"{route}{tail}", f"{AT}positions/{which}-position-of-kaz/{tail}"


def _question(tail: str = "") -> tuple[str, str]:
    route = "consultations/<slug:reference>/questions/<slug:question>/"
    return f"{route}{tail}", f"{AT}questions/question-of-kaz/{tail}"


_CONTRIBUTION = "consultations/<slug:reference>/"
PAGES: tuple[Entry, ...] = (
    *only_read("consultations/inputs/", "/consultations/inputs/"),
    *only_read("consultations/inputs/workbook/", "/consultations/inputs/workbook/", *KAZ, *IND, others=403),
    *form("consultations/inputs/import/", "/consultations/inputs/import/", *STATES),
    *only_read("consultations/commitments/", "/consultations/commitments/"),
    *only_read(f"{_CONTRIBUTION}contributions/", f"{AT}contributions/", *INVITED),
    *only_read(f"{_CONTRIBUTION}trace/", f"{AT}trace/", *INVITED),
    *only_read(f"{_CONTRIBUTION}trace/paper/", f"{AT}trace/paper/", *INVITED),
    *form(f"{_CONTRIBUTION}questions/new/", f"{AT}questions/new/", *STATES, hidden_from=_not(*INVITED)),
    *only_read(*_question(), *BOTH_SIDES),
    *form(*_question("answer/"), *OFFICERS, hidden_from=_not(*BOTH_SIDES)),
    *form(*_question("share/"), *KAZ_OFFICER, hidden_from=_not(*BOTH_SIDES)),
    *form(f"{_CONTRIBUTION}positions/new/", f"{AT}positions/new/", *STATES, hidden_from=_not(*INVITED)),
    *only_read(*_position("own"), *KAZ),
    *form(*_position("own", "change/"), *KAZ_OFFICER, hidden_from=_not(*KAZ)),
    *form(*_position("own", "submit/"), *KAZ_OFFICER, hidden_from=_not(*KAZ)),
    *form(*_position("submitted", "share/"), *KAZ_OFFICER, hidden_from=_not(*BOTH_SIDES)),
    *form(*_position("shared", "withdraw/"), *KAZ_OFFICER, hidden_from=_not(*TAKING_PART)),
    *form(*_position("submitted", "trace/"), *OFFICERS, hidden_from=_not(*BOTH_SIDES)),
    *form(*_position("shared", "comment/"), *KAZ_OFFICER, hidden_from=_not(*TAKING_PART)),
    *form(
        f"{_CONTRIBUTION}commitments/new/", f"{AT}commitments/new/", *OFFICERS, *STATES, hidden_from=_not(*INVITED)
    ),
    *form(
        f"{_CONTRIBUTION}commitments/<int:number>/done/", f"{AT}commitments/1/done/", *OFFICERS, *KAZ_OFFICER,
        saved=302, hidden_from=_not(*TAKING_PART),
    ),
)  # fmt: skip

_WORDS = {"text": "Words"}
_VERSION = {"version": 1}
_DEED = "POST consultation-positions/<position>/"
_OWN = "consultation-positions/own-position-of-kaz"
_SUBMITTED = "consultation-positions/submitted-position-of-kaz"
_SHARED = "consultation-positions/shared-position-of-kaz"
_AT = f"consultations/{CONSULTATION}"
OPERATIONS: tuple[Entry, ...] = (
    operation("GET consultation-questions", "consultation-questions"),
    operation(
        "POST consultations/<reference>/questions", f"{_AT}/questions", *STATES, status=201, body=_WORDS,
        readers=(*UN, *MISSION, *READER),
    ),
    operation(
        "POST consultation-questions/<question>/answer", "consultation-questions/question-of-kaz/answer", *OFFICERS,
        body={"answer": "Words"}, readers=(*UN_READER, *KAZ),
    ),
    operation(
        "POST consultation-questions/<question>/share", "consultation-questions/question-of-kaz/share", *KAZ_OFFICER,
        readers=(*UN, *READER),
    ),
    operation("GET consultation-positions", "consultation-positions"),
    operation("GET consultation-positions/<position>", _OWN, *KAZ),
    operation(
        "POST consultations/<reference>/positions", f"{_AT}/positions", *STATES, status=201, body=_WORDS,
        readers=(*UN, *MISSION, *READER),
    ),
    operation(f"{_DEED}words", f"{_OWN}/words", *KAZ_OFFICER, body=_WORDS | _VERSION, readers=READER),
    operation(f"{_DEED}submit", f"{_OWN}/submit", *KAZ_OFFICER, body=_VERSION, readers=READER),
    operation(
        f"{_DEED}share", f"{_SUBMITTED}/share", *KAZ_OFFICER, body={"version": 2}, readers=(*UN, *READER)
    ),
    operation(
        f"{_DEED}withdraw", f"{_SHARED}/withdraw", *KAZ_OFFICER, body={"version": 4}, readers=(*UN, *READER, *IND)
    ),
    operation(
        f"{_DEED}trace", f"{_SUBMITTED}/trace", *OFFICERS, readers=(*UN_READER, *KAZ),
        body={"outcome": "taken", "task_line": 2, "version": 2},
    ),
    operation(
        f"{_DEED}comment", f"{_SHARED}/comment", *KAZ_OFFICER, body={"comment": "Words", "version": 4},
        readers=(*UN, *READER, *IND),
    ),
    operation(
        "GET consultations/<reference>/trace-proposals", f"{_AT}/trace-proposals", *UN, readers=(*KAZ, *IND, *MISSION)
    ),
    operation("GET consultations/<reference>/trace-paper", f"{_AT}/trace-paper", *INVITED),
    operation("GET consultation-commitments", "consultation-commitments"),
    operation(
        "POST consultations/<reference>/commitments", f"{_AT}/commitments", *OFFICERS, *KAZ_OFFICER, status=201,
        body={"owner": "KAZ", "text": "Words", "due_on": "2199-01-01"},
        readers=(*UN_READER, *READER, *IND, *MISSION),
    ),
    operation(
        "POST consultations/<reference>/commitments/<number>/done", f"{_AT}/commitments/1/done", *OFFICERS,
        *KAZ_OFFICER, body={"note": "Words"}, readers=(*UN_READER, *READER, *IND),
    ),
)  # fmt: skip
MARKERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Own position of Kazakhstan", KAZ),
    ("own-position-of-kaz", KAZ),
    ("Submitted position of Kazakhstan", BOTH_SIDES),
    ("Shared position of Kazakhstan", TAKING_PART),
    ("Question of Kazakhstan to the desk", BOTH_SIDES),
    ("Commitment of Kazakhstan in words", TAKING_PART),
)


def ground(record: Record) -> dict[str, int]:
    """Enter what is walked over; return the numbers that examples of addresses are filled with."""
    consulted(CONSULTATION, decide=True)
    kaz, desk = record.parties["owning State"], record.parties["secretariat officer"]
    for name, terms in (
        ("own", PositionTerms("Own position of Kazakhstan", task="mine-action")),
        ("submitted", PositionTerms("Submitted position of Kazakhstan", task="mine-action")),
        ("shared", PositionTerms("Shared position of Kazakhstan", task="mine-action")),
    ):
        made = write_position(kaz, CONSULTATION, terms, today=DAY)
        reference = f"{name}-position-of-kaz"
        ConsultationPosition.objects.filter(pk=made.pk).update(reference=reference)
        if name != "own":
            submit_position(kaz, reference, today=DAY)
    share_position(kaz, "shared-position-of-kaz", today=DAY)
    trace_position(desk, "shared-position-of-kaz", TraceTerms("taken", task=2), today=AFTER)
    question = ask_question(kaz, CONSULTATION, QuestionTerms("Question of Kazakhstan to the desk"), today=DAY)
    ConsultationQuestion.objects.filter(pk=question.pk).update(reference="question-of-kaz")
    promise = CommitmentTerms("Commitment of Kazakhstan in words", VOTE)
    record_commitment(desk, CONSULTATION, "KAZ", promise, today=DAY)
    return {}
