"""Deviations as of a day. They are between the State and the register of the pledge; nobody else sees them."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from muster.kit.errors import NotFound
from muster.kit.facts import known_on
from muster.matching.fit.facts import AgreedDeviation
from muster.matching.models import Deviation, DeviationStage
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.pledges.queries.fields import fields_under

DEVIATION_FIELDS = fields_under("pledge")


def visible_deviations(viewer: Viewer, day: date) -> QuerySet[Deviation]:
    """Return the deviations known on `day` that the viewer may see."""
    found = known_on(Deviation.objects.filter(visibility.rows(viewer, DEVIATION_FIELDS)), day)
    return found.select_related(
        "pledge__state", "pledge__register", "statement", "proposed_by", "decided_by", "withdrawn_by", "evidence"
    )


def visible_deviation(viewer: Viewer, day: date, number: int) -> Deviation:
    """Return one deviation. Raises NotFound if there is none that the viewer may see."""
    found = visible_deviations(viewer, day).filter(pk=number).first()
    if found is None:
        raise NotFound(f"There is no deviation {number} that you may see.")
    return found


def agreed_deviations(
    viewer: Viewer, day: date, pledge_ids: Collection[int], statement_ids: Collection[int]
) -> dict[tuple[int, int], tuple[AgreedDeviation, ...]]:
    """Return what was agreed on `day`, by the keys of pledge and statement; one query."""
    agreed = Q(decided_on__lte=day) & (Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=day))
    found = visible_deviations(viewer, day).filter(agreed).exclude(stage=DeviationStage.REFUSED)
    found = found.filter(statement_id__in=statement_ids).order_by("pk")
    if len(pledge_ids) == 1:
        found = found.filter(pledge_id__in=pledge_ids)
    by_pair: dict[tuple[int, int], list[AgreedDeviation]] = defaultdict(list)
    wanted = set(pledge_ids)
    for one in found:
        if one.pledge_id in wanted:
            by_pair[one.pledge_id, one.statement_id].append(as_agreed(one))
    return {pair: tuple(parts) for pair, parts in by_pair.items()}


def as_agreed(one: Deviation) -> AgreedDeviation:
    """Return a deviation as the fit reads it."""
    evidence = one.evidence.title if one.evidence else ""
    return AgreedDeviation(one.kind, one.line, one.accepted, one.words, evidence)
