"""The health of many pledges at once as of a day, read in a fixed few queries."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, Sum
from django.db.models.functions import Coalesce

from muster.kit.facts import known_on, true_on
from muster.kit.intervals import add_months
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.pledges.levels import Level
from muster.pledges.models import (
    AnnouncedPledge,
    Announcement,
    ChangeRequest,
    Confirmation,
    Contribution,
    EquipmentLine,
    Evidence,
    LevelCap,
    LevelEvent,
    Ownership,
    PartnerAnswer,
    PartnerNote,
    PledgeVersion,
    PoolEvent,
)
from muster.pledges.queries.fields import fields_under
from muster.pledges.queries.matters import (
    PLEDGE_SUBJECT,
    Health,
    Reads,
    Reliance,
    finding_of,
    health_by,
    horizon_of,
    is_side,
    level_above,
    reliance_by,
    sorted_evidence,
    visit_of,
)
from muster.pledges.queries.theatre_results import looked_at, results_of_pledges
from muster.pledges.rules.confidence import weights_on
from muster.pledges.rules.obligations import (
    FindingOf,
    VisitOf,
)
from muster.visits.models import VisitSubject
from muster.visits.queries import known_visits, last_visit_days, open_findings
from muster.visits.stages import Severity, VisitKind

EVIDENCE_COLUMNS = (
    "pk", "pledge_id", "level", "kind", "title", "handed_in_by_id", "handed_in_on", "reviewed_on", "verdict",
    "valid_until", "renew_from", "replaced_on", "remarks",
)  # fmt: skip
"""What is read of a piece of evidence."""


def health_of(pledges: Iterable[PledgeVersion], viewer: Viewer, day: date) -> dict[int, Health]:
    """Return the health of pledges (of `visible_pledges` on `day`) by pledge id; as many queries for any number.

    Only of those that the viewer is a side of, and of what the viewer may see: a visit's findings are the team's own
    until the draft report is sent, and count for the other side from then on.
    """
    own = [one for one in pledges if is_side(viewer, one)]
    if not own:
        return {}
    return health_by(own, _read(own, viewer, day), day)


def put_health(viewer: Viewer, day: date, pledges: Iterable[PledgeVersion]) -> None:
    """Put the health of pledges on them as `health`, None where the viewer is no side."""
    rows = list(pledges)
    found = health_of(rows, viewer, day)
    for row in rows:
        row.health = found.get(row.pledge_id)


def reliance_of(pledges: Iterable[PledgeVersion], viewer: Viewer, day: date) -> dict[int, Reliance]:
    """Return how far pledges are to be relied on, as `health_of` says it, in about half of its queries."""
    own = [one for one in pledges if is_side(viewer, one)]
    if not own:
        return {}
    reads = _read_for_reliance(own, viewer, day)
    reads.ended = _ended([one.pledge_id for one in own], viewer, day)
    reads.critical = _critical([one.reference for one in own], viewer, day)
    return reliance_by(own, reads, day)


def put_reliance(viewer: Viewer, day: date, pledges: Iterable[PledgeVersion]) -> None:
    """Put on pledges how far they are to be relied on as `reliance`, None where the viewer is no side."""
    rows = list(pledges)
    found = reliance_of(rows, viewer, day)
    for row in rows:
        row.reliance = found.get(row.pledge_id)


def _read_for_reliance(own: Sequence[PledgeVersion], viewer: Viewer, day: date) -> Reads:
    """Read what the reliance on pledges follows from, evidence and findings of visits left out."""
    ids = [one.pledge_id for one in own]
    references = [one.reference for one in own]
    theatre = results_of_pledges(viewer, day, ids)
    return Reads(
        confirmed=_latest_days(known_on(Confirmation.objects.all(), day), ids, "confirmed_on"),
        pool=_pool(ids, day),
        items=_items([one.pk for one in own]),
        withdrawn=_withdrawn(own, day),
        visited=last_visit_days(viewer, day, PLEDGE_SUBJECT, references, [VisitKind.ASSESSMENT]),
        announced=announced_by({one.state_id for one in own}, day),
        theatre=theatre,
        looked_at=looked_at(viewer, day, [one for one in own if one.pledge_id in theatre], theatre),
    )


def _read(own: Sequence[PledgeVersion], viewer: Viewer, day: date) -> Reads:
    """Read everything that is looked at, a query for each kind of record."""
    ids = [one.pledge_id for one in own]
    references = [one.reference for one in own]
    first_level = LevelEvent.objects.filter(level=Level.LEVEL_1, held_from__lte=day)
    reads = _read_for_reliance(own, viewer, day)
    reads.level_1 = _latest_days(known_on(first_level, day), ids, "held_from")
    reads.evidence, reads.next_evidence = sorted_evidence(own, _evidence(own, viewer, day), day)
    reads.caps = _caps(ids, viewer, day)
    reads.change = _changes(ids, viewer, day)
    reads.visits = _visits(references, viewer, day)
    reads.findings = _findings(references, viewer, day)
    return reads


def _ended(ids: Sequence[int], viewer: Viewer, day: date) -> dict[int, int]:
    """Return of each pledge how much of its approved evidence has come to its end by `day` and was not replaced."""
    seen = visibility.rows(viewer, fields_under("pledge"))
    ended = Evidence.objects.filter(
        seen, pledge__in=ids, handed_in_on__lte=day, reviewed_on__lte=day, valid_until__lte=day
    ).exclude(verdict=Evidence.Verdict.REFUSED)
    left = known_on(ended.exclude(replaced_on__lte=day), day)
    return dict(left.order_by().values("pledge_id").annotate(number=Count("pk")).values_list("pledge_id", "number"))


def _critical(references: Sequence[str], viewer: Viewer, day: date) -> dict[str, int]:
    """Return of each pledge how many critical findings are open, by reference."""
    found = open_findings(viewer, day, PLEDGE_SUBJECT, references).filter(severity=Severity.CRITICAL)
    return Counter(found.select_related(None).order_by().values_list("subject__reference", flat=True))


def _latest_days(rows: Any, ids: Sequence[int], day_field: str) -> dict[int, date]:
    """Return the latest day of a field by pledge."""
    days = rows.filter(pledge__in=ids).order_by(day_field).values_list("pledge_id", day_field)
    return dict(days)


def _pool(ids: Sequence[int], day: date) -> dict[int, list[PoolEvent]]:
    events: dict[int, list[PoolEvent]] = defaultdict(list)
    known = known_on(PoolEvent.objects.filter(pledge__in=ids, held_from__lte=day), day)
    for event in known.order_by("held_from", "pk"):
        events[event.pledge_id].append(event)
    return events


def _items(version_ids: Sequence[int]) -> dict[int, tuple[int, int, int]]:
    """Return by version how many items of major equipment it lists, lacks, and has but cannot use."""
    to_procure = Q(ownership=Ownership.TO_BE_PROCURED)
    counted = (
        EquipmentLine.objects.filter(version__in=version_ids)
        .order_by()
        .values("version_id")
        .annotate(
            items=Sum("quantity"),
            lacking=Coalesce(Sum("quantity", filter=to_procure), 0, output_field=IntegerField()),
            broken=Coalesce(
                Sum(F("quantity") - F("serviceable"), filter=~to_procure & Q(serviceable__isnull=False)),
                0,
                output_field=IntegerField(),
            ),
        )
    )
    return {row["version_id"]: (row["items"], row["lacking"], row["broken"]) for row in counted}


def _withdrawn(own: Sequence[PledgeVersion], day: date) -> dict[int, int]:
    """Return of each pledge how many of the partners that it names have said that they no longer take part."""
    pledge_of = {one.pk: one.pledge_id for one in own}
    named = Contribution.objects.filter(version__in=list(pledge_of)).order_by()
    partners: dict[int, set[int]] = defaultdict(set)
    for version_id, state_id in named.values_list("version_id", "state_id"):
        partners[pledge_of[version_id]].add(state_id)
    notes = known_on(PartnerNote.objects.filter(pledge__in=list(partners), held_from__lte=day), day)
    last = {(note.pledge_id, note.state_id): note.answer for note in notes.order_by("held_from", "pk")}
    found: dict[int, int] = defaultdict(int)
    for (pledge_id, state_id), answer in last.items():
        found[pledge_id] += answer == PartnerAnswer.WITHDREW and state_id in partners[pledge_id]
    return found


def _evidence(own: Sequence[PledgeVersion], viewer: Viewer, day: date) -> list[Any]:
    """Return rows of the evidence that counts on `day`: what `asks_on` says, and what is for the level above."""
    waits = Q(reviewed_on__isnull=True) | Q(reviewed_on__gt=day)
    counts = waits | Q(verdict=Evidence.Verdict.REFUSED) | Q(valid_until__lt=horizon_of(day))
    above: dict[str, list[int]] = defaultdict(list)
    for one in own:
        above[level_above(one)].append(one.pledge_id)
    for level in filter(None, sorted(above)):
        counts |= Q(level=level, pledge__in=above[level])
    seen = Evidence.objects.filter(
        counts,
        visibility.rows(viewer, fields_under("pledge")),
        pledge__in=[one.pledge_id for one in own],
        handed_in_on__lte=day,
    ).exclude(replaced_on__lte=day)
    return list(known_on(seen, day).values_list(*EVIDENCE_COLUMNS, named=True))


def _caps(ids: Sequence[int], viewer: Viewer, day: date) -> dict[int, str]:
    """Return the highest level that a pledge may reach on `day`, of those that are capped."""
    caps = LevelCap.objects.filter(visibility.rows(viewer, fields_under("pledge")), pledge__in=ids)
    held = true_on(caps, day, "held_from", "held_until").order_by("held_from", "pk")
    return dict(held.values_list("pledge_id", "level"))


def _changes(ids: Sequence[int], viewer: Viewer, day: date) -> dict[int, date]:
    """Return when the change that is undecided on `day` was asked for."""
    seen = ChangeRequest.objects.filter(
        visibility.rows(viewer, fields_under("pledge")), pledge__in=ids, asked_on__lte=day
    ).exclude(decided_on__lte=day)
    return dict(known_on(seen, day).order_by("asked_on").values_list("pledge_id", "asked_on"))


def _visits(references: Sequence[str], viewer: Viewer, day: date) -> dict[str, list[VisitOf]]:
    """Return the visits about pledges by reference, where they stand on `day`."""
    subjects = VisitSubject.objects.filter(kind=PLEDGE_SUBJECT, reference__in=references)
    about = list(subjects.order_by("visit").values_list("visit_id", "reference"))
    if not about:
        return {}
    columns = (
        "pk", "reference", "kind", "current_stage", "stage_since", "counterpart_id", "state_id", "carried_until",
        "comments_due",
    )  # fmt: skip
    seen = known_visits(viewer, day).filter(pk__in={visit_id for visit_id, _ in about})
    rows = {row.pk: row for row in seen.values_list(*columns, named=True)}
    found: dict[str, list[VisitOf]] = defaultdict(list)
    for visit_id, reference in about:
        if visit_id in rows:
            found[reference].append(visit_of(rows[visit_id]))
    return found


def _findings(references: Sequence[str], viewer: Viewer, day: date) -> dict[str, list[FindingOf]]:
    found: dict[str, list[FindingOf]] = defaultdict(list)
    for one in open_findings(viewer, day, PLEDGE_SUBJECT, references):
        if one.subject is not None:
            found[one.subject.reference].append(finding_of(one))
    return found


def announced_by(state_ids: Iterable[int], day: date) -> dict[tuple[int, int], tuple[int, int]]:
    """Return by register and State how many announcements are old enough to be pledges, and how many are none.

    One of which it is not on record what was announced is left out: nobody can say whether a pledge came of it.
    """
    months = weights_on(day).announced_months
    came = known_on(AnnouncedPledge.objects.filter(announcement=OuterRef("pk")), day)
    old = Announcement.objects.filter(state__in=list(state_ids), announced_on__lte=add_months(day, -months))
    old = old.exclude(unit_type="", units__isnull=True, strength__isnull=True)
    counts: dict[tuple[int, int], tuple[int, int]] = defaultdict(lambda: (0, 0))
    rows = (
        known_on(old, day).annotate(is_kept=Exists(came)).order_by().values_list("register_id", "state_id", "is_kept")
    )
    for register_id, state_id, is_kept in rows:
        whole, unkept = counts[register_id, state_id]
        counts[register_id, state_id] = (whole + 1, unkept + (not is_kept))
    return dict(counts)
