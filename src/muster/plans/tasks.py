"""The long jobs of plans: solving one that was asked for on the page, putting one to the test."""

import time
from collections.abc import Iterator
from functools import partial

from django_tasks import task

from muster.parties.queries import viewer_for
from muster.parties.viewer import Viewer
from muster.planning import Progress
from muster.plans.actions import fail_queued_plan, note_progress, solve_plan
from muster.plans.inquiry_actions import fail_queued
from muster.plans.models import GapReplanning, Inquiry, StressTest, WorkList
from muster.plans.replan_actions import run_replanning
from muster.plans.stress_actions import note_stress_progress, run_stress_test
from muster.plans.work_list_actions import note_work_list_progress, run_work_list

SECONDS_BETWEEN_NOTES = 1.0
NO_LONGER_ACTS = "whoever asked for it no longer acts for that organisation"


class ProgressNotes:
    """Writes a solve's progress to its plan, once a second at the most."""

    def __init__(self, reference: str) -> None:
        self.reference = reference
        self.noted_at_seconds = -SECONDS_BETWEEN_NOTES

    def __call__(self, progress: Progress) -> None:
        """Note the progress if the last note is old enough."""
        if progress.seconds - self.noted_at_seconds >= SECONDS_BETWEEN_NOTES:
            self.noted_at_seconds = progress.seconds
            note_progress(self.reference, progress)


@task()
def solve_queued_plan(reference: str, user_id: int | None, organisation_id: int | None) -> None:
    """Solve a queued plan on behalf of the user who asked for it, for the organisation that they acted for then."""
    viewer = viewer_for(user_id or 0, organisation_id)
    if viewer.organisation_id != organisation_id:
        fail_queued_plan(reference, NO_LONGER_ACTS)
        return
    solve_plan(viewer, reference, watch=ProgressNotes(reference))


class StressProgressNotes:
    """Writes a stress test's progress to it, once a second at the most."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.noted_at_seconds = -SECONDS_BETWEEN_NOTES

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Note the progress if the last note is old enough."""
        now = time.monotonic()
        if now - self.noted_at_seconds >= SECONDS_BETWEEN_NOTES:
            self.noted_at_seconds = now
            note_stress_progress(self.number, stage, done, total)


@task()
def run_queued_stress_test(number: int, user_id: int | None, organisation_id: int | None) -> None:
    """Run a queued stress test on behalf of the user who asked for it, for the organisation that they acted for."""
    for viewer in _asker(StressTest, number, user_id, organisation_id):
        run_stress_test(viewer, number, StressProgressNotes(number))


@task()
def run_queued_work_list(number: int, user_id: int | None, organisation_id: int | None) -> None:
    """Make a queued work list on behalf of the user who asked for it, for the organisation that they acted for."""
    for viewer in _asker(WorkList, number, user_id, organisation_id):
        run_work_list(viewer, number, partial(note_work_list_progress, number))


@task()
def run_queued_replanning(number: int, user_id: int | None, organisation_id: int | None) -> None:
    """Plan a queued gap anew on behalf of the user who asked for it, for the organisation that they acted for."""
    for viewer in _asker(GapReplanning, number, user_id, organisation_id):
        run_replanning(viewer, number)


def _asker(model: type[Inquiry], number: int, user_id: int | None, organisation_id: int | None) -> Iterator[Viewer]:
    """The viewer who asked; none, and a failure stored, where they no longer act for the organisation."""
    viewer = viewer_for(user_id or 0, organisation_id)
    if viewer.organisation_id == organisation_id:
        yield viewer
    else:
        fail_queued(model, number, NO_LONGER_ACTS)
