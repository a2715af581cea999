"""The form of a pledge: what a State's officer types, turned into terms."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.kit.forms import DateInput
from muster.pledges.models import CaveatKind, Pledge
from muster.pledges.rules import decided_by_owner, legal_next_levels
from muster.pledges.tables import unit_type_choices
from muster.pledges.terms import CaveatTerms, PledgeTerms

SPARE_CAVEATS = 3
FIELDS = (
    "title",
    "unit_type",
    "strength",
    "women",
    "available_from",
    "available_until",
    "notice_days",
    "stay_minimum_months",
    "stay_maximum_months",
    "dwell_months",
    "home_base",
    "languages",
    "note_verbale",
    "note_verbale_on",
    "remarks",
)


class PledgeForm(forms.ModelForm[Pledge]):
    """A pledge's content. The reference is given once, when the pledge is made."""

    reference = forms.SlugField(
        label=_("Reference"), max_length=60, help_text=_("For example KAZ-INF-COY-2. Letters, figures and hyphens.")
    )
    unit_type = forms.ChoiceField(label=_("Unit type"), choices=unit_type_choices)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    class Meta:
        model = Pledge
        fields = FIELDS
        widgets = {
            "available_from": DateInput(),
            "available_until": DateInput(),
            "note_verbale_on": DateInput(),
            "remarks": forms.Textarea(attrs={"rows": 4}),
        }

    field_order = ("reference", *FIELDS, "version")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["reference"].initial = self.instance.reference
            self.fields["reference"].disabled = True
            self.fields["version"].initial = self.instance.version

    def terms(self, state: str, caveats: tuple[CaveatTerms, ...]) -> PledgeTerms:
        """Return the cleaned content as the terms of a pledge of `state`."""
        values = {name: self.cleaned_data[name] for name in FIELDS}
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

    def clean(self) -> dict[str, Any]:
        """Refuse a value without its kind."""
        cleaned = super().clean() or {}
        if cleaned.get("value") and not cleaned.get("kind"):
            self.add_error("kind", _("Say what kind of caveat this is."))
        return cleaned


def caveat_forms(data: Any, pledge: Pledge | None) -> Any:
    """Return the caveats' forms: those of the pledge and some spare ones."""
    known = list(pledge.caveats.all()) if pledge else []
    factory = forms.formset_factory(CaveatForm, extra=SPARE_CAVEATS, max_num=50)
    initial = [{"kind": one.kind, "value": one.value, "text": one.text} for one in known]
    return factory(data, initial=initial, prefix="caveats")


def caveat_terms(formset: Any) -> tuple[CaveatTerms, ...]:
    """Return the caveats of a valid formset."""
    rows = (form.cleaned_data for form in formset if form.has_changed() or form.initial)
    return tuple(
        CaveatTerms(row["kind"], row["value"].strip(), row.get("text", "")) for row in rows if row and row.get("kind")
    )


class LevelForm(forms.Form):
    """A change of level: only the legal ones are offered, and of those only what the side may decide."""

    level = forms.ChoiceField(label=_("Level"))
    held_from = forms.DateField(label=_("From"), widget=DateInput())
    evidence = forms.CharField(label=_("Evidence"), max_length=300)

    def __init__(self, current: str, *args: Any, by_owner: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_withdrawal = by_owner
        decided = [level for level in legal_next_levels(current) if decided_by_owner(level) == by_owner]
        choices = [(level.value, level.label) for level in decided]
        self.fields["level"].choices = choices  # type: ignore[attr-defined]
