"""The parameters that the rules of evidence read. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """The parameters that the rules of evidence read, in force on a day."""

    organisation_tolerance_percent: int
    plausible_strength_margin_percent: int
    new_visit_strength_percent: int
    new_visit_equipment_percent: int
    evidence_review_days: int
