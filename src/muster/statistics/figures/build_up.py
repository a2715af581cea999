"""Time to deploy: how a mission's strength grew from its first month, and when it reached half and nine tenths."""

from dataclasses import dataclass
from datetime import date

from muster.kit.errors import Problem, Refused
from muster.reference.parameters import parameter
from muster.statistics.figures.asked import mission_asked, need, nothing_on_record
from muster.statistics.figures.operations import operation_start
from muster.statistics.figures.preference import months_between
from muster.statistics.figures.safety import monthly_strength
from muster.statistics.figures.source import Source, files_named
from muster.statistics.store import Store


@dataclass(frozen=True)
class BuildUpPoint:
    """A mission's uniformed people so many calendar months after that of its start."""

    month: int
    date: date
    count: int


@dataclass(frozen=True)
class BuildUpCurve:
    """How a mission grew. Months are counted from the month of the start, which is 0, by month ends.

    `peak` is the greatest count of the first three years (`build_up_window_months`). `months_to_half` and
    `months_to_full` are the first months with half and with nine tenths of it.
    """

    mission: str
    start: date
    points: tuple[BuildUpPoint, ...]
    peak: int
    months_to_half: int
    months_to_full: int
    source: Source

    def as_json(self) -> dict[str, object]:
        """The figure as JSON content."""
        return {
            "mission": self.mission,
            "start": self.start.isoformat(),
            "points": [{"month": one.month, "date": one.date.isoformat(), "count": one.count} for one in self.points],
            "peak": self.peak,
            "months_to_half": self.months_to_half,
            "months_to_full": self.months_to_full,
            "source": self.source.as_json(),
        }


def build_up_curve(store: Store, mission: str) -> BuildUpCurve:
    """The build-up of a mission over its first three years.

    Raises Refused where its start or its strengths are not on record, or the record begins after its first year.
    """
    need(store, "contributions", "ipi", "un-contributions")
    acronym = mission_asked(store, mission)
    known = operation_start(store, acronym)
    if known is None:
        raise nothing_on_record(f"no start of {acronym} is on record", "muster import un-psdata PATH")
    start, register = known
    window = parameter("build_up_window_months", start).integer
    end = date(start.year + (start.month - 1 + window) // 12, (start.month - 1 + window) % 12 + 1, 1)
    counts, files = monthly_strength(store, start.replace(day=1), end, acronym)
    points = tuple(
        BuildUpPoint(months_between(start, day), day, count) for day, count in counts.items() if day >= start and count
    )
    if not points or points[0].month > 12:
        message = f"{acronym} began on {start.isoformat()}; its first months are not on record"
        raise Refused(problems=[Problem("", message, "the record of strengths by month begins in November 1990")])
    peak = max(one.count for one in points)
    return BuildUpCurve(
        mission=acronym,
        start=start,
        points=points,
        peak=peak,
        months_to_half=_first(points, peak, parameter("statistics_build_up_half_percent", start).integer),
        months_to_full=_first(points, peak, parameter("statistics_build_up_full_percent", start).integer),
        source=Source(
            files_named((register, *files)),
            points[-1].date,
            f"mission {acronym}, month ends of the first {window} months from {start.isoformat()}, all types",
        ),
    )


def _first(points: tuple[BuildUpPoint, ...], peak: int, percent: int) -> int:
    """The first month with so much of the peak."""
    return next(one.month for one in points if 100 * one.count >= percent * peak)
