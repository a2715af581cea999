"""Measures as they come out for a viewer: the figure, its context, its trend and what was used."""

from collections.abc import Sequence
from dataclasses import dataclass

from muster.kit.errors import Refused
from muster.reference.parameters import Parameter, parameter
from muster.yardsticks.context import Beside, beside
from muster.yardsticks.facts.public import QUARTERS_KEY
from muster.yardsticks.facts.reading import Reading, Subject
from muster.yardsticks.measures.shape import Figure, Measured
from muster.yardsticks.measures.window import Quarter, Window, quarters_until
from muster.yardsticks.register import Measure, Part, Trend, measures_of


@dataclass(frozen=True)
class QuarterFigure:
    """The first figure of a measure in a quarter, or at its end; `is_partial`: the quarter is not over."""

    quarter: Quarter
    figure: Figure
    is_partial: bool


@dataclass(frozen=True)
class Told:
    """A measure of a subject as of a day."""

    measure: Measure
    subject: Subject
    window: Window
    measured: Measured
    context: tuple[Beside, ...]
    trend: tuple[QuarterFigure, ...]
    parameters: tuple[Parameter, ...]


def told(measure: Measure, reading: Reading) -> Told:
    """Return a measure of the reading's subject. Raises Refused where it is not told of such a subject."""
    subject = reading.subject
    if subject.scope not in measure.scopes:
        raise Refused(f"{measure.title}: it is not told of a {subject.scope.value}; it is told of {_scopes(measure)}.")
    numbers = {key: parameter(key, reading.day) for key in measure.parameters}
    facts = measure.collect(reading)
    window = Window(reading.day)
    return Told(
        measure=measure,
        subject=subject,
        window=window,
        measured=measure.reckon(facts, window, numbers, reading),
        context=beside(measure.context, reading),
        trend=tuple(
            QuarterFigure(
                quarter,
                measure.reckon(facts, _of_quarter(measure, quarter, reading), numbers, reading).headline,
                reading.day < quarter.last_day,
            )
            for quarter in _quarters(measure, reading)
        ),
        parameters=tuple(numbers.values()),
    )


def told_of(reading: Reading, part: Part | None = None) -> list[Told]:
    """Return all measures of the reading's subject, or those of one part."""
    return [told(one, reading) for one in measures_of(reading.subject.scope, part)]


def _scopes(measure: Measure) -> str:
    return ", ".join(sorted(scope.value for scope in measure.scopes))


def _quarters(measure: Measure, reading: Reading) -> Sequence[Quarter]:
    if measure.trend == Trend.NONE:
        return ()
    return quarters_until(reading.day, parameter(QUARTERS_KEY, reading.day).integer)


def _of_quarter(measure: Measure, quarter: Quarter, reading: Reading) -> Window:
    """Return the days of a quarter, or its end where the measure is of what stands then."""
    window = quarter.as_of(reading.day)
    return window if measure.trend == Trend.HAPPENED else Window(window.day)
