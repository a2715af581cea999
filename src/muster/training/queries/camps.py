"""Selection camps of the viewer's own State, who was called and with what results."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from muster.kit.errors import NotFound
from muster.kit.facts import known_on
from muster.parties import visibility
from muster.parties.viewer import Viewer
from muster.people.models import Sex
from muster.training.models import CampCandidate, CampResult, SelectionCamp
from muster.training.queries.pool import POOL_FIELDS, person_labels
from muster.training.rules.camps import CampOutcome, outcome_of


def visible_camps(viewer: Viewer, day: date) -> QuerySet[SelectionCamp]:
    """Return the camps of the viewer's own State, known on `day`, the latest first."""
    found = known_on(SelectionCamp.objects.filter(visibility.rows(viewer, POOL_FIELDS)), day)
    return found.select_related("state").order_by("-held_from", "reference")


def visible_camp(viewer: Viewer, day: date, reference: str) -> SelectionCamp:
    """Return one camp. Raises NotFound unless it is of the viewer's own State."""
    found = visible_camps(viewer, day).filter(reference=reference).first()
    if found is None:
        raise NotFound(f"There is no selection camp {reference!r} that you may see.")
    return found


@dataclass(frozen=True)
class CampRow:
    """Somebody called to a camp, with the results by test and what they come to."""

    candidate: CampCandidate
    label: str
    rank: str
    results: dict[str, CampResult]
    outcome: CampOutcome

    @property
    def entry(self) -> int:
        """Return the number of the place in the pool."""
        return self.candidate.entry_id

    @property
    def person(self) -> int:
        """Return the person's number."""
        return self.candidate.entry.person_id


def camp_rows(viewer: Viewer, camp: SelectionCamp, day: date, today: date) -> list[CampRow]:
    """Return those called to a camp with their results, as known on `day`."""
    called = known_on(CampCandidate.objects.filter(camp=camp), day).select_related("entry__person").order_by("entry")
    candidates = list(called)
    results: dict[int, dict[str, CampResult]] = {}
    for one in known_on(CampResult.objects.filter(camp=camp), day):
        results.setdefault(one.entry_id, {})[one.test] = one
    labels = person_labels(viewer, {one.entry.person_id for one in candidates}, today)
    return [
        CampRow(
            one,
            *labels[one.entry.person_id],
            results.get(one.entry_id, {}),
            outcome_of(camp.tests, {test: row.has_passed for test, row in results.get(one.entry_id, {}).items()}),
        )
        for one in candidates
    ]


@dataclass(frozen=True)
class CampCount:
    """How many came to a camp, and how many of them were women; erased persons are counted as they were."""

    candidates: int
    women: int


def camp_counts(camps: Iterable[SelectionCamp], day: date) -> dict[int, CampCount]:
    """Return the counts of camps by number: of those on record, or as announced where nobody is."""
    found = list(camps)
    woman = Q(entry__person__sex=Sex.FEMALE) | Q(entry__person__counted_sex=Sex.FEMALE)
    counted = known_on(CampCandidate.objects.filter(camp__in=[one.pk for one in found]), day).order_by()
    rows = counted.values("camp").annotate(all=Count("pk"), women=Count("pk", filter=woman))
    known = {row["camp"]: CampCount(row["all"], row["women"]) for row in rows}
    return {
        one.pk: known.get(one.pk) or CampCount(one.announced_candidates or 0, one.announced_women or 0) for one in found
    }
