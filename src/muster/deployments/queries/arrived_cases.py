"""The unit that a case has brought into theatre: what the case says of it, before it is entered and after."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from muster.deployments.models import DeployedUnit
from muster.deployments.terms import UnitTerms
from muster.generation.models import CaseVariant, Instrument
from muster.generation.models.instrument import InstrumentStage
from muster.generation.queries.cases import visible_case
from muster.generation.queries.instruments import instruments_of, stage_on, visible_instrument
from muster.generation.queries.standing import standing_of
from muster.kit.errors import Refused
from muster.parties.viewer import Viewer

STANDS = frozenset(
    {InstrumentStage.AGREED, InstrumentStage.SIGNED, InstrumentStage.RATIFIED, InstrumentStage.IN_FORCE,
     InstrumentStage.AMENDED}
)  # fmt: skip
"""The stages from which on people may stand on an instrument; what is a draft or has ended is not proposed."""


@dataclass(frozen=True)
class ArrivedUnit:
    """A case whose unit has arrived: the terms that follow from it, its instruments, and the unit once entered."""

    case: Any
    terms: UnitTerms
    instruments: tuple[Instrument, ...]
    unit: DeployedUnit | None


def arrived_unit(viewer: Viewer, day: date, reference: str) -> ArrivedUnit:
    """Return what a case says of the unit that it brought.

    Raises NotFound for a case that the viewer may not see, Refused for a drill, for individuals, for a case that ended
    without a unit, and before the arrival is recorded with its day.
    """
    case = visible_case(viewer, day, reference)
    unit = DeployedUnit.objects.filter(case=case.pk).first()
    arrival = standing_of(case, day, day).schedule
    if case.is_drill or case.variant == CaseVariant.INDIVIDUAL:
        raise Refused(f"Case {reference}: a drill, or individuals, bring no unit; enter individuals on their posts.")
    if not arrival.has_arrived or arrival.arrival_on is None or arrival.arrival_on > day:
        raise Refused(f"Case {reference}: the arrival is not recorded; finish its movement with the day first.")
    terms = UnitTerms(
        reference=f"unit-{reference}"[:60],
        title=case.title or f"{case.state.name}, {case.post.reference}",
        state=case.state.code,
        post=case.post.reference,
        strength=case.strength,
        present_from=arrival.arrival_on,
        pledge=case.pledge.reference if case.pledge else "",
        source=f"case {reference}",
        case=reference,
    )
    named = instruments_of(viewer, day, case).values_list("reference", flat=True)
    loaded = [visible_instrument(viewer, day, one) for one in named]
    found = [one for one in loaded if stage_on(one, day) in STANDS]
    return ArrivedUnit(case, terms, tuple(found), unit)
