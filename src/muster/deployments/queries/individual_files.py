"""The individuals that a viewer holds or was handed: where each is today and what lapses soon, in a few queries.

As with all data of persons, it is asked of today, whatever day of the record is looked at.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from muster.deployments.models import NominationStage
from muster.deployments.queries.eligibility import proofs_of
from muster.deployments.queries.individuals import visible_assignments, visible_nominations
from muster.deployments.rules.individual_pool import Lapse, PoolState, lapses, pool_state
from muster.deployments.rules.nominations import OVER
from muster.kit.errors import NotFound
from muster.parties.viewer import Viewer
from muster.people.models import Person
from muster.people.queries import visible_person, visible_persons
from muster.people.service_doors import sees_service
from muster.people.service_queries import seen_individuals, visible_bars
from muster.reference.parameters import parameter

NOTICE_KEY = "individual_proof_notice_days"
MEDICAL_KEY = "medical_exam_max_age_months"


@dataclass(frozen=True)
class FileRow:
    """An individual in the list: `where` is the post, or the post nominated for and how far it is."""

    person: int
    name: str
    rank: str
    sex: str
    state: str
    pool: PoolState
    where: str
    until: date | None
    lapses: tuple[Lapse, ...]


def visible_file(viewer: Viewer, today: date, number: int) -> Person:
    """Return an individual whose service the viewer may see. Raises NotFound."""
    found = visible_person(viewer, today, number)
    if not sees_service(viewer, found):
        raise NotFound(f"There is no individual {number} whose service you may see.")
    return found


def individual_files(viewer: Viewer, today: date) -> list[FileRow]:
    """Return the individuals whose service the viewer may see, by number."""
    seen = seen_individuals(viewer, today).filter(erased_on__isnull=True)
    persons = list(visible_persons(viewer, today).filter(pk__in=seen.values("pk")).order_by("pk"))
    numbers = [one.pk for one in persons]
    barred = _barred(viewer, today)
    served = visible_assignments(viewer, today).filter(held_from__lte=today, held_until__gt=today)
    serving = {one.person_id: one for one in served.filter(person_id__in=numbers)}
    open_ones = visible_nominations(viewer, today).filter(person_id__in=numbers).exclude(stage__in=OVER)
    nominated = {one.person_id: one for one in open_ones}
    proofs = proofs_of(viewer, numbers, today)
    until = today + timedelta(days=parameter(NOTICE_KEY, today).integer)
    months = parameter(MEDICAL_KEY, today).integer
    rows = []
    for one in persons:
        assignment, nominee = serving.get(one.pk), nominated.get(one.pk)
        where, ends = "", None
        if assignment is not None:
            where, ends = assignment.post.reference, assignment.held_until
        elif nominee is not None:
            where = f"{nominee.requested.post.reference}: {NominationStage(nominee.stage).label}"
        rows.append(
            FileRow(
                person=one.pk,
                name=" ".join(filter(None, (one.given_names, one.family_name))),
                rank=one.rank,
                sex=str(one.get_sex_display()),
                state=one.organisation.name,
                pool=pool_state(
                    is_barred=one.pk in barred,
                    is_in_post=assignment is not None,
                    is_nominated=nominee is not None,
                ),
                where=where,
                until=ends,
                lapses=lapses(proofs.get(one.pk, ()), months, until),
            )
        )
    return rows


def _barred(viewer: Viewer, today: date) -> frozenset[int]:
    """Return who is barred today, as far as the viewer may see it."""
    lasts = Q(barred_until__isnull=True) | Q(barred_until__gt=today)
    return frozenset(visible_bars(viewer).filter(lasts, barred_from__lte=today).values_list("person_id", flat=True))
