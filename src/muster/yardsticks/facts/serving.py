"""People in posts, in pools and in courses: numbers, never names."""

from collections import defaultdict

from muster.deployments.queries.individuals import visible_assignments
from muster.kit.facts import known_on
from muster.people.models import CredentialKind
from muster.people.service_queries import service_persons, visible_credentials
from muster.training.models import PoolStageEvent
from muster.training.queries.enrolments import visible_enrolments
from muster.training.queries.pool import visible_pool
from muster.training.queries.recognitions import recognised_spans
from muster.yardsticks.facts.reading import Reading
from muster.yardsticks.measures.currency import HolderFact, Proof
from muster.yardsticks.measures.national_capacity import HeldPost, PoolFact
from muster.yardsticks.measures.recognition_coverage import TrainedFact

ITEM_OF_KIND = {
    CredentialKind.MEDICAL.value: "medical",
    CredentialKind.TRAINING.value: "training",
    CredentialKind.VETTING.value: "vetting",
}


def held_posts(reading: Reading) -> list[HeldPost]:
    """Return who holds, or held, which post for individuals. One query."""
    rows = visible_assignments(reading.viewer, reading.day).filter(
        reading.subject.condition(mission="post__mission__acronym", state="state__code")
    )
    return [
        HeldPost(
            post=one.post.reference,
            person=one.person_id,
            state=one.state.code,
            mission=one.post.mission.acronym if one.post.mission else "",
            held_from=one.held_from,
            held_until=one.held_until,
            known_from=one.known_from,
            illustrative=one.illustrative,
        )
        for one in rows
    ]


def own_held_posts(reading: Reading) -> list[HeldPost]:
    """Return the posts that the viewer's own State holds; to others nothing: they do not see who is in its pool."""
    viewer = reading.viewer
    return [one for one in reading.once(held_posts) if viewer.is_system or one.state == viewer.organisation_code]


def holders(reading: Reading) -> list[HolderFact]:
    """Return the holders of posts whose proofs the viewer may see, with their proofs. Three queries."""
    posts = reading.once(held_posts)
    seen = set(
        service_persons(reading.viewer, reading.today)
        .filter(pk__in={one.person for one in posts})
        .values_list("pk", flat=True)
    )
    proofs: dict[int, dict[str, list[Proof]]] = defaultdict(lambda: defaultdict(list))
    rows = visible_credentials(reading.viewer, reading.today).filter(person__in=seen, kind__in=list(ITEM_OF_KIND))
    columns = ("person_id", "kind", "valid_from", "valid_until")
    for person, kind, start, until in rows.order_by("pk").values_list(*columns):
        proofs[person][ITEM_OF_KIND[kind]].append(Proof(start, until))
    return [
        HolderFact(
            post=one.post,
            number=one.person,
            state=one.state,
            mission=one.mission,
            held_from=one.held_from,
            held_until=one.held_until,
            known_from=one.known_from,
            proofs={item: tuple(found) for item, found in proofs[one.person].items()},
            illustrative=one.illustrative,
        )
        for one in posts
        if one.person in seen
    ]


def pool(reading: Reading) -> list[PoolFact]:
    """Return the places in the pools that the viewer may see: those of its own State. Two queries."""
    rows = list(visible_pool(reading.viewer, reading.day).filter(reading.subject.condition(state="state__code")))
    events: dict[int, list[tuple[object, ...]]] = defaultdict(list)
    told = known_on(PoolStageEvent.objects.filter(entry__in=[one.pk for one in rows]), reading.day)
    columns = ("entry_id", "held_from", "known_from", "stage", "pooled_until")
    for entry, *event in told.order_by("held_from", "pk").values_list(*columns):
        events[entry].append(tuple(event))
    return [
        PoolFact(one.pk, one.person_id, one.state.code, one.known_from, tuple(events[one.pk]))  # type: ignore[arg-type]
        for one in rows
    ]


def trained(reading: Reading) -> list[TrainedFact]:
    """Return who passed a course, as far as the viewer may see them, and when the course was recognised. Three."""
    rows = [
        one
        for one in visible_enrolments(reading.viewer, reading.day, reading.today).filter(
            reading.subject.condition(state="state__code"), session__held_until__lte=reading.day
        )
        if one.stage_then == "passed"
    ]
    spans = recognised_spans({one.session.course.reference for one in rows}, reading.day)
    return [
        TrainedFact(
            number=one.pk,
            course=one.session.course.reference,
            session=one.session.reference,
            state=one.state.code,
            passed_on=one.session.held_until,
            known_from=one.known_from,
            recognised=tuple(spans.get(one.session.course.reference, ())),
            illustrative=one.illustrative,
        )
        for one in rows
    ]
