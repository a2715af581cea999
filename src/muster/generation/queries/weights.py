"""The weights of the criteria of a request."""

from datetime import date

from muster.generation.models import Request
from muster.generation.rules.selection_criteria import CRITERIA
from muster.generation.rules.selection_facts import Weight
from muster.reference.parameters import parameter


def weights_of(request: Request, day: date) -> tuple[Weight, ...]:
    """Return the weight of each criterion: the request's own where it has one, else the parameter's."""
    own = {one.criterion: one.points for one in request.weights.all()}
    return tuple(
        Weight(one.code, own[one.code], is_of_request=True)
        if one.code in own
        else Weight(one.code, parameter(one.parameter, day).integer)
        for one in CRITERIA
    )
