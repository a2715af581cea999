"""Which organisations stand behind an operation of each kind. Pure.

Source: section 8.3 of the dossier (mandators: the United Nations, regional organisations, hybrids, coalitions; seed
003) and section 7.3 (the Collective Security Treaty Organization; S49).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from muster.kit.errors import Problem

UNITED_NATIONS = "UN"
OF_ORGANISATIONS, OF_STATES = "secretariat", "member-state"


@dataclass(frozen=True)
class Partner:
    """An organisation that mandates an operation with another: its code, and the kind of organisation that it is."""

    code: str
    kind: str


def operation_problems(kind: str, mandated_by: str, partners: Sequence[Partner]) -> list[Problem]:
    """Return what is wrong with who mandates an operation, each with its remedy.

    A hybrid names a second organisation, a coalition at least one State that leads it; an operation of a regional
    organisation is not mandated by the United Nations. The two others have no partner.
    """
    found = []
    organisations = [one.code for one in partners if one.kind == OF_ORGANISATIONS and one.code != mandated_by]
    states = [one.code for one in partners if one.kind == OF_STATES]
    if kind == "regional" and mandated_by == UNITED_NATIONS:
        told = "an operation of a regional organisation is not mandated by the United Nations"
        found.append(Problem("kind of operation", told, "let that organisation enter it", "operation_kind"))
    if kind == "hybrid" and not organisations:
        found.append(_partner("a hybrid operation has two organisations", "name the second one"))
    if kind == "coalition" and not states:
        found.append(_partner("a coalition is led by States", "name at least one"))
    if kind in ("united-nations", "regional") and partners:
        found.append(
            _partner("nobody else mandates an operation of this kind", "leave it empty, or choose another kind")
        )
    return found


def _partner(message: str, remedy: str) -> Problem:
    return Problem("mandated with", message, remedy, "mandated_with")
