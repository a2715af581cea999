"""Tells the States whom it concerns that a version of a statement of unit requirement was approved.

A State is concerned that has negotiated a deviation from the statement, has an open case in a post that means it, or is
asked for such a post by an open request. Missions do not know of any of these, so their signal is listened to.
"""

from datetime import date
from typing import Any

from django.db.models import Q
from django.dispatch import receiver
from django.urls import reverse

from muster.generation.models import CaseStage, RequestStage
from muster.matching.models import DeviationStage
from muster.missions.models import Statement, StatementVersion
from muster.missions.signals import statement_approved
from muster.notices.actions import bulk_notify
from muster.notices.terms import NoticeTerms, Subject
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer

TOPIC = "statement-approved"


@receiver(statement_approved, dispatch_uid="tell-states-of-a-statement")
def tell_states(*, actor: Viewer, version: StatementVersion, today: date, **_more: Any) -> None:
    """Tell the States concerned; what the installation itself records of the past tells nobody."""
    if actor.is_system:
        return
    statement = version.statement
    mission = statement.mission.acronym if statement.mission else ""
    bulk_notify(
        NoticeTerms(
            topic=TOPIC,
            to=state,
            title=f"Statement {statement.reference}, version {version.number}, is in force",
            day=today,
            subject=Subject("statement", statement.reference, state.code, version.unit_type, mission),
            body="You are asked for this unit, or negotiated with it in view. Read what has changed.",
            href=reverse("statement", args=[statement.reference]),
            once=f"statement {statement.reference} {version.number}",
        )
        for state in states_concerned(statement)
    )


def states_concerned(statement: Statement) -> list[Organisation]:
    """Return the States that a statement concerns now, each once; drills concern nobody."""
    negotiated = Q(
        pledges__deviations__statement=statement,
        pledges__deviations__stage__in=(DeviationStage.PROPOSED, DeviationStage.AGREED),
    )
    under_way = Q(cases__post__statement=statement, cases__stage=CaseStage.OPEN, cases__is_drill=False)
    asked = Q(
        force_requests_received__request__posts__statement=statement,
        force_requests_received__request__stage=RequestStage.ISSUED,
    )
    keys: set[int] = set()
    for concerned in (negotiated, under_way, asked):
        keys.update(Organisation.objects.filter(concerned).values_list("pk", flat=True))
    return list(Organisation.objects.filter(pk__in=keys).order_by("code"))
