"""Claims that are due: quarters of memoranda that are over, payee by payee, with what was claimed for each."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from muster.kit.facts import known_on
from muster.parties.models import OrganisationKind
from muster.parties.viewer import Viewer
from muster.reimbursement.claim_parameters import claim_numbers
from muster.reimbursement.models import (
    AgreedEquipment,
    AgreedService,
    Memorandum,
    MemorandumStageEvent,
    MemorandumVersion,
)
from muster.reimbursement.queries.claims import visible_claims
from muster.reimbursement.queries.memoranda import visible_memoranda
from muster.reimbursement.rules.claim_due import ClaimStanding, DueClaim, KnownClaim, due_claims
from muster.reimbursement.rules.claim_quarters import Quarter, quarters
from muster.reimbursement.rules.memorandum_stages import paid_until


@dataclass(frozen=True)
class ClaimedMemorandum:
    """A memorandum that gives ground to claims: the days for which it holds, and who is paid under it (codes)."""

    memorandum: Memorandum
    valid: tuple[date, date | None]
    payees: frozenset[str]

    def quarter_from(self, start: date, day: date) -> Quarter | None:
        """Return the quarter that begins on a day, None where none does before `day`."""
        return next((one for one in quarters(*self.valid, day) if one.start == start), None)


@dataclass(frozen=True)
class DueClaimRow:
    """A due claim with its memorandum."""

    memorandum: Memorandum
    line: DueClaim

    @property
    def illustrative(self) -> bool:
        """Return whether the memorandum is no published fact."""
        return self.memorandum.illustrative


def claimed_memoranda(memoranda: Iterable[Memorandum], day: date) -> list[ClaimedMemorandum]:
    """Return those memoranda that hold or have held as of a day, each with its days and payees. Four queries."""
    given = list(memoranda)
    stages: dict[int, list[MemorandumStageEvent]] = defaultdict(list)
    events = known_on(MemorandumStageEvent.objects.filter(memorandum__in=given, held_from__lte=day), day)
    for event in events.order_by("held_from", "pk"):
        stages[event.memorandum_id].append(event)
    versions: dict[int, list[MemorandumVersion]] = defaultdict(list)
    rows = known_on(MemorandumVersion.objects.filter(memorandum__in=given), day)
    for version in rows.order_by("holds_from", "number"):
        versions[version.memorandum_id].append(version)
    ends = _ends(stages)
    paid = _paid([version for those in versions.values() for version in those])
    return [
        ClaimedMemorandum(one, _valid(ends[one.pk], versions[one.pk]), _payees(one, versions[one.pk], paid[one.pk]))
        for one in given
        if versions[one.pk] and one.pk in ends
    ]


def _ends(stages: Mapping[int, list[MemorandumStageEvent]]) -> dict[int, date | None]:
    """Return the day on which each memorandum that is a ground of payment was ended, None where it was not."""
    found = {}
    for memorandum, events in stages.items():
        is_ground, ended = paid_until([(one.stage, one.held_from) for one in events])
        if is_ground:
            found[memorandum] = ended
    return found


def _valid(ended: date | None, versions: list[MemorandumVersion]) -> tuple[date, date | None]:
    """Return the days for which a memorandum holds: from its first version, until its last one ends or it was ended."""
    ends = [end for end in (versions[-1].holds_until, ended) if end is not None]
    return versions[0].holds_from, min(ends, default=None)


def _paid(versions: list[MemorandumVersion]) -> dict[int, set[str | None]]:
    """Return who is paid by the lines of versions, by memorandum: codes, None for the unit's own State. Two queries."""
    found: dict[int, set[str | None]] = defaultdict(set)
    sides = ("version__memorandum", "owner__code", "maintainer__code")
    for memorandum, *codes in AgreedEquipment.objects.filter(version__in=versions).values_list(*sides).distinct():
        found[memorandum].update(codes)
    services = AgreedService.objects.filter(version__in=versions)
    for memorandum, code in services.values_list("version__memorandum", "provider__code").distinct():
        found[memorandum].add(code)
    return found


def _payees(memorandum: Memorandum, versions: list[MemorandumVersion], paid: set[str | None]) -> frozenset[str]:
    own = memorandum.unit.state.code
    with_people = {own} if any(one.personnel_ceiling for one in versions) else set()
    return frozenset(with_people | {code or own for code in paid})


def claims_due(viewer: Viewer, day: date, *, memorandum: str = "") -> list[DueClaimRow]:
    """Return the claims of quarters that are over and not certified, as of a day, by the day on which they are due.

    A State is told of its own alone; a draft of the secretariat's is to others not drawn up yet. `memorandum` narrows
    them to one. A handful of queries, whatever their number.
    """
    memoranda = visible_memoranda(viewer, day)
    if memorandum:
        memoranda = memoranda.filter(reference=memorandum)
    found = claimed_memoranda(memoranda, day)
    own = viewer.organisation_code if viewer.kind == OrganisationKind.MEMBER_STATE else ""
    known: dict[int, list[KnownClaim]] = defaultdict(list)
    claims = visible_claims(viewer, day).filter(corrects__isnull=True, memorandum__in=[one.memorandum for one in found])
    for claim in claims.select_related(None).values(*CLAIM_VALUES):
        known[claim["memorandum"]].append(_known(claim))
    numbers = claim_numbers(day)
    rows = [
        DueClaimRow(one.memorandum, line)
        for one in found
        for line in due_claims(
            one.valid, one.payees & {own} if own else one.payees, known[one.memorandum.pk], day, numbers
        )
        if line.standing != ClaimStanding.DONE
    ]
    return sorted(rows, key=lambda row: (row.line.due_on, row.memorandum.reference, row.line.payee))


CLAIM_VALUES = ("memorandum", "reference", "payee__code", "covers_from", "stage_then")


def _known(claim: dict[str, Any]) -> KnownClaim:
    return KnownClaim(claim["reference"], claim["payee__code"], claim["covers_from"], claim["stage_then"])
