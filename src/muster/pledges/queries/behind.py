"""What a pledge says, for records that stand on it: stays in theatre, stays of a plan."""

from datetime import date
from typing import Any, TypeVar, cast

from django.db.models import Case, CharField, IntegerField, Model, OuterRef, Q, QuerySet, Subquery, Value, When

from muster.parties.viewer import Viewer
from muster.pledges.models import OPEN_STAGES, Pledge, PledgeVersion
from muster.pledges.queries.register import visible_pledges

RowOnPledge = TypeVar("RowOnPledge", bound=Model)


def with_pledge_content(rows: QuerySet[RowOnPledge], day: date, path: str = "pledge_id") -> QuerySet[RowOnPledge]:
    """Annotate rows with what their pledge said as known on `day`: `pledge_strength`, `..._unit_type`, `..._standing`.

    A stay may have become known before the pledge behind it did: then the latest version speaks for it.
    """
    known_first = Case(When(known_from__lte=day, then=Value(0)), default=Value(1))
    versions = PledgeVersion.objects.filter(pledge=OuterRef(path)).order_by(known_first, "-number")
    said: dict[str, Any] = {
        "pledge_strength": Subquery(versions.values("strength")[:1], output_field=IntegerField()),
        "pledge_unit_type": Subquery(versions.values("unit_type")[:1], output_field=CharField()),
        "pledge_standing": Subquery(versions.values("standing")[:1], output_field=CharField()),
    }
    return cast(QuerySet[RowOnPledge], rows.annotate(**said))


def pledges_to_deploy(viewer: Viewer, day: date) -> QuerySet[Pledge]:
    """Return the pledges that are with the Secretariat as of `day` and that the viewer may see."""
    open_ones = visible_pledges(viewer, day).filter(Q(stage__in=OPEN_STAGES))
    return Pledge.objects.filter(pk__in=open_ones.order_by().values("pledge_id"))
