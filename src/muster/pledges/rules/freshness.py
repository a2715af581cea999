"""How long a pledge is valid, when its State is reminded, and when it lapses. Pure: no clock, no database.

Source: section 2.7 of the dossier. The first validity (12 months) and the cycle of renewal (6 months) were seen in the
FAQ of 2015; that a renewal missed leads over a reminder to a lapse and then to removal is recalled; the days of
reminder and grace are local choices. The rows of the parameter table in force on the day of a confirmation rule it.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from muster.kit.intervals import add_months
from muster.pledges.levels import FINAL_LEVELS, Level, rung
from muster.reference.parameters import parameter


class Freshness(StrEnum):
    """How a pledge stands towards its confirmation, from the freshest to the end."""

    NOT_DATED = "not-dated"
    FRESH = "fresh"
    FIRST_REMINDER = "first-reminder"
    SECOND_REMINDER = "second-reminder"
    THIRD_REMINDER = "third-reminder"
    IN_GRACE = "in-grace"
    LAPSE_DUE = "lapse-due"
    LAPSED = "lapsed"
    REMOVAL_DUE = "removal-due"
    DEPLOYED = "deployed"
    ENDED = "ended"

    @property
    def label(self) -> str:
        """Return it in words."""
        return LABELS[self]


LABELS = {
    Freshness.NOT_DATED: "no confirmation on record",
    Freshness.FRESH: "confirmed",
    Freshness.FIRST_REMINDER: "confirmation due, first reminder",
    Freshness.SECOND_REMINDER: "confirmation due, second reminder",
    Freshness.THIRD_REMINDER: "confirmation due, last reminder",
    Freshness.IN_GRACE: "expired, in grace",
    Freshness.LAPSE_DUE: "expired, to lapse",
    Freshness.LAPSED: "lapsed",
    Freshness.REMOVAL_DUE: "lapsed, removal to be decided",
    Freshness.DEPLOYED: "deployed, no confirmation asked",
    Freshness.ENDED: "ended",
}
REMINDERS = (Freshness.FIRST_REMINDER, Freshness.SECOND_REMINDER, Freshness.THIRD_REMINDER)
"""The standings in which a State is reminded, once each."""

VALIDITY_KEYS = ("pledge_initial_validity_months", "pledge_renewal_cycle_months")
REMINDER_KEYS = ("pledge_reminder_first_days", "pledge_reminder_second_days", "pledge_reminder_third_days")
LAPSE_KEYS = ("pledge_grace_days", "pledge_removal_proposal_months")
FRESHNESS_KEYS = (*VALIDITY_KEYS, *REMINDER_KEYS, *LAPSE_KEYS)
"""The parameters that these rules read, to be shown beside what they say."""


@dataclass(frozen=True)
class Periods:
    """The periods in force on a day, from the parameter table; reminders in days before expiry, first one first."""

    initial_months: int
    renewal_months: int
    reminder_days: tuple[int, int, int]
    grace_days: int
    removal_months: int


def periods_on(day: date) -> Periods:
    """Return the periods in force on `day`."""
    first, second, third = (parameter(key, day).integer for key in REMINDER_KEYS)
    return Periods(
        initial_months=parameter("pledge_initial_validity_months", day).integer,
        renewal_months=parameter("pledge_renewal_cycle_months", day).integer,
        reminder_days=(first, second, third),
        grace_days=parameter("pledge_grace_days", day).integer,
        removal_months=parameter("pledge_removal_proposal_months", day).integer,
    )


def valid_until_after(
    confirmed_on: date, is_first: bool, periods: Periods, *, already_until: date | None = None
) -> date:
    """Return the first day on which a pledge confirmed on `confirmed_on` is no longer valid.

    The first confirmation is the registration (2.7: 12 months, then every 6). Whoever confirms early loses nothing of
    the validity that they have (local choice): it never ends before `already_until`.
    """
    months = periods.initial_months if is_first else periods.renewal_months
    until = add_months(confirmed_on, months)
    return until if already_until is None else max(until, already_until)


@dataclass(frozen=True)
class Hold:
    """What freshness follows from. `level_held_from`: since when the pledge stands at `level`.

    `back_since`: the day on which the unit came back from a deployment into the pool, if it ever did.
    """

    level: str
    level_held_from: date | None
    valid_until: date | None
    is_deployed: bool = False
    back_since: date | None = None


def expires_on(hold: Hold) -> date | None:
    """Return the first day without a confirmation that holds; none where nothing is asked or on record.

    While a unit is deployed its State is not asked (local choice: the mission sees it every day); afterwards the
    confirmation is due at once, or when the last one ends.
    """
    if hold.valid_until is None or hold.is_deployed:
        return None
    return hold.valid_until if hold.back_since is None else max(hold.valid_until, hold.back_since)


def lapses_on(hold: Hold, periods: Periods) -> date | None:
    """Return the day on which an unconfirmed pledge lapses: the end of the grace after its expiry."""
    expiry = expires_on(hold)
    return None if expiry is None else expiry + timedelta(days=periods.grace_days)


def removal_proposed_on(hold: Hold, periods: Periods) -> date | None:
    """Return the day from which the removal of a lapsed pledge is to be decided; none where it has not lapsed."""
    if hold.level != Level.LAPSED or hold.level_held_from is None:
        return None
    return add_months(hold.level_held_from, periods.removal_months)


def freshness_of(hold: Hold, day: date, periods: Periods) -> Freshness:
    """Return how a pledge stands towards its confirmation on `day`; one not yet registered cannot lapse."""
    if hold.level in FINAL_LEVELS:
        return Freshness.ENDED
    if hold.level == Level.LAPSED:
        proposed = removal_proposed_on(hold, periods)
        return Freshness.REMOVAL_DUE if proposed is not None and day >= proposed else Freshness.LAPSED
    if hold.is_deployed:
        return Freshness.DEPLOYED
    expiry, lapse = expires_on(hold), lapses_on(hold, periods)
    if expiry is None or lapse is None:
        return Freshness.NOT_DATED
    if day >= lapse and rung(hold.level) >= rung(Level.LEVEL_1):
        return Freshness.LAPSE_DUE
    if day >= expiry:
        return Freshness.IN_GRACE
    days_left = (expiry - day).days
    passed = [step for step, days in zip(REMINDERS, periods.reminder_days, strict=True) if days_left <= days]
    return passed[-1] if passed else Freshness.FRESH
