"""The weights of a request's criteria as a table."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from muster.generation.models import Request
from muster.generation.queries.weights import weights_of
from muster.generation.rules.selection_criteria import BY_CODE
from muster.kit.tables import Column, Table

WEIGHTS = Table(
    name="weights",
    columns=[
        Column("name", "Criterion"),
        Column("points", "Weight", kind="integer", unit="points", total=True),
        Column("whose", "Set by"),
    ],
    filters=False,
    tools=False,
    caption="Weights of the criteria",
)


def weight_rows(request: Request, day: date) -> list[dict[str, Any]]:
    """Return the weight of each criterion, and whether the request sets it or a parameter."""
    return [
        {
            "name": BY_CODE[one.criterion].name,
            "points": one.points,
            "whose": _("this request") if one.is_of_request else BY_CODE[one.criterion].parameter,
        }
        for one in weights_of(request, day)
    ]
