"""A State is told of its rotations that arrive soon and lack training, and of a signature that no longer fits."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse

from muster.notices.actions import bulk_notify
from muster.notices.terms import NoticeTerms, Subject
from muster.parties.viewer import Viewer
from muster.reference.parameters import parameter
from muster.training.models import TrainingCertification
from muster.training.queries.certifications import certifications_of, roster_changed
from muster.training.queries.readiness_states import RotationState, arrival, rotation_states, tours_ahead
from muster.training.stages import CertificationStage

NOTICE_KEY = "training_notice_days"
LACKING, CHANGED = "rotation-training-lacking", "rotation-certification-outdated"


@transaction.atomic
def tell_of_training(actor: Viewer, day: date) -> int:
    """Tell States what is due of rotations that arrive within the days, each thing once. Returns the notices."""
    until = day + timedelta(days=parameter(NOTICE_KEY, day).integer)
    tours = list(tours_ahead(actor, day).filter(arrives_on__gte=day, arrives_on__lt=until))
    certified = certifications_of(actor, tours, day)
    return bulk_notify(
        terms for rotation in rotation_states(tours, day) for terms in _told(rotation, certified.get(rotation.key), day)
    )


def _told(rotation: RotationState, certified: TrainingCertification | None, day: date) -> Iterator[NoticeTerms]:
    tour, state = rotation.tour, rotation.state
    on = arrival(tour)
    if state is None:
        yield _terms(rotation, LACKING, day, "no-roster", f"{tour.rotation} of {tour.unit.title} has no roster",
                     f"It deploys on {on}; how far its people are trained is not known.")  # fmt: skip
    elif state.trained < state.people:
        words = ", ".join(f"{item.standard}: {len(item.missing)}" for item in state.items if item.missing)
        title = f"{tour.rotation} of {tour.unit.title} lacks training"
        body = f"It deploys on {on}; {state.people - state.trained} of {state.people} people lack an item ({words})."
        yield _terms(rotation, LACKING, day, "lacking", title, body)
    if certified is not None and certified.stage == CertificationStage.SIGNED and roster_changed(certified, rotation):
        title = f"The roster of {tour.rotation} of {tour.unit.title} changed after it was certified"
        body = f"{certified.reference} was signed on {certified.signed_on}; revoke it and certify anew."
        yield _terms(rotation, CHANGED, day, certified.reference, title, body)


def _terms(rotation: RotationState, topic: str, day: date, key: str, title: str, body: str) -> NoticeTerms:
    unit = rotation.tour.unit
    mission = unit.post.requirement.mission.acronym
    return NoticeTerms(
        topic=topic,
        to=unit.state,
        title=title,
        day=day,
        subject=Subject("unit", unit.reference, unit.state.code, unit.post.unit_type, mission),
        body=body,
        href=reverse("rotation-training", args=[unit.reference, rotation.tour.rotation]),
        once=f"{topic}:{unit.reference}:{rotation.tour.rotation}:{key}",
    )
