"""Which fields of the register's records the predicates of visibility read."""

from typing import Any

from django.db.models import QuerySet

from muster.parties import visibility
from muster.pledges.models import WITHHELD_STAGES, Contribution


def _shared_versions(organisation_id: int) -> QuerySet[Any, Any]:
    """Return the keys of the versions to which an organisation contributes."""
    return Contribution.objects.filter(state_id=organisation_id).order_by().values("version_id")


def _shared_pledges(organisation_id: int) -> QuerySet[Any, Any]:
    """Return the keys of the pledges to whose latest content an organisation contributes."""
    latest = Contribution.objects.filter(state_id=organisation_id, version__known_until__isnull=True)
    return latest.order_by().values("version__pledge_id")


PLEDGE_FIELDS = visibility.Fields(
    owner="state_id",
    addressee="register_id",
    partner_rows=_shared_pledges,
    stage="stage",
    withheld_stages=WITHHELD_STAGES,
)
"""What the predicates read of a pledge itself."""

VERSION_FIELDS = visibility.Fields(
    owner="pledge__state_id",
    addressee="pledge__register_id",
    partner_rows=_shared_versions,
    stage="pledge__stage",
    withheld_stages=WITHHELD_STAGES,
)
"""What the predicates read of a version of a pledge."""


def fields_under(path: str) -> visibility.Fields:
    """Return what the predicates read of a record that belongs to the pledge at `path` (evidence, visits' outcomes).

    Such records are between the State and the register; a partner does not see them.
    """
    return visibility.Fields(
        owner=f"{path}__state_id",
        addressee=f"{path}__register_id",
        stage=f"{path}__stage",
        withheld_stages=WITHHELD_STAGES,
    )
