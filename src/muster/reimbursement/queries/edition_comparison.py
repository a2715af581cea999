"""Two editions side by side, and what the step would mean for each memorandum that the viewer sees whole."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from muster.kit.facts import known_on
from muster.parties.viewer import Viewer
from muster.reimbursement.models import Memorandum, MemorandumVersion, RateEdition
from muster.reimbursement.queries.editions import rows_of
from muster.reimbursement.queries.memoranda import memoranda_of_sides
from muster.reimbursement.rules.edition_comparison import RateDifference, rate_differences
from muster.reimbursement.rules.edition_effects import (
    AgreedItems,
    AgreedPeople,
    RatesByName,
    YearlyEffect,
    yearly_effect,
)
from muster.reimbursement.statement import Lease


@dataclass(frozen=True)
class MemorandumEffect:
    """What the step means for the version of a memorandum in force on the day; `uses` is that version's edition."""

    memorandum: Memorandum
    version: int
    uses: str
    effect: YearlyEffect


@dataclass(frozen=True)
class EditionComparison:
    """What differs from the first edition to the second, and what that means."""

    differences: tuple[RateDifference, ...]
    effects: tuple[MemorandumEffect, ...]

    @property
    def difference_cents(self) -> int:
        """What the second edition would pay more in a year under all memoranda that the viewer sees whole."""
        return sum(one.effect.difference_cents for one in self.effects)


def compared_editions(viewer: Viewer, first: RateEdition, second: RateEdition, day: date) -> EditionComparison:
    """Return the comparison of two editions that the viewer was found to see. Eight queries, however many lines."""
    old, new = rows_of(first), rows_of(second)
    before, after = RatesByName(old), RatesByName(new)
    effects = tuple(
        MemorandumEffect(
            version.memorandum,
            version.number,
            version.edition.reference if version.edition else "",
            _effect(version, before, after),
        )
        for version in versions_in_force(viewer, day)
    )
    return EditionComparison(rate_differences(old, new), effects)


def versions_in_force(viewer: Viewer, day: date) -> QuerySet[MemorandumVersion]:
    """Return the version in force on `day` of each memorandum that the viewer sees whole, with its lines."""
    memoranda = memoranda_of_sides(viewer, day)
    known = known_on(MemorandumVersion.objects.filter(holds_from__lte=day), day)
    latest = known.filter(memorandum=OuterRef("memorandum")).order_by("-holds_from", "-number").values("pk")[:1]
    holding = known.filter(Q(holds_until__gt=day) | Q(holds_until__isnull=True))
    found = holding.filter(memorandum__in=memoranda.values("pk")).annotate(latest=Subquery(latest))
    related = ("edition", "memorandum__unit__state", "memorandum__unit__post__requirement__mission")
    rows = found.filter(pk=F("latest")).select_related(*related)
    return rows.prefetch_related("equipment", "self_sustainment").order_by("memorandum__reference")


def _effect(version: MemorandumVersion, before: RatesByName, after: RatesByName) -> YearlyEffect:
    items = tuple(
        AgreedItems(
            one.category,
            one.item,
            one.quantity,
            Lease(one.lease),
            not (one.is_special_case or one.used_for_self_sustainment),
            one.rate_item,
        )
        for one in version.equipment.all()
    )
    people = tuple(AgreedPeople(one.category, one.ceiling, one.rate_category) for one in version.self_sustainment.all())
    return yearly_effect(items, people, before, after)
