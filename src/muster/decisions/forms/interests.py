"""The form of a State's interests: a row each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from muster.decisions.models import InterestKind, StateInterest
from muster.decisions.opportunities.interest_terms import LEAST_WEIGHT, MOST_INTERESTS, MOST_WEIGHT, InterestTerms
from muster.decisions.opportunities.themes import THEMES

SPARE_ROWS, MORE_ROWS = 3, 10
WEIGHTS = [("", "—"), *((str(one), f"{one:+d}") for one in range(MOST_WEIGHT, LEAST_WEIGHT - 1, -1) if one)]


@dataclass(frozen=True)
class InterestKindOfRow:
    """What a list of rows is called, and one of its rows."""

    title: str | Promise
    line: str | Promise


class InterestListForm(forms.Form):
    """The mark of the list that was read."""

    mark = forms.CharField(widget=forms.HiddenInput, max_length=16)


class InterestForm(forms.Form):
    """One interest; a row without a thing is left out."""

    value = forms.CharField(
        label=_("Which"),
        max_length=80,
        help_text=_("Region by name, mission by acronym, States and unit types by code; themes: %(themes)s.")
        % {"themes": ", ".join(THEMES)},
    )
    kind = forms.ChoiceField(label=_("In"), choices=[("", "—"), *InterestKind.choices])
    weight = forms.TypedChoiceField(label=_("Weight"), choices=WEIGHTS, coerce=int)
    words = forms.CharField(label=_("Why"), max_length=300, required=False)


class InterestRows:
    """The interests as the page of lines draws them, those on record first; emptied rows are left out."""

    kind = InterestKindOfRow(_("Interests"), _("Interest"))

    def __init__(self, data: Any, known: Sequence[dict[str, Any]], *, more: bool = False) -> None:
        factory = forms.formset_factory(
            InterestForm,
            extra=MORE_ROWS if more else SPARE_ROWS,
            max_num=MOST_INTERESTS,
            absolute_max=MOST_INTERESTS,
            validate_max=True,
        )
        given = {"empty_permitted": True, "use_required_attribute": False}
        self.rows = factory(data, initial=list(known), prefix="interests", form_kwargs=given)

    def terms(self) -> tuple[InterestTerms, ...]:
        """Return the interests of the rows that name something."""
        said = [one.cleaned_data for one in self.rows.forms if one.cleaned_data.get("value")]
        return tuple(InterestTerms(one["kind"], one["value"], one["weight"], one["words"]) for one in said)


def known_rows(interests: Iterable[StateInterest]) -> list[dict[str, Any]]:
    """Return interests on record as the rows begin with them."""
    return [{"value": one.value, "kind": one.kind, "weight": str(one.weight), "words": one.words} for one in interests]
