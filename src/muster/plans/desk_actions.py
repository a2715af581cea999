"""All actions of the desk that could close gaps of a plan: from the rules that refuse pledges and the limits. Pure."""

from muster.planning.work_actions import with_actions
from muster.plans.desk_ground import DeskAction, Ground
from muster.plans.limit_actions import act_actions, limit_actions
from muster.plans.pledge_actions import pledge_actions


def desk_actions(ground: Ground) -> tuple[DeskAction, ...]:
    """The actions, each with its cost and what it alone makes possible.

    Limits are asked with everything else done: a ceiling that binds only once a caveat is lifted is among them.
    """
    about_pledges = (*pledge_actions(ground), *act_actions(ground))
    wider = with_actions(ground.problem, [one.action for one in about_pledges])
    return (*about_pledges, *limit_actions(ground, wider))
