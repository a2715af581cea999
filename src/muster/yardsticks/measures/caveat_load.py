"""Load of caveats: those in force on units in theatre, and those that came to light only there. Pure.

Formula of section 9.2 of the dossier: caveats per deployed unit; undeclared ones discovered in the mission.
"""

from collections.abc import Iterable
from datetime import date

from muster.yardsticks.measures.record_facts import UnitFact
from muster.yardsticks.measures.shape import Behind, Figure, Measured, Sort, Unit, Verdict, share
from muster.yardsticks.measures.window import Window


def caveat_load(units: Iterable[UnitFact], window: Window) -> Measured:
    """Return the caveats per unit in theatre on the day, and the share of them that nobody had declared.

    A unit without a pledge that the viewer may see is left aside: nothing is known of its caveats.
    """
    present = [one for one in units if one.is_present(window.day)]
    seen = [one for one in present if one.has_pledge]
    binding = [caveat for one in seen for caveat in one.caveats if caveat.binds(window.day)]
    hard = sum(one.is_hard for one in binding)
    return Measured(
        (
            Figure("Caveats per unit in theatre", Unit.RATIO, len(binding) / len(seen) if seen else None, len(seen)),
            Figure("Hard caveats per unit in theatre", Unit.RATIO, hard / len(seen) if seen else None, len(seen)),
            share("Caveats that came to light undeclared", sum(one.is_discovered for one in binding), len(binding)),
        ),
        tuple(_row(one, window.day) for one in present),
        "No unit whose pledge you may see is in theatre.",
    )


def _row(one: UnitFact, day: date) -> Behind:
    binding = [caveat for caveat in one.caveats if caveat.binds(day)]
    told = "; ".join(f"{caveat.kind} {caveat.value}".strip() for caveat in binding)
    verdict = Verdict.ASIDE if not one.has_pledge else Verdict.FAILS if binding else Verdict.COUNTS
    return Behind(
        Sort.UNIT,
        (one.count.reference,),
        one.count.reference,
        verdict,
        (told or "no caveat in force") if one.has_pledge else "its pledge is not on record for you",
        state=one.count.state,
        mission=one.mission,
        on=one.count.present.start,
        number=float(len(binding)) if one.has_pledge else None,
        illustrative=one.illustrative,
    )
