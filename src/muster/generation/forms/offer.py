"""The form of an offer: from pledges of the register, or a new unit."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from muster.generation.actions.offer import OfferTerms
from muster.generation.models import Request
from muster.kit.forms import DateInput, Group, Grouped, with_unit
from muster.parties.viewer import Viewer
from muster.pledges.models import OPEN_STAGES
from muster.pledges.queries import visible_pledges
from muster.pledges.tables import unit_type_choices


class OfferForm(Grouped, forms.Form):
    """What a State offers for a post. `states`: for whom it can be entered, one for a State's own officer."""

    state = forms.ChoiceField(label=_("State"))
    post = forms.ChoiceField(label=_("Post"))
    pledges = forms.MultipleChoiceField(
        label=_("Pledges"), required=False, help_text=_("One, or several together; a joint unit by its joint pledge.")
    )
    unit_type = forms.ChoiceField(label=_("Unit type"), required=False)
    strength = with_unit(forms.IntegerField(label=_("Strength"), min_value=1, required=False), _("people"))
    ready_on = forms.DateField(label=_("Ready on"), widget=DateInput(), required=False)
    words = forms.CharField(label=_("In words"), max_length=4000, required=False, widget=forms.Textarea)
    conditions = forms.CharField(label=_("Conditions"), max_length=2000, required=False, widget=forms.Textarea)
    note_verbale = forms.CharField(label=_("Note verbale (reference)"), max_length=120, required=False)
    late_reason = forms.CharField(label=_("Why it is late"), max_length=300, required=False)

    groups = (
        Group(_("From the register"), ("pledges",)),
        Group(_("Or a new unit"), ("unit_type", "strength", "ready_on"),
              help=_("A new unit stands at no level yet; it is kept out until it is pledged and proven.")),
        Group(_("With it"), ("words", "conditions", "note_verbale", "late_reason")),
    )  # fmt: skip

    def __init__(
        self, viewer: Viewer, day: date, request: Request, states: list[tuple[str, str]], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        fields: Any = self.fields
        fields["state"].choices = states
        posts = request.posts.order_by("reference")
        fields["post"].choices = [
            (one.reference, f"{one.reference} · {one.unit_type}, {one.strength}") for one in posts
        ]
        types = set(posts.values_list("unit_type", flat=True))
        codes = [code for code, _name in states]
        standing = Q(stage__in=OPEN_STAGES)
        pledges = visible_pledges(viewer, day).filter(
            standing, pledge__register=request.register, pledge__state__code__in=codes
        )
        own = sorted(pledges, key=lambda one: (one.unit_type not in types, one.reference))
        fields["pledges"].choices = [
            (one.reference, f"{one.reference} · {one.unit_type}, {one.strength}") for one in own
        ]
        fields["unit_type"].choices = [("", "—"), *unit_type_choices()]
        if day <= request.reply_by:
            fields["late_reason"].widget = forms.HiddenInput()

    @property
    def terms(self) -> OfferTerms:
        """Return what was entered."""
        said = self.cleaned_data
        names = (
            "post", "state", "unit_type", "strength", "ready_on", "words", "conditions", "note_verbale", "late_reason",
        )  # fmt: skip
        return OfferTerms(
            self.request.reference, pledges=tuple(said["pledges"]), **{name: said[name] for name in names}
        )


def _choice(one: Any) -> tuple[str, str]:
    """Return a post or a pledge as a choice."""
    return one.reference, f"{one.reference} · {one.unit_type}, {one.strength}"
