"""The question as the page asks it."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.kit.forms import DateInput
from muster.outreach.rules.unit_kinds import ANY, KINDS
from muster.reference.unit_types import unit_types

KIND_WORDS = {
    "fpu": _("formed police"),
    "eng": _("engineers"),
    "med": _("medical"),
    "sig": _("signals"),
    "avia": _("aviation"),
    "mp": _("military police"),
    "trans": _("transport"),
    "recon": _("reconnaissance"),
    "riv": _("riverine"),
    "demining": _("demining"),
    "uav": _("unmanned aircraft"),
    "maint": _("maintenance"),
}


def unit_choices() -> list[tuple[str, object]]:
    """What may be asked for: any contingent, a kind of unit, or a unit type of the catalogue."""
    kinds = [(kind, KIND_WORDS[kind]) for kind in KINDS]
    catalogue = [(one.code, one.name) for one in unit_types()]
    return [(ANY, _("any contingent")), (str(_("Kinds on maps")), kinds), (str(_("Catalogue")), catalogue)]


class QuestionForm(forms.Form):
    """For which mission and unit, and on what was known on which day."""

    mission = forms.CharField(label=_("Mission"), max_length=40, help_text=_("its acronym, such as UNIFIL"))
    unit_type = forms.ChoiceField(label=_("Unit"), choices=unit_choices, required=False)
    on = forms.DateField(
        label=_("On what was known on"), required=False, widget=DateInput(), help_text=_("left out: on the page's day")
    )

    def question(self, day: date) -> tuple[str, str, date]:
        """Return mission, unit and day; `day` where none was given."""
        given = self.cleaned_data
        return given["mission"], given["unit_type"] or ANY, given["on"] or day
