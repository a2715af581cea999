"""The workbook into the register: read, checked, saved; all of it or nothing."""

from datetime import date

from muster.kit.errors import Problem, Refused
from muster.parties.models import Organisation
from muster.parties.viewer import Viewer
from muster.pledges.actions import save_pledges
from muster.pledges.actions.importing import Progress, Step
from muster.pledges.workbook.reading import NOTHING_SAVED, read_pledges


def import_workbook(
    viewer: Viewer, data: bytes, *, register: Organisation, today: date, progress: Progress | None = None
) -> tuple[int, int]:
    """Save a workbook's pledges, all or none; returns how many were created and how many changed.

    Raises Refused with every problem by sheet, row and column: first of cells that cannot be read, then of pledges
    that the rules or the record forbid. `progress` is told of rows read, pledges checked and pledges saved.
    """

    def count_rows(done: int, total: int) -> None:
        if progress is not None:
            progress(Step.READING, done, total)

    pledges = read_pledges(data, count_rows)
    places = {one.terms.reference: one.places for one in pledges}

    def locate(reference: str, problem: Problem) -> Problem:
        return places[reference].in_workbook(problem)

    terms = [one.terms for one in pledges]
    try:
        return save_pledges(viewer, terms, register=register, today=today, progress=progress, locate=locate)
    except Refused as refusal:
        raise Refused(NOTHING_SAVED, refusal.problems or [Problem("workbook", refusal.message, "")]) from refusal
