"""Coverage of recognition: people trained in courses that were recognised when they took them. Pure.

Formula of section 9.2 of the dossier: share of trained people whose course was recognised on the date.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from muster.yardsticks.measures.shape import Behind, Measured, Sort, Verdict, count, share_of
from muster.yardsticks.measures.window import Window


@dataclass(frozen=True, slots=True)
class TrainedFact:
    """Somebody who passed a course that ended on a day; `recognised` are the days on which the course was."""

    number: int
    course: str
    session: str
    state: str
    passed_on: date
    known_from: date
    recognised: Sequence[tuple[date, date | None]] = ()
    illustrative: bool = False

    @property
    def was_recognised(self) -> bool:
        """Return whether the course was recognised when it was passed."""
        return any(start <= self.passed_on and (end is None or self.passed_on < end) for start, end in self.recognised)


def recognition_coverage(trained: Iterable[TrainedFact], window: Window) -> Measured:
    """Return the share of those who passed in the window whose course was recognised on the day. Nobody is named."""
    passed = [one for one in window.known(trained) if window.holds(one.passed_on)]
    behind = tuple(_row(one) for one in passed)
    return Measured(
        (share_of("Trained in a course recognised on the day", behind), count("People trained", len(passed))),
        behind,
        "Nobody whose training you may see has passed a course.",
    )


def _row(one: TrainedFact) -> Behind:
    return Behind(
        Sort.COURSE,
        (one.course,),
        f"{one.session}, participant {one.number}",
        Verdict.COUNTS if one.was_recognised else Verdict.FAILS,
        "recognised on the day" if one.was_recognised else "not recognised on the day",
        state=one.state,
        on=one.passed_on,
        illustrative=one.illustrative,
    )
