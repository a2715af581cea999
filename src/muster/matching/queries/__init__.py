"""Reads of matching. One file an idea; this is the list of what other rooms ask for."""

from muster.matching.queries.deviations import agreed_deviations, visible_deviation, visible_deviations
from muster.matching.queries.fits import CandidateFit, StatementFit, candidates_by_fit, fits_of_pairs, visible_fit
from muster.matching.queries.incompatible_pairs import visible_pairs

__all__ = [
    "CandidateFit",
    "StatementFit",
    "agreed_deviations",
    "candidates_by_fit",
    "fits_of_pairs",
    "visible_deviation",
    "visible_deviations",
    "visible_fit",
    "visible_pairs",
]
