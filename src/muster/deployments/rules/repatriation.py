"""How a tour ends: the kinds of repatriation, who pays the way home, and whether the person is barred. Pure.

Source: section 6.3 of the dossier. Where it does not say who pays, neither does this: the mission settles it case by
case.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from muster.kit.errors import Problem


class Payer(StrEnum):
    """Who pays the way home."""

    ORGANISATION = "organisation"
    STATE = "state"
    NOT_SETTLED = "not settled"


@dataclass(frozen=True)
class Kind:
    """A way in which a tour ends. `bars`: the person may not serve again. `source` and `standing` are of the payer."""

    code: str
    payer: Payer
    bars: bool
    source: str
    standing: str


KINDS: dict[str, Kind] = {
    kind.code: kind
    for kind in (
        Kind("end-of-tour", Payer.ORGANISATION, False, "section 6.2 of the dossier", "recalled-check"),
        Kind("medical", Payer.ORGANISATION, False, "S38", "seen"),
        Kind("compassionate", Payer.NOT_SETTLED, False, "section 6.3 of the dossier", "recalled"),
        Kind("national-recall", Payer.STATE, False, "section 6.3 of the dossier", "recalled"),
        Kind("below-standard", Payer.STATE, False, "S37", "seen"),
        Kind("disciplinary", Payer.STATE, True, "S41", "seen"),
        Kind("drawdown", Payer.NOT_SETTLED, False, "S47", "seen"),
    )
}
"""Every kind by its code. Barring after discipline is seen in S41; that the State pays then is recalled."""


RECALL = "national-recall"


def endings_of(sides: Collection[str]) -> list[str]:
    """Return the kinds in which one of the sides may end a tour: a recall is the State's, all else is the others'."""
    others = {"mission", "secretariat"}.intersection(sides)
    return [code for code in KINDS if (code == RECALL and "state" in sides) or (code != RECALL and others)]


def payer(kind: str, *, pre_existing: bool = False) -> Payer:
    """Return who pays the way home: for a condition that was there before the tour the State does (S38)."""
    if kind == "medical" and pre_existing:
        return Payer.STATE
    return KINDS[kind].payer


def repatriation_problems(
    kind: str, *, unfit_days: int | None, threshold_days: int, is_treatable: bool, case: str, reason: str
) -> list[Problem]:
    """Return what is missing before somebody is sent home.

    Medical: unfit for longer than the threshold, or the treatment is not to be had there (S38). Disciplinary: the
    number of the case, as "no further service" needs due process (6.5). Any but the end of the tour has a reason.
    """
    problems = []
    if kind not in KINDS:
        return [Problem("kind", f"{kind!r} is no kind of repatriation", f"give one of {', '.join(KINDS)}")]
    if kind == "medical" and is_treatable and (unfit_days is None or unfit_days <= threshold_days):
        words = f"treatment is available and the person is not unfit for more than {threshold_days} days"
        problems.append(Problem("unfit days", words, "give the days, or say that there is no treatment"))
    if KINDS[kind].bars and not case.strip():
        problems.append(Problem("case", "has no number", "give the number of the disciplinary case"))
    if kind != "end-of-tour" and not reason.strip():
        problems.append(Problem("reason", "there is none", "say why, without medical detail"))
    return problems
