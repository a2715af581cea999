"""The terms of a calculation that begins from a memorandum, from a pledge, or from nothing."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from muster.parties.viewer import Viewer
from muster.reimbursement.economics_terms import EconomicsTerms
from muster.reimbursement.queries.economics_sources import NOTHING, SourceLines, memorandum_lines, pledge_lines
from muster.reimbursement.rules.economics.terms import UnitPlan

FACTORS = ("environment_percent", "intensified_percent", "hostile_percent", "transport_percent")


def started_terms(viewer: Viewer, day: date, said: Mapping[str, Any]) -> tuple[EconomicsTerms, tuple[str, ...]]:
    """Return the terms of a new calculation with the lines it begins from, and the names that have no rate.

    `said` has what the form of a new calculation asks. Raises NotFound for a source that is not the viewer's own.
    """
    memorandum, pledge, edition = (said.get(name) or "" for name in ("memorandum", "pledge", "edition"))
    lines: SourceLines = NOTHING
    if memorandum:
        lines = memorandum_lines(viewer, day, memorandum)
    elif pledge:
        lines = pledge_lines(viewer, day, pledge, edition)
    asked = said.get("strength")
    strength = lines.strength if asked is None else asked
    plan = UnitPlan(
        contributor="",
        strength=strength,
        ceiling=max(strength, lines.strength),
        equipment=lines.equipment,
        services=lines.services,
        **{name: getattr(lines, name) for name in FACTORS},
        **{name: said[name] for name in ("title", "mission", "start", "tour_months", "horizon_months",
                                         "serviceable_percent")},
    )  # fmt: skip
    terms = EconomicsTerms(said["reference"], plan, memorandum, pledge, edition, said.get("source") or "")
    return terms, lines.unmatched
