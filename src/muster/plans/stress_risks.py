"""How likely withdrawals, delays, surges and blocks are, from the parameter table. Pure.

No published source gives these chances: every row is a local choice, shown beside the result, and meant to be replaced
by what a Secretariat has seen.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from muster.planning.problem import Unit
from muster.planning.stress import MissionRisk, PledgeRisk, Risks
from muster.reference.parameters import Parameter, parameter

PERCENT = Decimal(100)
PERIODS_A_MONTH: Mapping[Unit, Decimal] = {"month": Decimal(1), "week": Decimal("4.348"), "day": Decimal("30.44")}
"""Mean length of a month: 365.25 / 12 days."""

MISSION_KEYS = (
    "stress_surge_percent",
    "stress_surge_posts",
    "stress_block_percent",
    "stress_block_months",
)
LEVEL_KEYS: Mapping[str, tuple[str, str]] = {
    "L1": ("stress_withdrawal_level_1_percent", "stress_delay_level_1_percent"),
    "L2": ("stress_withdrawal_level_2_percent", "stress_delay_level_2_percent"),
    "L3": ("stress_withdrawal_level_3_percent", "stress_delay_level_3_percent"),
    "RDL": ("stress_withdrawal_rapid_percent", "stress_delay_rapid_percent"),
}
"""For each level of readiness the chance of a withdrawal and that of a delay."""
USUAL_LEVEL = "L2"
"""The level whose chances hold where none is known, the lowest that a plan relies on."""
DEPLOYED_KEY = "stress_withdrawal_deployed_percent"
LONGEST_DELAY_KEY = "stress_longest_delay_months"
KEYS = (*(key for keys in LEVEL_KEYS.values() for key in keys), LONGEST_DELAY_KEY, DEPLOYED_KEY, *MISSION_KEYS)


def rows_of_stress(day: date) -> dict[str, Parameter]:
    """The parameters of stress tests in force on the day, by key."""
    return {key: parameter(key, day) for key in KEYS}


def risks_by_level(
    rows: Mapping[str, Parameter],
    unit: Unit = "month",
    levels: Mapping[str, str] | None = None,
    deployed: frozenset[str] = frozenset(),
) -> Risks:
    """The risks of every pledge and mission.

    `levels`: codes of the ladder by pledge; whoever is not listed counts as Level 2. `deployed`: pledges with a unit in
    the field: they are there already, so they are not late, and go as `stress_withdrawal_deployed_percent` says.
    """
    there = PledgeRisk(_chance(rows, DEPLOYED_KEY))
    by_level = {level: _risk(rows, level, unit) for level in LEVEL_KEYS}
    pledges = {name: by_level.get(level, by_level[USUAL_LEVEL]) for name, level in (levels or {}).items()}
    return Risks(
        pledges=pledges | dict.fromkeys(deployed, there),
        other_pledges=by_level[USUAL_LEVEL],
        other_missions=MissionRisk(
            surge=_chance(rows, "stress_surge_percent"),
            surge_posts=rows["stress_surge_posts"].integer,
            block=_chance(rows, "stress_block_percent"),
            block_periods=_periods(rows["stress_block_months"].integer, unit),
        ),
    )


def _risk(rows: Mapping[str, Parameter], level: str, unit: Unit) -> PledgeRisk:
    """Delays from one period to the longest, each as likely as any other."""
    withdrawal, delay = LEVEL_KEYS[level]
    longest = _periods(rows[LONGEST_DELAY_KEY].integer, unit)
    return PledgeRisk(_chance(rows, withdrawal), (_chance(rows, delay) / longest,) * longest)


def _chance(rows: Mapping[str, Parameter], key: str) -> float:
    return float(rows[key].decimal / PERCENT)


def _periods(months: int, unit: Unit) -> int:
    return max(1, round(months * PERIODS_A_MONTH[unit]))
