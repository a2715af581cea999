"""The findings that charts of strength say in their titles."""

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from muster.kit.charts.rows import figure
from muster.statistics.explorer.series import Month, Year


def strength_finding(name: str, months: Sequence[Month], years: Sequence[Year]) -> str:
    """When there were most people, and how many the last figure has: a month's count or a year's mean."""
    counts = [(one.date, one.total, _in_month(one)) for one in months]
    counts += [(date(one.year, 12, 31), one.count, _in_year(one)) for one in years]
    most, last = max(counts, key=lambda one: one[1]), max(counts, key=lambda one: one[0])
    words = {"name": name, "most": figure(most[1]), "when": most[2], "last": figure(last[1]), "last_when": last[2]}
    if most is last:
        return _("%(name)s: the most people in uniform yet, %(most)s %(when)s") % words
    return _("%(name)s: most people in uniform %(when)s (%(most)s); %(last)s %(last_when)s") % words


def _in_month(one: Month) -> str:
    return _("in %(month)s") % {"month": date_format(one.date, "F Y")}


def _in_year(one: Year) -> str:
    return _("on average in %(year)d") % {"year": one.year}


def women_finding(years: Sequence[Year]) -> str:
    """How the share of women moved between the first year and the last."""
    told = [one for one in years if one.share is not None]
    first, last = told[0], told[-1]
    words = {
        "first": f"{100 * (first.share or 0):.1f}", "year": first.year,
        "last": f"{100 * (last.share or 0):.1f}", "last_year": last.year,
    }  # fmt: skip
    return _("Women were %(first)s %% of people in uniform in %(year)s and %(last)s %% in %(last_year)s") % words
