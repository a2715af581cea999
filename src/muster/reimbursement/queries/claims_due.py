"""Claims that are due: quarters of memoranda that are over, payee by payee, with what was claimed for each."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery

from muster.kit.facts import known_on
from muster.parties.models import OrganisationKind
from muster.parties.viewer import Viewer
from muster.reimbursement.claim_parameters import claim_numbers
from muster.reimbursement.models import (
    Memorandum,
    MemorandumStageEvent,
    MemorandumVersion,
)
from muster.reimbursement.queries.claims import visible_claims
from muster.reimbursement.queries.memoranda import visible_memoranda
from muster.reimbursement.rules.claim_due import ClaimStanding, DueClaim, KnownClaim, due_claims
from muster.reimbursement.rules.claim_quarters import Quarter, quarters
from muster.reimbursement.stages import MemorandumStage

VERSION_VALUES = (
    "memorandum", "number", "holds_from", "holds_until", "personnel_ceiling", "stage_then", "stage_since",
    "was_in_force",
)  # fmt: skip


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


@dataclass
class _Agreed:
    """What the versions of a memorandum say of its days and payees, with its last stage and since when it holds.

    `is_ground`: it was put in force, so it pays (`rules.memorandum_stages.paid_until`).
    """

    stage: str | None
    since: date
    is_ground: bool
    versions: dict[int, tuple[date, date | None]] = field(default_factory=dict)
    payees: set[str | None] = field(default_factory=set)

    def valid(self) -> tuple[date, date | None]:
        """Return the days for which it holds: from its first version, until its last one ends or it was ended."""
        spans = [span for _, span in sorted(self.versions.items(), key=lambda one: (one[1][0], one[0]))]
        until = spans[-1][1]
        if self.stage == MemorandumStage.ENDED:
            until = self.since if until is None else min(until, self.since)
        return spans[0][0], until


def claimed_memoranda(memoranda: Iterable[Memorandum], day: date) -> list[ClaimedMemorandum]:
    """Return those memoranda that hold or have held as of a day, each with its days and payees. One query."""
    given = list(memoranda)
    found = _agreed(given, day)
    return [
        ClaimedMemorandum(one, agreed.valid(), frozenset(code or one.unit.state.code for code in agreed.payees))
        for one in given
        if (agreed := found.get(one.pk)) is not None and agreed.is_ground
    ]


def _agreed(memoranda: list[Memorandum], day: date) -> dict[int, _Agreed]:
    """Return what the versions known on a day agree, by memorandum; None among the payees is the unit's own State."""
    events = known_on(MemorandumStageEvent.objects.filter(memorandum=OuterRef("memorandum"), held_from__lte=day), day)
    latest = events.order_by("-held_from", "-pk")
    versions: QuerySet[Any] = known_on(MemorandumVersion.objects.filter(memorandum__in=memoranda), day).order_by()
    versions = versions.annotate(
        stage_then=Subquery(latest.values("stage")[:1]),
        stage_since=Subquery(latest.values("held_from")[:1]),
        was_in_force=Exists(events.filter(stage=MemorandumStage.IN_FORCE)),
    )
    equipment = _paid_by(versions, "equipment", "owner", "maintainer")
    found: dict[int, _Agreed] = {}
    rows = equipment.union(_paid_by(versions, "self_sustainment", "provider", "provider"))
    for key, number, holds_from, holds_until, people, stage, since, is_ground, has_line, *codes in rows:
        agreed = found.setdefault(key, _Agreed(stage, since, bool(is_ground)))
        agreed.versions[number] = (holds_from, holds_until)
        agreed.payees.update(codes if has_line else ())
        agreed.payees.update((None,) if people else ())
    return found


def _paid_by(versions: QuerySet[Any], lines: str, *sides: str) -> QuerySet[Any, Any]:
    """Return versions as plain rows, one for each set of States that lines of one kind name."""
    has_line = ExpressionWrapper(Q((f"{lines}__isnull", False)), output_field=BooleanField())
    codes = (f"{lines}__{side}__code" for side in sides)
    named = {f"side_{place}": F(code) for place, code in enumerate(codes)}
    found: QuerySet[Any, Any] = versions.annotate(has_line=has_line, **named).values_list(
        *VERSION_VALUES, "has_line", *named
    )
    return found


def claims_due(viewer: Viewer, day: date, *, memorandum: str = "") -> list[DueClaimRow]:
    """Return the claims of quarters that are over and not certified, as of a day, by the day on which they are due.

    A State is told of its own alone; a draft of the secretariat's is to others not drawn up yet. `memorandum` narrows
    them to one. Three queries, whatever their number.
    """
    memoranda = visible_memoranda(viewer, day)
    if memorandum:
        memoranda = memoranda.filter(reference=memorandum)
    return due_of(viewer, claimed_memoranda(memoranda, day), day)


def due_of(viewer: Viewer, found: Sequence[ClaimedMemorandum], day: date) -> list[DueClaimRow]:
    """Return the same of memoranda that have been read with the viewer's eyes. A query, none where there are none."""
    if not found:
        return []
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
