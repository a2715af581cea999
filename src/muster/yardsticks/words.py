"""Figures of measures in words: with their denominators, and "no cases" where there is nothing to measure."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from muster.kit.pages import Text, Tone
from muster.yardsticks.measures.shape import Figure, Unit, Verdict

CENTS = 100
VERDICTS: Mapping[Verdict, tuple[Text, Tone]] = MappingProxyType(
    {
        Verdict.COUNTS: (gettext_lazy("counts"), "met"),
        Verdict.FAILS: (gettext_lazy("does not count"), "short"),
        Verdict.OPEN: (gettext_lazy("open"), "due"),
        Verdict.ASIDE: (gettext_lazy("aside"), "neutral"),
    }
)
"""How a record counts: the word, and the tone of its badge."""


def value_words(figure: Figure) -> str:
    """Return the value of a figure as it is read; "no cases" where there is none."""
    return _("no cases") if figure.value is None else WRITTEN[figure.unit](figure.value)


def base_words(figure: Figure) -> str:
    """Return what a figure rests on: its denominator, or the cases that a median is of."""
    if figure.of is None or (figure.value is None and not figure.of):
        return ""
    if figure.unit == Unit.SHARE and figure.part is not None:
        return _("%(part)s of %(of)s") % {"part": f"{figure.part:,}", "of": f"{figure.of:,}"}
    if figure.unit == Unit.RATE and figure.low is not None and figure.high is not None:
        values = {"part": figure.part, "of": f"{figure.of:,}", "low": f"{figure.low:.2f}", "high": f"{figure.high:.2f}"}
        return _("%(part)s in %(of)s person-years; 95 %%: %(low)s to %(high)s") % values
    if figure.part is not None:
        return _("%(part)s over %(of)s") % {"part": f"{figure.part:,}", "of": f"{figure.of:,}"}
    return ngettext("of %(of)s case", "of %(of)s cases", figure.of) % {"of": f"{figure.of:,}"}


def whole_words(figure: Figure) -> str:
    """Return value and base on one line."""
    base = base_words(figure)
    return f"{value_words(figure)} ({base})" if base else value_words(figure)


def _decimal(value: float) -> str:
    return f"{value:,.0f}" if value == round(value) else f"{value:,.1f}"


WRITTEN: Mapping[Unit, Callable[[float], str]] = MappingProxyType(
    {
        Unit.SHARE: lambda value: f"{100 * value:.0f} %" if value in (0, 1) else f"{100 * value:.1f} %",
        Unit.DAYS: lambda value: _("%(days)s days") % {"days": _decimal(value)},
        Unit.MONTHS: lambda value: _("%(months)s months") % {"months": _decimal(value)},
        Unit.PERSON_DAYS: lambda value: _("%(days)s person-days") % {"days": _decimal(value)},
        Unit.COUNT: lambda value: f"{value:,.0f}",
        Unit.RATIO: lambda value: f"{value:,.2f}",
        Unit.INDEX: lambda value: f"{value:.3f}",
        Unit.CENTS: lambda value: f"USD {value / CENTS:,.2f}",
        Unit.RATE: lambda value: f"{value:,.2f}",
    }
)
