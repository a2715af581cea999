"""Cases as the rules want them, and what holds their phases up; for those who have already been shown the cases."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from muster.generation.models import CasePhase, CaseStage, MissionBlock, PhaseStage
from muster.generation.queries.pre_deployment import holds_on, with_holds
from muster.generation.rules.durations import Kind
from muster.generation.rules.facts import CaseFacts, PhaseFacts, Span
from muster.kit.facts import known_on

PHASE_FIELDS = (
    "phase", "least_days", "likely_days", "most_days", "stage", "started_on", "done_on", "promised_for", "promised_at",
    "begun_known_from", "ended_known_from",
)  # fmt: skip
CASE_FIELDS = ("pk", "reference", "variant", "requested_on", "post__requirement__mission_id")
Blocks = Mapping[int, Mapping[str, tuple[Span, ...]]]
"""By the key of a mission: the spans in which each phase rests."""


def believed(blocks: QuerySet[MissionBlock], day: date) -> QuerySet[MissionBlock]:
    """Return the blocks that were believed on `day`: known, and not yet replaced."""
    return known_on(blocks, day).filter(Q(replaced_on__gt=day) | Q(replaced_on__isnull=True))


def blocks_by_mission(day: date) -> Blocks:
    """Return what holds phases up as known on `day`, by mission; one query."""
    return spans_by_mission(believed(MissionBlock.objects.all(), day))


def spans_by_mission(blocks: Iterable[MissionBlock]) -> Blocks:
    """Return what blocks that have been read hold up, by mission; no query."""
    found: dict[int, dict[str, tuple[Span, ...]]] = defaultdict(dict)
    for block in blocks:
        of_mission = found[block.mission_id]
        for code in block.phase_codes:
            of_mission[code] = (*of_mission.get(code, ()), (block.held_from, block.held_until))
    return found


def blocks_of_days(mission: int, days: Collection[date]) -> dict[date, dict[str, tuple[Span, ...]]]:
    """Return what held phases up in one mission as it was known on each of some days; one query."""
    found: dict[date, dict[str, tuple[Span, ...]]] = {day: {} for day in days}
    for block in MissionBlock.objects.filter(mission=mission):
        for day, of_day in found.items():
            if block.known_from <= day and (block.replaced_on is None or block.replaced_on > day):
                for code in block.phase_codes:
                    of_day[code] = (*of_day.get(code, ()), (block.held_from, block.held_until))
    return found


def facts_of(cases: "QuerySet[Any]", day: date) -> dict[int, CaseFacts]:
    """Return cases as the rules want them, by key, with what holds them up as known on `day`; four queries or six."""
    return facts_of_rows(cases.order_by("pk").values_list(*CASE_FIELDS), cases.order_by().values("pk"), day)


def facts_of_rows(
    rows: Iterable[tuple[Any, ...]], keys: Any, day: date, blocks: Blocks | None = None
) -> dict[int, CaseFacts]:
    """Return cases whose `CASE_FIELDS` have been read as the rules want them; one query less than `facts_of`.

    `keys` are the cases' keys, or a query of them. `blocks`: where they have been read, which is one query less again.
    """
    blocks, held = blocks_by_mission(day) if blocks is None else blocks, holds_on(day)
    phases: dict[int, list[PhaseFacts]] = defaultdict(list)
    for case, *values in CasePhase.objects.filter(case__in=keys).order_by("pk").values_list("case_id", *PHASE_FIELDS):
        phases[case].append(PhaseFacts(*values))
    return {
        key: with_holds(
            CaseFacts(variant, requested_on, tuple(phases[key]), blocks.get(mission, {})), held.get(reference, {})
        )
        for key, reference, variant, requested_on, mission in rows
    }


def facts_of_loaded(case: Any, phases: Iterable[CasePhase], blocks: Blocks) -> CaseFacts:
    """Return one case that has been loaded with its phases as the rules want it."""
    told = tuple(PhaseFacts(*(getattr(one, name) for name in PHASE_FIELDS)) for one in phases)
    return CaseFacts(case.variant, case.requested_on, told, blocks.get(case.post.requirement.mission_id, {}))


def history(day: date, kinds: Collection[Kind] | None = None) -> dict[Kind, list[float]]:
    """Return how long the finished phases of each kind took against their likely days, of cases that were real.

    Only phases whose both days are known, to the record too, and had passed by `day`, of all kinds or of those given.
    Counts, not records: it names no case.
    """
    return histories([day], kinds)[day]


def histories(days: Collection[date], kinds: Collection[Kind] | None = None) -> dict[date, dict[Kind, list[float]]]:
    """Return the history as it was known on each of some days; one query."""
    if not days:
        return {}
    wanted = Q()
    if kinds is not None:
        codes, variants = {code for code, _variant in kinds}, {variant for _code, variant in kinds}
        wanted = Q(phase__in=codes, case__variant__in=variants)
    rows = (
        CasePhase.objects.filter(
            wanted,
            stage=PhaseStage.DONE,
            started_on__isnull=False,
            done_on__lte=max(days),
            likely_days__gt=0,
            case__is_drill=False,
        )
        .exclude(case__stage=CaseStage.ABANDONED)
        .order_by("pk")
        .values_list("phase", "case__variant", "started_on", "done_on", "likely_days", "ended_known_from")
    )  # fmt: skip
    found: dict[date, dict[Kind, list[float]]] = {day: defaultdict(list) for day in days}
    for phase, variant, started_on, done_on, likely, known_from in rows:
        if started_on is None or done_on is None:
            continue
        for day, of_day in found.items():
            if done_on <= day and (known_from is None or known_from <= day):
                of_day[(phase, variant)].append((done_on - started_on).days / likely)
    return found
