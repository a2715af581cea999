"""What proves a level, what is missing for the next one, who owes it and who decides on it. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from muster.kit.day_text import long_day
from muster.kit.errors import Problem, Refused
from muster.pledges.levels import Level, rung
from muster.pledges.rules.completeness import CONTENT_CHECKS
from muster.pledges.rules.content import is_pool
from muster.pledges.rules.limits import Limits
from muster.pledges.terms import PledgeTerms
from muster.reference.registers import (
    APPROVER,
    CONTENT,
    FINDINGS,
    OTHER_SIDE,
    PAPER,
    SECRETARIAT,
    STATE,
    VISIT,
    LevelEvidence,
    level_evidence,
    register_level,
)


class Verdict(StrEnum):
    """What a review of evidence came to; the words of the record."""

    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"
    REPLACED = "replaced"


FOLLOWING_VERDICTS: dict[Verdict, tuple[Verdict, ...]] = {
    Verdict.WAITING: (Verdict.APPROVED, Verdict.REFUSED, Verdict.REPLACED),
    Verdict.APPROVED: (Verdict.REPLACED,),
    Verdict.REFUSED: (),
    Verdict.REPLACED: (),
}
"""What may become of a verdict: what is approved is locked, a later piece replaces it and it stays in the history."""


def check_verdict(what: str, current: str, following: Verdict) -> None:
    """Raise Refused unless evidence that stands at `current` may come to `following`. Nobody may waive it."""
    if following not in FOLLOWING_VERDICTS[Verdict(current)]:
        raise Refused(f"{what}: it is {Verdict(current).value} and stays so; hand in a later one instead.")


class NeedStanding(StrEnum):
    """Where one need of a level stands. Only `DONE` counts."""

    DONE = "done"
    WAITING = "waiting for review"
    MISSING = "missing"
    EXPIRED = "expired"
    REFUSED = "refused"
    RENEW = "to be renewed"


@dataclass(frozen=True)
class EvidenceFact:
    """A piece of evidence as known on a day; `number` is that of the record. Proves until `valid_until` (excluded)."""

    number: int
    level: str
    kind: str
    verdict: Verdict
    handed_in_on: date
    reviewed_on: date | None = None
    valid_until: date | None = None
    renew_from: date | None = None
    remarks: str = ""


@dataclass(frozen=True)
class PledgeFacts:
    """What the rules read of a pledge as of `day`: what it says, where it stands, what was handed in for it.

    `critical_findings` are the references of those open on the unit, `cap` the highest level that it may reach (empty:
    none) with its reason.
    """

    register: str
    state_name: str
    register_name: str
    terms: PledgeTerms
    level: str
    day: date
    limits: Limits
    is_acknowledged: bool = False
    evidence: tuple[EvidenceFact, ...] = ()
    critical_findings: tuple[str, ...] = ()
    cap: str = ""
    cap_reason: str = ""


@dataclass(frozen=True)
class Need:
    """One thing that a level needs: what, who hands it in, who decides, where it stands, and what is missing now.

    `since` is the day on which it came to stand so, `until` the first day on which it no longer proves, `due_on` the
    day by which the next step is to be taken. `number` is that of the evidence on record, 0 where there is none.
    """

    row: LevelEvidence
    owner: str
    decider: str
    standing: NeedStanding
    missing: str = ""
    since: date | None = None
    until: date | None = None
    due_on: date | None = None
    number: int = 0

    @property
    def is_done(self) -> bool:
        """Return whether it proves now."""
        return self.standing is NeedStanding.DONE

    @property
    def is_required(self) -> bool:
        """Return whether the level cannot be reached without it."""
        return self.row.is_required


def path_to(level: str, facts: PledgeFacts) -> tuple[Need, ...]:
    """Return what a level needs of this pledge in its register, each with where it stands as of the day.

    The list is that of the table of level evidence (2.4 of the dossier for the United Nations).
    """
    rows = level_evidence(facts.register, level, is_pool=is_pool(facts.terms.unit_type))
    return tuple(_need(row, facts) for row in rows)


def _need(row: LevelEvidence, facts: PledgeFacts) -> Need:
    """Return where one need stands."""
    if row.shown_by == CONTENT:
        missing = "; ".join(CONTENT_CHECKS[row.kind](facts.terms, facts.limits)) if row.kind in CONTENT_CHECKS else ""
        return _checked(row, facts, missing)
    if row.shown_by == FINDINGS:
        told = ", ".join(facts.critical_findings)
        return _checked(row, facts, f"critical findings are open: {told}" if told else "")
    found = [one for one in facts.evidence if (one.level, one.kind) == (row.level, row.kind)]
    return _handed_in(row, facts, _speaking(found, facts.day))


def _checked(row: LevelEvidence, facts: PledgeFacts, missing: str) -> Need:
    standing = NeedStanding.MISSING if missing else NeedStanding.DONE
    return Need(row, owner_of(row, facts), decider_of(row, facts), standing, missing)


def _speaking(found: Sequence[EvidenceFact], day: date) -> EvidenceFact | None:
    """Return the piece that says where a need stands: one that proves, else the last one; never a replaced one."""
    standing = [one for one in found if one.verdict is not Verdict.REPLACED]
    proving = [one for one in standing if one.verdict is Verdict.APPROVED and not _ceased(one, day)]
    return max(proving or standing, key=lambda one: (one.handed_in_on, one.number), default=None)


def _ceased(one: EvidenceFact, day: date) -> bool:
    ends = [end for end in (one.valid_until, one.renew_from) if end is not None]
    return any(end <= day for end in ends)


def _handed_in(row: LevelEvidence, facts: PledgeFacts, found: EvidenceFact | None) -> Need:
    """Return where a need stands that is shown by a file or a report."""
    owner, decider = owner_of(row, facts), decider_of(row, facts)
    if found is None:
        return Need(row, owner, decider, NeedStanding.MISSING, _not_there(row))
    standing, missing, since, due_on = NeedStanding.DONE, "", found.reviewed_on, None
    if found.verdict is Verdict.WAITING:
        standing, missing, since = NeedStanding.WAITING, "the decision on it", found.handed_in_on
        due_on = found.handed_in_on + timedelta(days=facts.limits.evidence_review_days)
    elif found.verdict is Verdict.REFUSED:
        standing = NeedStanding.REFUSED
        missing = f"a better one; it was refused: {found.remarks}" if found.remarks else "a better one; it was refused"
    elif found.valid_until is not None and found.valid_until <= facts.day:
        standing, missing = NeedStanding.EXPIRED, f"a new one; it proved until {long_day(found.valid_until)}"
        since = found.valid_until
    elif found.renew_from is not None and found.renew_from <= facts.day:
        standing, missing, since = NeedStanding.RENEW, "a new one: the unit is other than it was", found.renew_from
    until = found.valid_until if found.verdict is Verdict.APPROVED else None
    return Need(row, owner, decider, standing, missing, since, until, due_on, found.number)


def papers_missing(
    rows: Iterable[LevelEvidence], evidence: Sequence[EvidenceFact], day: date
) -> tuple[LevelEvidence, ...]:
    """Return the required files of the State among `rows` that were never handed in, or must be handed in anew.

    By the same reading as `path_to`. What was refused or has come to its end is not among them: that is asked for on
    its own.
    """
    found = []
    for row in rows:
        if row.shown_by != PAPER or row.handed_in_by != STATE or not row.is_required:
            continue
        said = _speaking([one for one in evidence if (one.level, one.kind) == (row.level, row.kind)], day)
        has_ended = said is not None and said.valid_until is not None and said.valid_until <= day
        must_be_renewed = said is not None and said.renew_from is not None and said.renew_from <= day
        is_approved = said is not None and said.verdict is Verdict.APPROVED
        if said is None or (is_approved and must_be_renewed and not has_ended):
            found.append(row)
    return tuple(found)


def begun_on(evidence: Iterable[EvidenceFact]) -> date | None:
    """Return the day on which the first piece of evidence that still counts was handed in; None where there is none."""
    return min((one.handed_in_on for one in evidence if one.verdict is not Verdict.REPLACED), default=None)


def _not_there(row: LevelEvidence) -> str:
    return "no approved report is taken as evidence" if row.shown_by == VISIT else "it was not handed in"


def owner_of(row: LevelEvidence, facts: PledgeFacts) -> str:
    """Return who hands it in."""
    return facts.state_name if row.handed_in_by == STATE else facts.register_name


def decider_of(row: LevelEvidence, facts: PledgeFacts) -> str:
    """Return who decides on it: the other side, or the secretariat; never who handed it in."""
    if row.decided_by == OTHER_SIDE:
        return facts.register_name if row.handed_in_by == STATE else facts.state_name
    if row.decided_by == APPROVER:
        return f"{facts.register_name}, another officer, as approver"
    return facts.register_name


def missing_for(level: str, facts: PledgeFacts) -> tuple[Need, ...]:
    """Return the required needs of a level that do not prove now."""
    return tuple(need for need in path_to(level, facts) if need.is_required and not need.is_done)


def may_rise(level: str, facts: PledgeFacts) -> list[Problem]:
    """Return why a pledge may not rise to `level` now; none: it may, as far as proof and turns go.

    Acknowledgement comes before acceptance (2.2); a cap with its reason holds (2.4); every required need must be done;
    what proved a lower rung must not have ceased to (14.3, rule 2: Level 2 needs a report within its validity). A lower
    rung that was recorded without evidence is taken as it is. A legal cap is lifted by the Secretariat, nothing else is
    waived.
    """
    problems = []
    if not facts.is_acknowledged and rung(facts.level) == 0:
        words = "it is not acknowledged yet"
        problems.append(Problem(f"pledge {facts.terms.reference}", words, f"{facts.register_name} acknowledges it"))
    if facts.cap and rung(level) > rung(facts.cap):
        top = register_level(facts.register, facts.cap).name
        problems.append(
            Problem("level cap", f"at most {top}: {facts.cap_reason}", "lift the cap when this has changed")
        )
    if not any(row.is_required for row in _rows(level, facts)):
        name = Level(level).label
        words = f"the register names nothing that would prove {name} of this kind of pledge"
        problems.append(Problem("evidence", words, "it stays below"))
    problems += [_problem(need) for need in missing_for(level, facts)]
    for lower in (one for one in Level if 1 < rung(one) < rung(level)):
        ceased = (NeedStanding.EXPIRED, NeedStanding.RENEW)
        problems += [_problem(need) for need in path_to(lower, facts) if need.is_required and need.standing in ceased]
    return problems


def _rows(level: str, facts: PledgeFacts) -> tuple[LevelEvidence, ...]:
    return level_evidence(facts.register, level, is_pool=is_pool(facts.terms.unit_type))


def _problem(need: Need) -> Problem:
    """Return a need that is not done as a refusal tells it: evidence, what is missing, who owes it."""
    if need.standing is NeedStanding.WAITING:
        return Problem(need.row.title, "waiting for review", f"{need.decider} decides on it")
    missing = f"{need.standing.value}: {need.missing}" if need.missing else need.standing.value
    return Problem(need.row.title, missing, f"{need.owner} owes it")


def proven_until(facts: PledgeFacts) -> date | None:
    """Return the first day on which something that proves the present level or one below no longer does; None: no end.

    May lie before the day: then it has ceased already.
    """
    ends = [
        need.until
        for level in Level
        if 0 < rung(level) <= rung(facts.level)
        for need in path_to(level, facts)
        if need.is_required and need.until is not None
    ]
    return min(ends, default=None)


def claimed_level(facts: PledgeFacts, following: str) -> str:
    """Return the level that the pledge claims: the following rung once something for it was handed in.

    A submitted pledge claims Level 1 by being there.
    """
    if not following:
        return facts.level
    handed_in = any(need.number for need in path_to(following, facts))
    return following if handed_in or rung(following) == 1 else facts.level


def effects_of(register: str, level: str) -> str:
    """Return what a level means in the register; empty off the ladder."""
    return register_level(register, level).meaning if rung(level) >= 0 else ""


def side_that_decides(row: LevelEvidence) -> str:
    """Return `state` or `secretariat`: the other side of who hands it in, or the secretariat's approver."""
    if row.decided_by == OTHER_SIDE:
        return SECRETARIAT if row.handed_in_by == STATE else STATE
    return SECRETARIAT
