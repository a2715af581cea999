"""The long job of plans: solving one that was asked for on the page."""

from django_tasks import task

from muster.parties.queries import viewer_for
from muster.plans.actions import solve_plan


@task()  # type: ignore[untyped-decorator]
def solve_queued_plan(reference: str, user_id: int, organisation_id: int) -> None:
    """Solve a queued plan on behalf of the user who asked for it."""
    solve_plan(viewer_for(user_id, organisation_id), reference)
