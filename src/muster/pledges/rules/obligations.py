"""What the two sides of a pledge owe each other: by when, and since when it is overdue. Pure: no clock, no database.

Pains 14 and 18 of section 10 of the dossier: accountability between the Secretariat and contributors is unclear, and
contributors ask that the Secretariat do its part. So each open matter of a pledge is owed by one side. That the State
is sent an acknowledgement and an acceptance was seen (2.2); the days are local choices unless a parameter says
otherwise. An obligation appears with the record that founds it and disappears by the deed; nobody ticks it off.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from muster.kit.intervals import add_months
from muster.pledges.levels import Level, rung
from muster.pledges.rules.freshness import Freshness, Hold, Periods, expires_on, freshness_of, removal_proposed_on
from muster.reference.parameters import parameter
from muster.visits.stages import FindingStanding, Severity, VisitKind, VisitStage


class Side(StrEnum):
    """The two sides of a pledge."""

    STATE = "state"
    SECRETARIAT = "secretariat"

    @property
    def label(self) -> str:
        """Return the side in words."""
        return "State" if self is Side.STATE else "Secretariat"

    @property
    def other(self) -> "Side":
        """Return the other side."""
        return Side.SECRETARIAT if self is Side.STATE else Side.STATE


class Duty(StrEnum):
    """What may be owed."""

    ACKNOWLEDGE = "acknowledge"
    ACCEPT = "accept"
    REGISTER_ANEW = "register-anew"
    DECIDE_REMOVAL = "decide-removal"
    VISIT = "assessment-visit"
    VISIT_ANSWER = "visit-answer"
    VISIT_RESULT = "visit-result"
    VISIT_COMMENTS = "visit-comments"
    DECIDE_EVIDENCE = "decide-evidence"
    PROVE_NEXT = "prove-next-level"
    RENEW_EVIDENCE = "renew-evidence"
    DECIDE_CHANGE = "decide-change"
    CLOSE_FINDING = "close-finding"
    DECIDE_FINDING = "decide-finding"
    CONFIRM = "confirm"
    NOTE_VERBALE = "note-verbale"
    PROCURE = "procure"
    ANSWER_CALL = "answer-call"
    LOOK_AGAIN = "look-again"

    @property
    def label(self) -> str:
        """Return it in words."""
        return LABELS[self]


LABELS = {
    Duty.ACKNOWLEDGE: "acknowledge the pledge",
    Duty.ACCEPT: "decide on Level 1, or name the gaps",
    Duty.REGISTER_ANEW: "decide on registering the lapsed pledge anew",
    Duty.DECIDE_REMOVAL: "decide on the removal of the lapsed pledge",
    Duty.VISIT: "carry out an assessment and advisory visit",
    Duty.VISIT_ANSWER: "agree to the visit or refuse it",
    Duty.VISIT_RESULT: "approve the report of the visit",
    Duty.VISIT_COMMENTS: "comment on the draft report of the visit",
    Duty.DECIDE_EVIDENCE: "decide on evidence",
    Duty.PROVE_NEXT: "hand in what the next level needs",
    Duty.RENEW_EVIDENCE: "hand in evidence anew",
    Duty.DECIDE_CHANGE: "decide on a change of verified facts",
    Duty.CLOSE_FINDING: "remedy a finding",
    Duty.DECIDE_FINDING: "accept or reject the remedy of a finding",
    Duty.CONFIRM: "confirm the pledge by note verbale",
    Duty.NOTE_VERBALE: "name the note verbale behind the pledge",
    Duty.PROCURE: "have the equipment that is to be procured",
    Duty.ANSWER_CALL: "be on the ground",
    Duty.LOOK_AGAIN: "look again at the pledge after what was found in theatre",
}

DAY_KEYS = (
    "pledge_acknowledge_days",
    "pledge_acceptance_days",
    "evidence_review_days",
    "pledge_evidence_renewal_days",
    "pledge_finding_decision_days",
    "pledge_note_verbale_days",
    "pledge_removal_decision_days",
    "visit_answer_target_days",
    "aav_result_target_days",
)
MONTH_KEYS = ("pledge_assessment_visit_months", "aav_validity_months")
OBLIGATION_KEYS = (*DAY_KEYS, *MONTH_KEYS)
"""The parameters that these rules read besides those of freshness."""


@dataclass(frozen=True)
class Terms:
    """The days and months in force on a day, named as their parameters."""

    acknowledge_days: int
    acceptance_days: int
    evidence_review_days: int
    evidence_renewal_days: int
    finding_decision_days: int
    note_verbale_days: int
    removal_decision_days: int
    visit_answer_days: int
    visit_result_days: int
    assessment_visit_months: int
    visit_validity_months: int


def terms_on(day: date) -> Terms:
    """Return the days and months in force on `day`."""
    return Terms(*(parameter(key, day).integer for key in OBLIGATION_KEYS))


@dataclass(frozen=True)
class VisitOf:
    """A visit of the pledge's unit, where it stands on the day. `counterpart` is the side that does not lead it."""

    reference: str
    kind: str
    stage: str
    since: date
    counterpart: Side = Side.STATE
    carried_until: date | None = None
    comments_due: date | None = None


@dataclass(frozen=True)
class FindingOf:
    """A finding of a visit that is neither closed nor waived. `since`: the day of its last step."""

    reference: str
    severity: str
    standing: str
    owner: Side
    since: date
    due_on: date | None


@dataclass(frozen=True)
class EvidenceOf:
    """A piece of evidence that counts on the day: it waits, was approved, or was refused and not replaced.

    `decided_by` is the side whose decision it is: of a report that the register takes, its own approver's.
    """

    title: str
    handed_in_by: Side
    decided_by: Side
    handed_in_on: date
    is_waiting: bool
    refused_on: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True)
class DoubtOf:
    """A result in theatre that raises a doubt: its reference, and since when it is known."""

    reference: str
    known_from: date


@dataclass(frozen=True)
class NextLevel:
    """The level above, by its name in the register, that one of the sides has begun to prove, and since when.

    `missing` are the titles of what the State is to hand in for it and has not.
    """

    name: str
    asked_on: date
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Matters:
    """What is open between the two sides of one pledge on a day, as plain values."""

    hold: Hold
    submitted_on: date | None
    is_acknowledged: bool
    is_pool: bool = False
    next_level: NextLevel | None = None
    level_1_from: date | None = None
    confirmed_on: date | None = None
    has_note_verbale: bool = True
    items_to_procure: int = 0
    procured_by: date | None = None
    called_on: date | None = None
    called_until: date | None = None
    visited_until: date | None = None
    change_asked_on: date | None = None
    visits: tuple[VisitOf, ...] = ()
    findings: tuple[FindingOf, ...] = ()
    evidence: tuple[EvidenceOf, ...] = ()
    doubts: tuple[DoubtOf, ...] = ()


@dataclass(frozen=True)
class Obligation:
    """One thing owed: by whom, what, about which record, since when, by when, and why.

    `due_on` is the last day on which it is in time. `basis`: the parameter behind that day, empty where the record
    itself says it.
    """

    duty: Duty
    owed_by: Side
    since: date
    due_on: date | None
    about: str = ""
    basis: str = ""

    @property
    def what(self) -> str:
        """Return in words what is owed."""
        return f"{self.duty.label}: {self.about}" if self.about else self.duty.label

    def days_overdue(self, day: date) -> int:
        """Return how many days it is overdue on `day`; 0 while it is in time."""
        return 0 if self.due_on is None else max(0, (day - self.due_on).days)

    def overdue_since(self, day: date) -> date | None:
        """Return the first day on which it was overdue; None while it is in time."""
        return self.due_on + timedelta(days=1) if self.due_on is not None and self.due_on < day else None


def by_urgency(obligations: Iterable[Obligation]) -> list[Obligation]:
    """Return obligations, the one due first before the others; those without a day come last."""
    return sorted(obligations, key=lambda one: (one.due_on or date.max, one.since, one.duty, one.about))


def obligations_of(matters: Matters, day: date, terms: Terms, periods: Periods) -> list[Obligation]:
    """Return what the two sides owe each other over one pledge on `day`, the most urgent first.

    A draft owes nobody anything, and so does a pledge that was withdrawn or removed.
    """
    freshness = freshness_of(matters.hold, day, periods)
    if matters.submitted_on is None or freshness == Freshness.ENDED:
        return []
    found = [*_registration(matters, terms), *_confirmation(matters, day, freshness, terms, periods)]
    if matters.hold.level != Level.LAPSED:
        found += [*_assessment(matters, day, terms, periods), *_means(matters, day)]
    found += [owed for visit in matters.visits for owed in _visit(visit, terms)]
    found += _next_level(matters)
    found += [owed for one in matters.evidence for owed in _evidence(one, day, terms, periods)]
    found += [owed for one in matters.findings for owed in finding_obligations(one, terms)]
    found += _look_again(matters)
    if matters.change_asked_on is not None:
        due = matters.change_asked_on + timedelta(days=terms.evidence_review_days)
        found.append(
            Obligation(Duty.DECIDE_CHANGE, Side.SECRETARIAT, matters.change_asked_on, due, basis="evidence_review_days")
        )
    return by_urgency(found)


def _registration(matters: Matters, terms: Terms) -> list[Obligation]:
    """An acknowledgement when the pledge arrives, a decision of its own on Level 1 (2.2, seen), the note behind it."""
    submitted = matters.submitted_on
    if submitted is None:
        return []
    found = []
    is_registered = rung(matters.hold.level) != 0
    if not matters.is_acknowledged and not is_registered:
        due = submitted + timedelta(days=terms.acknowledge_days)
        found.append(Obligation(Duty.ACKNOWLEDGE, Side.SECRETARIAT, submitted, due, basis="pledge_acknowledge_days"))
    if not is_registered:
        due = submitted + timedelta(days=terms.acceptance_days)
        found.append(Obligation(Duty.ACCEPT, Side.SECRETARIAT, submitted, due, basis="pledge_acceptance_days"))
    if not matters.has_note_verbale:
        due = submitted + timedelta(days=terms.note_verbale_days)
        found.append(Obligation(Duty.NOTE_VERBALE, Side.STATE, submitted, due, basis="pledge_note_verbale_days"))
    return found


def _confirmation(
    matters: Matters, day: date, freshness: Freshness, terms: Terms, periods: Periods
) -> list[Obligation]:
    """The State confirms in time (2.7); a pledge confirmed after its lapse is registered anew, or one day removed.

    Where no confirmation is on record (a pledge older than this register's confirmations) the State is asked for one,
    and nothing lapses: nobody was told how long it would be valid (local choice).
    """
    hold, lapsed_on = matters.hold, matters.hold.level_held_from
    if hold.level == Level.LAPSED and lapsed_on is not None:
        if matters.confirmed_on is not None and matters.confirmed_on >= lapsed_on:
            due = matters.confirmed_on + timedelta(days=terms.acceptance_days)
            return [
                Obligation(
                    Duty.REGISTER_ANEW, Side.SECRETARIAT, matters.confirmed_on, due, basis="pledge_acceptance_days"
                )
            ]
        proposed = removal_proposed_on(hold, periods)
        owed = [Obligation(Duty.CONFIRM, Side.STATE, lapsed_on, proposed, basis="pledge_removal_proposal_months")]
        if proposed is not None and day >= proposed:
            due = proposed + timedelta(days=terms.removal_decision_days)
            owed.append(
                Obligation(Duty.DECIDE_REMOVAL, Side.SECRETARIAT, proposed, due, basis="pledge_removal_decision_days")
            )
        return owed
    if freshness == Freshness.NOT_DATED:
        return [Obligation(Duty.CONFIRM, Side.STATE, matters.submitted_on or day, None)]
    expiry = expires_on(hold)
    if expiry is None or freshness == Freshness.FRESH:
        return []
    since = expiry - timedelta(days=max(periods.reminder_days))
    return [
        Obligation(Duty.CONFIRM, Side.STATE, since, expiry - timedelta(days=1), basis="pledge_renewal_cycle_months")
    ]


def _assessment(matters: Matters, day: date, terms: Terms, periods: Periods) -> list[Obligation]:
    """A registered unit is visited within a time, and again before its visit is too old; a visit under way is enough.

    Pain 12: every pledge depends on scarce visits. A desktop visit counts. Deployed units are visited in theatre, and
    individuals pledged as a pool are not visited.
    """
    hold = matters.hold
    if matters.is_pool or hold.is_deployed or rung(hold.level) < rung(Level.LEVEL_1) or matters.level_1_from is None:
        return []
    under_way = (VisitStage.ON_SITE, VisitStage.DRAFT_REPORT, VisitStage.SENT, VisitStage.COMMENTED)
    if any(one.kind == VisitKind.ASSESSMENT and one.stage in under_way for one in matters.visits):
        return []
    if matters.visited_until is None:
        due = add_months(matters.level_1_from, terms.assessment_visit_months)
        basis = "pledge_assessment_visit_months"
        return [Obligation(Duty.VISIT, Side.SECRETARIAT, matters.level_1_from, due, basis=basis)]
    due = add_months(matters.visited_until, terms.visit_validity_months)
    since = due - timedelta(days=max(periods.reminder_days))
    if day < since:
        return []
    return [Obligation(Duty.VISIT, Side.SECRETARIAT, since, due, "the last one is old", "aav_validity_months")]


def _means(matters: Matters, day: date) -> list[Obligation]:
    """What the State itself said it would have, and a call that it has accepted by pledging (2.6)."""
    found = []
    since = matters.submitted_on or day
    if matters.items_to_procure:
        items = f"{matters.items_to_procure} items" if matters.items_to_procure > 1 else "1 item"
        found.append(Obligation(Duty.PROCURE, Side.STATE, since, matters.procured_by, items))
    if matters.called_until is not None:
        called = matters.called_on or since
        found.append(Obligation(Duty.ANSWER_CALL, Side.STATE, called, matters.called_until, basis="rdl_response_days"))
    return found


def _visit(visit: VisitOf, terms: Terms) -> list[Obligation]:
    """A request is answered, a draft commented on, and the result is there in time (2.5: one case took 47 days)."""
    found = []
    lead = visit.counterpart.other
    if visit.stage == VisitStage.REQUESTED:
        due = visit.since + timedelta(days=terms.visit_answer_days)
        basis = "visit_answer_target_days"
        found.append(Obligation(Duty.VISIT_ANSWER, visit.counterpart, visit.since, due, visit.reference, basis))
    if visit.stage == VisitStage.SENT:
        basis = "visit_comment_period_days"
        found.append(
            Obligation(Duty.VISIT_COMMENTS, visit.counterpart, visit.since, visit.comments_due, visit.reference, basis)
        )
    if visit.stage in (VisitStage.DRAFT_REPORT, VisitStage.SENT, VisitStage.COMMENTED):
        end = visit.carried_until or visit.since
        due = end + timedelta(days=terms.visit_result_days)
        basis = "aav_result_target_days"
        found.append(Obligation(Duty.VISIT_RESULT, lead, end, due, visit.reference, basis))
    return found


def _next_level(matters: Matters) -> list[Obligation]:
    """Once one side has begun to prove the next level, the State owes the rest of its part of it: one obligation.

    Nothing says by when: a State may stay on its level. What was refused or has ended is asked for by itself.
    """
    found = matters.next_level
    if found is None or not found.missing:
        return []
    about = f"{found.name}: {', '.join(found.missing)}"
    return [Obligation(Duty.PROVE_NEXT, Side.STATE, found.asked_on, None, about)]


def _evidence(one: EvidenceOf, day: date, terms: Terms, periods: Periods) -> list[Obligation]:
    """One side decides on evidence; what was refused, or ends, is handed in anew by the side it came from."""
    if one.is_waiting:
        due = one.handed_in_on + timedelta(days=terms.evidence_review_days)
        basis = "evidence_review_days"
        return [Obligation(Duty.DECIDE_EVIDENCE, one.decided_by, one.handed_in_on, due, one.title, basis)]
    if one.refused_on is not None:
        due = one.refused_on + timedelta(days=terms.evidence_renewal_days)
        basis = "pledge_evidence_renewal_days"
        return [Obligation(Duty.RENEW_EVIDENCE, one.handed_in_by, one.refused_on, due, one.title, basis)]
    if one.valid_until is None:
        return []
    since = one.valid_until - timedelta(days=max(periods.reminder_days))
    if day < since:
        return []
    last_day = one.valid_until - timedelta(days=1)
    return [Obligation(Duty.RENEW_EVIDENCE, one.handed_in_by, since, last_day, one.title)]


def _look_again(matters: Matters) -> list[Obligation]:
    """A doubt from theatre asks the register to look again (2.7); nothing says by when.

    It goes when the doubt does, or when the register has decided on the level since.
    """
    decided, since = matters.hold.level_held_from, {one.reference: one.known_from for one in matters.doubts}
    return [
        Obligation(Duty.LOOK_AGAIN, Side.SECRETARIAT, known_from, None, reference)
        for reference, known_from in since.items()
        if decided is None or decided < known_from
    ]


def finding_obligations(one: FindingOf, terms: Terms) -> list[Obligation]:
    """Return what is owed over a finding: its owner remedies it, the side that led the visit decides on the remedy.

    An observation asks for nothing.
    """
    if one.standing == FindingStanding.REPORTED:
        due = one.since + timedelta(days=terms.finding_decision_days)
        basis = "pledge_finding_decision_days"
        return [Obligation(Duty.DECIDE_FINDING, Side.SECRETARIAT, one.since, due, one.reference, basis)]
    if one.severity == Severity.OBSERVATION:
        return []
    return [Obligation(Duty.CLOSE_FINDING, one.owner, one.since, one.due_on, one.reference)]
