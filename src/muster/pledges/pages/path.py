"""The path to the next level: each need with who owes it, who decides, and what can be done about it here."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.documents.models import Document
from muster.kit.pages import Badge, Ladder, Tone
from muster.parties.models import Role
from muster.parties.request import MusterRequest
from muster.pledges.forms.proof import HandInForm, ReviewForm
from muster.pledges.levels import LADDER, rung
from muster.pledges.models import Evidence, PledgeStage, PledgeVersion
from muster.pledges.pages.proof import (
    acts_for_register,
    acts_for_state,
    is_open,
    levels_below,
)
from muster.pledges.pages.section import NOTHING, Section
from muster.pledges.queries import verdict_on
from muster.pledges.queries.page import BetweenTheSides, PledgePage
from muster.pledges.rules.evidence import (
    Need,
    NeedStanding,
    Verdict,
    claimed_level,
    path_to,
    proven_until,
    side_that_decides,
)
from muster.pledges.tables import ladder_of, level_name
from muster.reference.parameters import Parameter, parameter
from muster.reference.registers import APPROVER, PAPER, STATE, VISIT, LevelEvidence, register_level

TONES: dict[NeedStanding, Tone] = {
    NeedStanding.DONE: "met",
    NeedStanding.WAITING: "accent",
    NeedStanding.MISSING: "short",
    NeedStanding.EXPIRED: "due",
    NeedStanding.REFUSED: "short",
    NeedStanding.RENEW: "due",
}


@dataclass(frozen=True)
class NeedRow:
    """One need as the page shows it. The addresses are empty and the forms None where the viewer has nothing to do."""

    need: Need
    standing: Badge
    is_late: bool
    evidence: Evidence | None
    document: Document | None
    visit: str
    hand_in: str = ""
    hand_in_form: HandInForm | None = None
    take: str = ""
    take_title: str = ""
    review: str = ""
    review_form: ReviewForm | None = None


@dataclass(frozen=True)
class LevelPath:
    """The needs of one level, by its name in the register."""

    level: str
    name: str
    meaning: str
    decided_by: str
    rows: list[NeedRow]
    missing: int


def path_section(request: MusterRequest, page: PledgePage) -> Section:
    """Return the path to the next level, what proves the present one, and what was handed in before."""
    if page.sides is None:
        return NOTHING
    pledge, proof = page.pledge, page.sides
    following = _path(request, pledge, proof, proof.following) if proof.following else None
    present = [_path(request, pledge, proof, level) for level in levels_below(pledge)]
    if following is None and not present:
        return NOTHING
    heading = _("Path to %(level)s") % {"level": following.name} if following else _("What proves the level")
    content = {
        "following": following,
        "present": present,
        "pledge": pledge,
        "cap": proof.facts.cap and level_name(pledge.register.code, proof.facts.cap),
        "cap_reason": proof.facts.cap_reason,
        "acknowledge": _acknowledge(request, pledge),
        "history": _history(proof, request.as_of),
        "parameters": _parameters(request.as_of, following),
    }
    return Section(heading, "path", content, anchor="path")


def _acknowledge(request: MusterRequest, pledge: PledgeVersion) -> str:
    """Return the address by which the register acknowledges the pledge, where it is to."""
    waits = pledge.pledge.stage == PledgeStage.SUBMITTED and rung(pledge.current_level) == 0
    if waits and acts_for_register(request, pledge):
        return reverse("acknowledge-pledge", args=[pledge.reference])
    return ""


def _parameters(day: date, path: LevelPath | None) -> list[Parameter]:
    """Return the parameters that the path has used."""
    keys = ["evidence_review_days"]
    if path is not None and path.level == "L1":
        keys += ["organisation_tolerance_percent", "plausible_strength_margin_percent"]
    rows = path.rows if path is not None else []
    keys += [row.need.row.validity_parameter for row in rows if row.need.row.validity_parameter]
    return [parameter(key, on=day) for key in dict.fromkeys(keys)]


def _history(proof: BetweenTheSides, day: date) -> list[tuple[Evidence, Badge]]:
    """Return everything that was handed in, latest first, with what became of it."""
    tones: dict[Verdict, Tone] = {Verdict.APPROVED: "met", Verdict.WAITING: "accent", Verdict.REFUSED: "short"}
    found = sorted(proof.evidence.values(), key=lambda one: (one.handed_in_on, one.pk), reverse=True)
    verdicts = [(one, verdict_on(one, day)) for one in found]
    return [(one, Badge(_(verdict.value), tones.get(verdict, "neutral"))) for one, verdict in verdicts]


def _path(request: MusterRequest, pledge: PledgeVersion, proof: BetweenTheSides, level: str) -> LevelPath:
    """Return the needs of a level as rows."""
    known = register_level(pledge.register.code, level)
    needs = path_to(level, proof.facts)
    missing = sum(need.is_required and not need.is_done for need in needs)
    rows = [_row(request, pledge, proof, need) for need in needs]
    return LevelPath(level, known.name, known.meaning, known.decided_by, rows, missing)


def _row(request: MusterRequest, pledge: PledgeVersion, proof: BetweenTheSides, need: Need) -> NeedRow:
    """Return one need with what the viewer may do about it."""
    evidence = proof.evidence.get(need.number)
    tone = TONES[need.standing] if need.is_required or need.is_done else "neutral"
    hand_in = _hand_in_address(request, pledge, need.row)
    report = _report(request, pledge, proof, need.row)
    review = _review_address(request, pledge, need, evidence)
    visit = evidence.visit_subject.visit.reference if evidence and evidence.visit_subject else ""
    return NeedRow(
        need=need,
        standing=Badge(_(need.standing.value), tone),
        is_late=need.due_on is not None and need.due_on < request.as_of,
        evidence=evidence,
        document=evidence.document if evidence else None,
        visit=visit,
        hand_in=hand_in,
        hand_in_form=HandInForm(auto_id=f"id_{need.row.level}_{need.row.kind}_%s") if hand_in else None,
        take=reverse("take-report", args=[pledge.reference, need.row.level, need.row.kind]) if report else "",
        take_title=report,
        review=review,
        review_form=ReviewForm(auto_id=f"id_review_{need.number}_%s") if review else None,
    )


def _is_of_side(request: MusterRequest, pledge: PledgeVersion, side: str) -> bool:
    return acts_for_state(request, pledge) if side == STATE else acts_for_register(request, pledge)


def _hand_in_address(request: MusterRequest, pledge: PledgeVersion, row: LevelEvidence) -> str:
    """Return where the viewer hands this in, empty where it is not theirs."""
    if row.shown_by != PAPER or not is_open(pledge) or not _is_of_side(request, pledge, row.handed_in_by):
        return ""
    return reverse("hand-in-evidence", args=[pledge.reference, row.level, row.kind])


def _report(request: MusterRequest, pledge: PledgeVersion, proof: BetweenTheSides, row: LevelEvidence) -> str:
    """Return the visit whose report the register may take as this evidence, empty where there is none."""
    if row.shown_by != VISIT or not acts_for_register(request, pledge):
        return ""
    visits = [one.subject.visit for one in proof.reports if one.subject.visit.kind == row.visit_kind]
    return visits[0].reference if visits else ""


def _review_address(request: MusterRequest, pledge: PledgeVersion, need: Need, evidence: Evidence | None) -> str:
    """Return where the viewer decides on it, empty where they may not."""
    if need.standing is not NeedStanding.WAITING or evidence is None:
        return ""
    role = Role.APPROVER if need.row.decided_by == APPROVER else Role.OFFICER
    is_own = evidence.handed_in_by_user_id is not None and evidence.handed_in_by_user_id == request.viewer.user_id
    if is_own or not request.viewer.has_role(role) or not _is_of_side(request, pledge, side_that_decides(need.row)):
        return ""
    return reverse("review-evidence", args=[pledge.reference, evidence.pk])


def proven_ladder(request: MusterRequest, page: PledgePage) -> Ladder | None:
    """Return the pledge's ladder: proven, claimed, and until when the proof holds; None if the pledge is off it."""
    pledge, proof = page.pledge, page.sides
    level = pledge.current_level
    if level not in LADDER:
        return None
    if proof is None:
        return ladder_of(pledge.register.code, level)
    claimed = claimed_level(proof.facts, proof.following) if is_open(pledge) else level
    expires = proven_until(proof.facts) if rung(level) > 0 else None
    is_expired = expires is not None and expires <= request.as_of
    return ladder_of(pledge.register.code, level, claimed, expires, is_expired=is_expired)
