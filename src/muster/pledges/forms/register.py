"""The form of a pledge: what a State's officer types, turned into terms."""

from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.kit.forms import DateInput, Group, Grouped, with_unit
from muster.pledges.defaults import PLEDGE_DEFAULTS, header_defaults
from muster.pledges.models import CaveatKind, CaveatOrigin, PledgeVersion
from muster.pledges.tables import unit_type_choices
from muster.pledges.terms import HEADER, CaveatTerms, PledgeTerms
from muster.pledges.versions import caveat_terms as caveat_terms_of

SPARE_CAVEATS = 3
FIELDS = HEADER
UNITS = {
    "strength": _("people"),
    "women": _("people"),
    "officers": _("people"),
    "units_offered": _("units"),
    "rotations_guaranteed": _("rotations"),
    "notice_days": _("days"),
    "stay_minimum_months": _("months"),
    "stay_maximum_months": _("months"),
    "dwell_months": _("months"),
}
"""What stands beside the input of a field."""

LABELS = {
    "strength": _("Strength"),
    "notice_days": _("Notice to deploy"),
    "stay_minimum_months": _("Shortest tour"),
    "stay_maximum_months": _("Longest tour"),
    "dwell_months": _("Rest between tours"),
}
"""Labels without the unit that stands beside the input."""


class PledgeForm(Grouped, forms.ModelForm[PledgeVersion]):
    """A pledge's content. The reference is given once, when the pledge is made.

    `today`: a new pledge is offered the defaults of the parameter table of that day; each says where it comes from.
    """

    groups = (
        Group(
            _("Note verbale"),
            ("reference", "title", "note_verbale", "note_verbale_on", "note_language", "signatory", "marking"),
            help=_("What the note verbale itself says. Its scan is attached on the page of the pledge."),
        ),
        Group(_("Unit"), ("unit_type", "strength", "women", "officers", "units_offered", "rotations_guaranteed")),
        Group(
            _("Availability"),
            (
                "available_from",
                "available_until",
                "notice_days",
                "stay_minimum_months",
                "stay_maximum_months",
                "dwell_months",
                "at_port_from",
                "home_base",
                "airport",
                "seaport",
            ),
        ),
        Group(
            _("Conditions"),
            ("approval", "preferred_missions", "environment_limits", "languages", "language_level"),
            help=_("Caveats stand below, one by one."),
        ),
        Group(_("Partners"), ("partner_needed_for", "offers_mentoring", "remarks")),
    )

    reference = forms.SlugField(
        label=_("Reference"), max_length=60, help_text=_("For example KAZ-INF-COY-2. Letters, figures and hyphens.")
    )
    unit_type = forms.ChoiceField(label=_("Unit type"), choices=unit_type_choices)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    class Meta:
        model = PledgeVersion
        fields = FIELDS
        widgets = {
            "available_from": DateInput(),
            "available_until": DateInput(),
            "at_port_from": DateInput(),
            "note_verbale_on": DateInput(),
            "remarks": forms.Textarea(attrs={"rows": 4}),
        }

    field_order = ("reference", *FIELDS, "version")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        if kwargs.get("instance") is None:
            kwargs["initial"] = header_defaults(today) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        for name, label in LABELS.items():
            self.fields[name].label = label
        for name, unit in UNITS.items():
            with_unit(self.fields[name], unit)
        for name, used in PLEDGE_DEFAULTS.items():
            self.fields[name].help_text = used.words(today)
        if self.instance.pk:
            self.fields["reference"].initial = self.instance.reference
            self.fields["reference"].disabled = True
            self.fields["version"].initial = self.instance.version

    def terms(self, state: str, caveats: tuple[CaveatTerms, ...], before: PledgeTerms | None) -> PledgeTerms:
        """Return the cleaned content as the terms of a pledge of `state`; what the form does not show stays."""
        values = {name: self.cleaned_data[name] for name in FIELDS}
        if before is not None:
            return replace(before, caveats=caveats, **values)
        return PledgeTerms(reference=self.cleaned_data["reference"], state=state, caveats=caveats, **values)


class CaveatForm(forms.Form):
    """One caveat. A row without a kind is left out."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[("", "—"), *CaveatKind.choices], required=False)
    value = forms.CharField(
        label=_("Value"),
        max_length=80,
        required=False,
        help_text=_("Acronym of the mission, region, task, months, or the partner's ISO alpha-3 code."),
    )
    text = forms.CharField(label=_("In words"), max_length=300, required=False)
    is_hard = forms.BooleanField(label=_("Hard: it excludes"), required=False, initial=True)
    expires_on = forms.DateField(label=_("Binds until (excluded)"), required=False, widget=DateInput())

    def clean(self) -> dict[str, Any]:
        """Refuse a value without its kind."""
        cleaned = super().clean() or {}
        if cleaned.get("value") and not cleaned.get("kind"):
            self.add_error("kind", _("Say what kind of caveat this is."))
        return cleaned


def caveat_forms(data: Any, pledge: PledgeVersion | None) -> Any:
    """Return the caveats' forms: those of the pledge and some spare ones."""
    known = pledge.caveats if pledge else []
    factory = forms.formset_factory(CaveatForm, extra=SPARE_CAVEATS, max_num=50)
    initial = [vars(caveat_terms_of(one)) for one in known if one.origin == CaveatOrigin.DECLARED]
    return factory(data, initial=initial, prefix="caveats")


def caveat_terms(formset: Any) -> tuple[CaveatTerms, ...]:
    """Return the caveats of a valid formset."""
    rows = (form.cleaned_data for form in formset if form.has_changed() or form.initial)
    return tuple(
        CaveatTerms(row["kind"], row["value"].strip(), row["text"], row["is_hard"], row["expires_on"])
        for row in rows
        if row and row.get("kind")
    )


class LevelForm(forms.Form):
    """A change of level: `choices` are those that the side may decide now, by the register's names for them."""

    level = forms.ChoiceField(label=_("Level"))
    held_from = forms.DateField(label=_("From"), widget=DateInput())
    evidence = forms.CharField(
        label=_("Evidence"),
        max_length=300,
        required=False,
        help_text=_("In words. Left empty for a rise: the titles of the evidence on record."),
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=300, required=False, help_text=_("Needed where a level is taken away.")
    )

    def __init__(self, choices: list[tuple[str, str]], *args: Any, by_owner: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_withdrawal = by_owner
        self.fields["level"].choices = choices  # type: ignore[attr-defined]
        if by_owner:
            self.fields["evidence"].required = True
            self.fields["evidence"].help_text = _("The note verbale that withdraws it.")
            self.fields["reason"].help_text = ""
