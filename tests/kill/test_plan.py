"""A plan that is killed while it is solved or stored counts as failed at the next start, and can be asked for anew."""

from pathlib import Path

import pytest

from tests.kill import victim

SOLVE = """
from datetime import date
from muster.parties.models import Organisation
from muster.parties.viewer import SYSTEM
from muster.plans import actions
register = Organisation.objects.get(code="UN")
plan = actions.request_plan(SYSTEM, register=register, day=date(2018, 10, 1), horizon_months=12, seconds=5)
{interruption}
print(actions.solve_plan(SYSTEM, plan.reference, gap=1.0, watch=watch).stage)
"""
WHILE_SOLVING = "def watch(progress): die()"
WHILE_STORING = """
watch = None
actions._store_gaps = lambda *arguments: die()
"""
UNHARMED = "watch = None"


@pytest.mark.slow
@pytest.mark.parametrize("interruption", [WHILE_SOLVING, WHILE_STORING], ids=["while solving", "while storing"])
def test_a_killed_plan_is_failed_at_the_next_start_and_nothing_of_it_is_half_there(
    home: Path, interruption: str
) -> None:
    before = victim.counts(home)
    victim.run_until_killed(home, SOLVE.format(interruption=interruption))
    assert victim.is_sound(home)
    after = victim.counts(home)
    assert (after["plans_plannedstay"], after["plans_plangap"]) == (0, 0)
    assert after["pledges_pledge"] == before["pledges_pledge"]
    assert victim.ask(home, "SELECT stage FROM plans_storedplan") == [("solving",)]

    at_start = "from muster.plans.actions import fail_abandoned_plans\nprint(fail_abandoned_plans())"
    assert victim.run(home, at_start).strip() == "1"
    assert victim.run(home, SOLVE.format(interruption=UNHARMED)).strip() == "solved"
    assert victim.ask(home, "SELECT stage FROM plans_storedplan ORDER BY id") == [("failed",), ("solved",)]
    assert victim.is_sound(home)
