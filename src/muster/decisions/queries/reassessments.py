"""Which dossiers rest on a changed fact, and what was assessed and signed in them: read for the receiver of changes."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from muster.changes.models import FactChange
from muster.decisions.models import Assessment, Dossier, DossierStage, Reassessment, SignatureKind, SignOff
from muster.decisions.rules.tours import is_live
from muster.kit.facts import known_on
from muster.parties.models import Membership


def dossiers_resting_on(change: FactChange, day: date) -> list[Dossier]:
    """Return the live dossiers of the mission and State of a change, each with `last_assessments`. Two queries."""
    found = Dossier.objects.all()
    if change.mission:
        found = found.filter(mission__acronym=change.mission)
    if change.state_id is not None:
        found = found.filter(state_id=change.state_id)
    if not change.mission and change.state_id is None:
        return []
    return live_dossiers(found, day)


def live_dossiers(dossiers: QuerySet[Dossier], day: date) -> list[Dossier]:
    """Return the dossiers known on `day` that are open, or taken with a tour not over, with `last_assessments`."""
    last = Prefetch("assessments", queryset=Assessment.objects.order_by("number"), to_attr="every_assessment")
    rows = known_on(dossiers, day).filter(stage__in=(DossierStage.OPEN, DossierStage.APPROVED))
    found = rows.select_related("state", "mission").prefetch_related(last).order_by("reference")
    return [one for one in found if is_live(one.stage, one.wanted_on, one.tour_months, day)]


def last_assessment(dossier: Dossier, criterion: str) -> Assessment | None:
    """Return the last assessment of a criterion of a dossier read by `live_dossiers`; None where there is none."""
    every: Iterable[Assessment] = getattr(dossier, "every_assessment", ())
    return next((one for one in reversed(list(every)) if one.criterion == criterion), None)


def words_told(dossier: Dossier, criterion: str) -> frozenset[str]:
    """Return why a criterion of a dossier is due again already, as far as it is not settled. One query."""
    raised = Reassessment.objects.filter(dossier=dossier, criterion=criterion, settled_by__isnull=True)
    return frozenset(raised.values_list("why", flat=True))


def signatories(dossier: Dossier, criteria: Collection[str], day: date) -> list[int]:
    """Return the users who signed all of a dossier or one of these criteria by `day`, if they still act for its State.

    In the order of their keys, each once.
    """
    signed = known_on(SignOff.objects.filter(dossier=dossier, kind=SignatureKind.SIGNED), day)
    of_these = signed.filter(Q(assessment__isnull=True) | Q(assessment__criterion__in=list(criteria)))
    members = Membership.objects.filter(organisation_id=dossier.state_id, user__is_active=True)
    found = members.filter(user__in=of_these.values("signed_by")).order_by("user_id")
    return list(found.values_list("user_id", flat=True))
