"""A pledge of Kazakhstan brought up the ladder by people: each piece of evidence by whoever's turn it is."""

from dataclasses import replace
from datetime import date

from muster.documents.uploads import SentFile
from muster.pledges import actions
from muster.pledges.levels import Level
from muster.pledges.models import Evidence, LevelEvent, Pledge
from muster.pledges.rules.content import is_pool
from muster.pledges.rules.evidence import Verdict
from muster.pledges.terms import EquipmentTerms, PledgeTerms, SelfSustainmentTerms, SubUnitTerms, UnitPostTerms
from muster.reference.registers import PAPER, STATE, VISIT, level_evidence
from muster.visits import actions as visits
from muster.visits.models import Visit
from muster.visits.stages import Outcome, VisitKind, VisitStage
from muster.visits.terms import SubjectTerms
from tests.record import DAY, Parties, pledge_terms
from tests.visits.journey import DAYS, TERMS, brought_to, draft, step

REFERENCE = "kaz-1"
FILE = SentFile("proof.txt", b"What proves it")


def complete_terms(reference: str = REFERENCE, **changes: object) -> PledgeTerms:
    """Return the terms of a company whose lists are there and whose numbers agree."""
    values: dict[str, object] = {
        "note_verbale_on": date(2018, 1, 1),
        "sub_units": (SubUnitTerms("1", "Company"),),
        "posts": (UnitPostTerms("1", "Rifleman", 114), UnitPostTerms("1", "Medical orderly", 6, women=6)),
        "equipment": (EquipmentTerms("COMMS", "Radio", 10), EquipmentTerms("ELEC", "Generator", 4)),
        "self_sustainment": (SelfSustainmentTerms("CAT"),),
        "caveats": (),
        "source": None,
    }
    return pledge_terms(reference, "KAZ", **(values | changes))


def handed_in(parties: Parties, terms: PledgeTerms | None = None) -> Pledge:
    """Return a pledge that its State has submitted."""
    said = terms or complete_terms()
    actions.create_pledge(parties["owning State"], said, register=parties.organisations["UN"], today=DAY)
    return actions.submit_pledge(parties["owning State"], said.reference, today=DAY)


def acknowledged(parties: Parties, terms: PledgeTerms | None = None) -> Pledge:
    """Return a pledge that the Secretariat has acknowledged."""
    pledge = handed_in(parties, terms)
    return actions.acknowledge_pledge(parties["secretariat officer"], pledge.reference, today=DAY)


def approved_visit(
    parties: Parties,
    kind: VisitKind = VisitKind.ASSESSMENT,
    outcome: Outcome = Outcome.RECOMMENDED,
    reference: str = REFERENCE,
) -> Visit:
    """Return a visit to the pledge whose report is approved; it ended on 12 May 2018."""
    subjects = (SubjectTerms("pledge", reference, f"Title of {reference}", "INF-COY"),)
    terms = replace(TERMS, reference=f"{kind.value}-{reference}", kind=kind, subjects=subjects)
    visit = brought_to(parties, VisitStage.DRAFT_REPORT, terms)
    draft(parties, visit)
    officer, day = parties["secretariat officer"], DAYS[VisitStage.DRAFT_REPORT]
    for subject in visit.subjects.all():
        visits.decide_outcome(officer, visit.reference, subject.pk, outcome, decided_on=day, today=day, note="Seen")
    visit.refresh_from_db()
    step(officer, visit, VisitStage.SENT)
    step(parties["owning State"], visit, VisitStage.COMMENTED, comments="None")
    step(parties["secretariat approver"], visit, VisitStage.APPROVED)
    return visit


def hand_in(parties: Parties, level: Level, kind: str, *, by: str = "owning State", today: date = DAY) -> Evidence:
    """Hand in a file as evidence."""
    return actions.hand_in_evidence(parties[by], REFERENCE, level=level, kind=kind, today=today, file=FILE)


def take_report(parties: Parties, level: Level = Level.LEVEL_2, kind: str = "assessment-report") -> Evidence:
    """Take the report of the visit as evidence."""
    officer = parties["secretariat officer"]
    return actions.take_visit_as_evidence(officer, REFERENCE, level=level, kind=kind, today=DAY)


def approve(parties: Parties, evidence: Evidence, by: str = "secretariat approver") -> Evidence:
    """Approve evidence."""
    return actions.review_evidence(parties[by], evidence.pk, Verdict.APPROVED, today=DAY)


def prove(parties: Parties, level: Level) -> None:
    """Hand in and approve everything that a level needs, visits included."""
    pledge = Pledge.objects.get(reference=REFERENCE)
    for row in level_evidence("UN", level, is_pool=is_pool(pledge.latest.unit_type)):
        if row.shown_by == VISIT:
            approved_visit(parties, VisitKind(row.visit_kind))
            approve(parties, take_report(parties, level, row.kind))
        elif row.shown_by == PAPER and row.is_required:
            by_state = row.handed_in_by == STATE
            evidence = hand_in(parties, level, row.kind, by="owning State" if by_state else "secretariat officer")
            approve(parties, evidence, by="secretariat approver" if by_state else "owning State")


def decide(parties: Parties, level: Level, by: str = "secretariat officer", **more: object) -> LevelEvent:
    """Let somebody decide on the level."""
    return actions.change_level(parties[by], REFERENCE, level, held_from=DAY, known_from=DAY, **more)  # type: ignore[arg-type]


def raised_to(parties: Parties, level: Level) -> Pledge:
    """Return a pledge that people have brought to a level, rung by rung."""
    pledge = acknowledged(parties)
    for following in (Level.LEVEL_1, Level.LEVEL_2, Level.LEVEL_3, Level.RAPID_DEPLOYMENT):
        prove(parties, following)
        decide(parties, following)
        if following == level:
            break
    return pledge
