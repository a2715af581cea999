"""What a pledge says of notice, tour and rest where its State says nothing: rows of the parameter table."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from muster.kit.standing import Standing
from muster.reference.parameters import Parameter, parameter


@dataclass(frozen=True)
class Default:
    """The parameter that gives a field of a new pledge its default."""

    key: str

    def parameter(self, day: date) -> Parameter:
        """Return the parameter in force on the day."""
        return parameter(self.key, on=day)

    def words(self, day: date) -> str:
        """Return the default with its unit, standing and source, for the help beside the field."""
        row = self.parameter(day)
        said = {"value": row.value, "unit": row.unit, "standing": Standing(row.standing).label, "source": row.source}
        return _("Unless the State says otherwise: %(value)s %(unit)s (%(standing)s, %(source)s).") % said


PLEDGE_DEFAULTS = {
    "notice_days": Default("default_notice_days"),
    "stay_minimum_months": Default("default_stay_min_months"),
    "stay_maximum_months": Default("default_stay_max_months"),
    "dwell_months": Default("default_dwell_months"),
}
"""Field of a pledge's header: where its default comes from."""


def header_defaults(day: date) -> dict[str, int]:
    """Return the defaults in force on the day, by field."""
    return {name: default.parameter(day).integer for name, default in PLEDGE_DEFAULTS.items()}
