"""Where an organisation has units, for the rooms below that ask it."""

from datetime import date

from django.db.models import Q

from muster.deployments.models import DeployedUnit
from muster.kit.facts import true_on


def hosts_with_units(organisation_id: int, day: date) -> frozenset[str]:
    """The host States in which a State has units on a day; a mission's own, a secretariat's of all it mandates.

    What is in theatre is public to all parties, so whoever asks for an organisation is told.
    """
    mission = "post__requirement__mission"
    theirs = Q(state=organisation_id) | Q(**{f"{mission}__organisation": organisation_id})
    theirs |= Q(**{f"{mission}__mandated_by": organisation_id})
    present = true_on(DeployedUnit.objects.filter(theirs), day, start="present_from", until="present_until")
    hosts = present.order_by().values_list(f"{mission}__host_states", flat=True).distinct()
    return frozenset(code.strip() for told in hosts for code in told.split(";") if code.strip())
