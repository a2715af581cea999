"""How well a forecast that is a set of draws foretold what happened: proper scores, all in months, the less the better.

For a forecast of one draw (a straight ramp) both scores are the plain distance. The mean distance of two draws is taken
from the two halves of the draws set side by side, which is right in the mean and takes time in proportion to the draws.
"""

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]


def energy_score(draws: Numbers, happened: Numbers) -> float:
    """The energy score (Gneiting and Raftery 2007) of draws (n x k) for a vector of k figures."""
    far = np.linalg.norm(draws - happened, axis=1).mean()
    half = len(draws) // 2
    if not half:
        return float(far)
    between = np.linalg.norm(draws[:half] - draws[half : 2 * half], axis=1).mean()
    return float(far - between / 2)


def ranked_probability_score(draws: Numbers, happened: float) -> float:
    """The continuous ranked probability score of draws (n) for one figure, exact for the draws given."""
    ordered = np.sort(draws)
    count = len(ordered)
    far = np.abs(ordered - happened).mean()
    weights = 2 * np.arange(1, count + 1) - count - 1
    return float(far - (weights * ordered).sum() / count**2)


def greatest_difference(one: Numbers, other: Numbers) -> float:
    """The two-sample statistic of Kolmogorov and Smirnov: the greatest difference of the two shares below a figure."""
    figures = np.concatenate([one, other])
    below_one = np.searchsorted(np.sort(one), figures, side="right") / len(one)
    below_other = np.searchsorted(np.sort(other), figures, side="right") / len(other)
    return float(np.abs(below_one - below_other).max())
