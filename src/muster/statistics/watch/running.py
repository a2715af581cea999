"""Running figures over months: each column is reckoned from itself and the columns before it, never from later ones."""

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]


def lagged(values: Matrix, months: int) -> Matrix:
    """The values so many months before; the first value where there was none."""
    if months == 0:
        return values
    kept = max(values.shape[1] - months, 0)
    return np.hstack([np.repeat(values[:, :1], values.shape[1] - kept, axis=1), values[:, :kept]])


def mean_of_last(values: Matrix, months: int) -> Matrix:
    """The mean of the last `months` values, or of those that there are."""
    sums = np.cumsum(np.hstack([np.zeros((len(values), 1)), values]), axis=1)
    ends = np.arange(1, values.shape[1] + 1)
    starts = np.maximum(ends - months, 0)
    return np.asarray((sums[:, ends] - sums[:, starts]) / (ends - starts))


def greatest_of_last(values: Matrix, months: int) -> Matrix:
    """The greatest of the last `months` values, or of those that there are."""
    found = values.copy()
    for back in range(1, min(months, values.shape[1])):
        found[:, back:] = np.maximum(found[:, back:], values[:, :-back])
    return found


def faded_mean(values: Matrix, half_life: float) -> Matrix:
    """The mean with weights that halve every `half_life` months back; the first value stands for all before it."""
    from scipy.signal import lfilter

    kept = 0.5 ** (1 / half_life)
    faded, _ = lfilter([1 - kept], [1, -kept], values, axis=1, zi=values[:, :1] * kept)
    return np.asarray(faded)


def months_since(happened: NDArray[np.bool_], most: int) -> Matrix:
    """Months since it last happened (0: in this month), at most `most`; `most` where it never did."""
    found = np.empty(happened.shape)
    running = np.full(len(happened), float(most))
    for month in range(happened.shape[1]):
        running = np.where(happened[:, month], 0.0, np.minimum(running + 1, most))
        found[:, month] = running
    return found


def spread_of_last(values: Matrix, months: int) -> Matrix:
    """The standard deviation of the last `months` values."""
    square = mean_of_last(values**2, months) - mean_of_last(values, months) ** 2
    return np.sqrt(np.maximum(square, 0))
