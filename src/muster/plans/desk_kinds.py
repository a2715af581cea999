"""The kinds of action that a desk can take to close gaps, what each costs, and the other numbers of a work list. Pure.

No published source gives such costs: every row is a local choice, shown beside the list, and meant to be replaced by
what the desk knows of its own work.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from django.db import models
from django.utils.translation import gettext_lazy as _

from muster.reference.parameters import Parameter, parameter


class ActionKind(models.TextChoices):
    """What is done. Each kind answers one rule of matching, or one limit of a plan."""

    LEVEL = "level", _("visit for a level")
    RENEWAL = "renewal", _("confirmation and visit")
    CAVEAT = "caveat", _("caveat lifted")
    CONDITION = "condition", _("condition met")
    NOTE_VERBALE = "note-verbale", _("note verbale")
    ACT = "act", _("national act")
    NOTICE = "notice", _("shorter notice")
    EXTENSION = "extension", _("offered for longer")
    CEILING = "ceiling", _("higher ceiling")
    STATES = "states", _("one more State")
    PAIR = "pair", _("States paired")
    ARRIVALS = "arrivals", _("more arrivals")


COST_KEYS: Mapping[ActionKind, tuple[str, ...]] = MappingProxyType(
    {
        ActionKind.LEVEL: ("work_list_cost_level",),
        ActionKind.RENEWAL: ("work_list_cost_renewal", "work_list_cost_level"),
        ActionKind.CAVEAT: ("work_list_cost_caveat",),
        ActionKind.CONDITION: ("work_list_cost_caveat",),
        ActionKind.NOTE_VERBALE: ("work_list_cost_note_verbale",),
        ActionKind.ACT: ("work_list_cost_act",),
        ActionKind.NOTICE: ("work_list_cost_notice",),
        ActionKind.EXTENSION: ("work_list_cost_renewal",),
        ActionKind.CEILING: ("work_list_cost_ceiling",),
        ActionKind.STATES: ("work_list_cost_states",),
        ActionKind.PAIR: ("work_list_cost_states",),
        ActionKind.ARRIVALS: ("work_list_cost_arrivals",),
    }
)
"""The parameters whose sum an action of the kind costs, in points."""

NOTICE_KEY = "rdl_response_days"
"""The notice that a State is asked for: that of the rapid deployment level."""
EXTENSION_KEY = "work_list_extension_months"
ACCEPTANCE_KEY = "pledge_acceptance_days"
VISITS_KEY = "work_list_visits_a_month"
SECONDS_KEY = "work_list_seconds"
KEYS = (
    *dict.fromkeys(key for keys in COST_KEYS.values() for key in keys),
    NOTICE_KEY,
    EXTENSION_KEY,
    ACCEPTANCE_KEY,
    VISITS_KEY,
    SECONDS_KEY,
)


@dataclass(frozen=True)
class DeskTerms:
    """The numbers of a work list. `costs` in points; `acceptance_days`: in which a register decides on Level 1."""

    costs: Mapping[ActionKind, int]
    notice_days: int
    extension_months: int
    acceptance_days: int
    visits_a_month: int
    seconds: int


def rows_of_work_list(day: date) -> dict[str, Parameter]:
    """The parameters of work lists in force on the day, by key."""
    return {key: parameter(key, day) for key in KEYS}


def desk_terms(rows: Mapping[str, Parameter]) -> DeskTerms:
    """The numbers of the rows."""
    return DeskTerms(
        costs={kind: sum(rows[key].integer for key in keys) for kind, keys in COST_KEYS.items()},
        notice_days=rows[NOTICE_KEY].integer,
        extension_months=rows[EXTENSION_KEY].integer,
        acceptance_days=rows[ACCEPTANCE_KEY].integer,
        visits_a_month=rows[VISITS_KEY].integer,
        seconds=rows[SECONDS_KEY].integer,
    )
