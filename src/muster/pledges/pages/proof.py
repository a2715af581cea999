"""What stands behind a pledge's level, read once for all sections of its page that show it."""

from dataclasses import dataclass

from muster.parties.models import Role
from muster.parties.request import MusterRequest
from muster.pledges.levels import LADDER, Level
from muster.pledges.models import OPEN_STAGES, Evidence, PledgeVersion
from muster.pledges.queries import approved_reports, evidence_fact, facts_from, recommends, visible_evidence
from muster.pledges.rules.evidence import PledgeFacts
from muster.pledges.rules.levels import is_rise, legal_next_levels
from muster.reference.registers import rungs_of
from muster.visits.models import SubjectOutcome

KEPT = "_proof_of_the_page"


@dataclass(frozen=True)
class Proof:
    """The evidence by its number, what the rules read, the level above, and reports that could be taken as evidence."""

    evidence: dict[int, Evidence]
    facts: PledgeFacts
    following: str
    reports: tuple[SubjectOutcome, ...]


def is_between_the_sides(request: MusterRequest, pledge: PledgeVersion) -> bool:
    """Return whether the viewer is of one of the two sides, who see what stands behind a level."""
    return request.viewer.is_system or request.viewer.organisation_id in (pledge.state_id, pledge.register_id)


def acts_for_state(request: MusterRequest, pledge: PledgeVersion) -> bool:
    """Return whether the viewer is an officer of the pledge's State."""
    return request.viewer.organisation_id == pledge.state_id and request.viewer.has_role(Role.OFFICER)


def acts_for_register(request: MusterRequest, pledge: PledgeVersion) -> bool:
    """Return whether the viewer is an officer of the pledge's register."""
    return request.viewer.organisation_id == pledge.register_id and request.viewer.has_role(Role.OFFICER)


def is_open(pledge: PledgeVersion) -> bool:
    """Return whether the pledge stands between the two sides now."""
    return pledge.pledge.stage in OPEN_STAGES


def proof_of(request: MusterRequest, pledge: PledgeVersion) -> Proof:
    """Return what stands behind a pledge's level as of the page's day; four queries for the first section that asks."""
    known = pledge.__dict__.get(KEPT)
    if isinstance(known, Proof):
        return known
    day = request.as_of
    evidence = {one.pk: one for one in visible_evidence(request.viewer, day).filter(pledge_id=pledge.pledge_id)}
    facts = facts_from(request.viewer, pledge, day, [evidence_fact(one, day) for one in evidence.values()])
    taken = {one.visit_subject_id for one in evidence.values() if one.verdict != Evidence.Verdict.REFUSED}
    reports = approved_reports(request.viewer, day, pledge.reference) if is_open(pledge) else []
    found = Proof(
        evidence=evidence,
        facts=facts,
        following=following_level(pledge),
        reports=tuple(one for one in reports if recommends(one) and one.subject_id not in taken),
    )
    pledge.__dict__[KEPT] = found
    return found


def following_level(pledge: PledgeVersion) -> str:
    """Return the level to which the pledge may rise next; empty at the top and where it is final."""
    legal = legal_next_levels(pledge.current_level, rungs_of(pledge.register.code))
    return next((level for level in legal if is_rise(pledge.current_level, level)), "")


def levels_below(pledge: PledgeVersion) -> list[Level]:
    """Return the rungs above the draft on which the pledge stands, highest first."""
    place = LADDER.index(Level(pledge.current_level)) if pledge.current_level in LADDER else 0
    used = rungs_of(pledge.register.code)
    return [level for level in reversed(LADDER[1 : place + 1]) if level in used]
