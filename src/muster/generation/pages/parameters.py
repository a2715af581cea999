"""The parameters behind figures, each with its source and standing."""

from collections.abc import Iterable
from datetime import date

from muster.kit.pages import ExplainInput
from muster.reference.parameters import parameter


def explained(keys: Iterable[str], day: date) -> tuple[ExplainInput, ...]:
    """Return parameters in force on a day as inputs of an explanation."""
    found = (parameter(key, day) for key in keys)
    return tuple(
        ExplainInput(one.key.replace("_", " "), f"{one.value} {one.unit}", source=one.source, standing=one.standing)
        for one in found
    )
