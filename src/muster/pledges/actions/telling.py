"""Tells the other side of a pledge what was done, inside the transaction in which it is done."""

from datetime import date

from django.urls import reverse

from muster.notices.actions import notify
from muster.notices.terms import Subject
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer
from muster.pledges.models import Pledge


def other_side(pledge: Pledge, actor: Viewer) -> Organisation:
    """Return the side of a pledge that the actor is not: the State where the register acts, else the register."""
    return pledge.state if actor.organisation_id == pledge.register_id else pledge.register


def tell(
    actor: Viewer,
    pledge: Pledge,
    topic: str,
    title: str,
    *,
    day: date,
    body: str = "",
    mission: str = "",
    to: Organisation | None = None,
    once: str = "",
) -> None:
    """Tell an organisation (by default the other side). What the installation itself records of the past tells nobody.

    With `to` given, the installation tells as well: a daily run speaks in its own name.
    """
    if actor.is_system and to is None:
        return
    unit_type = pledge.versions.filter(known_until__isnull=True).values_list("unit_type", flat=True).first() or ""
    notify(
        topic=topic,
        to=to or other_side(pledge, actor),
        title=title,
        day=day,
        subject=Subject("pledge", pledge.reference, pledge.state.code, unit_type, mission),
        body=body,
        href=reverse("pledge", args=[pledge.reference]),
        once=once,
    )
