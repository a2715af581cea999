"""Forms of requests: what is asked of whom, the steps of a request, its weights, and a State's refusal."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from muster.generation.actions.request import RequestTerms
from muster.generation.models import Request
from muster.generation.queries.weights import weights_of
from muster.generation.rules.selection_criteria import BY_CODE
from muster.kit.forms import DateInput, with_unit
from muster.missions.queries import visible_posts
from muster.parties.models import Organisation, OrganisationKind
from muster.parties.viewer import Viewer
from muster.reference.parameters import parameter


class RequestForm(forms.Form):
    """What a request says."""

    reference = forms.SlugField(label=_("Reference"), max_length=60)
    title = forms.CharField(label=_("Title"), max_length=200)
    posts = forms.MultipleChoiceField(label=_("Posts"), help_text=_("Of one mission."))
    to_all = forms.BooleanField(label=_("To all Member States"), required=False)
    states = forms.MultipleChoiceField(label=_("Or to these States"), required=False)
    reply_by = forms.DateField(label=_("Reply by"), widget=DateInput(), help_text=_("The last day for offers in time."))
    note_verbale = forms.CharField(label=_("Note verbale (reference)"), max_length=120, required=False)
    words = forms.CharField(label=_("What is asked, in words"), max_length=4000, required=False, widget=forms.Textarea)

    def __init__(self, viewer: Viewer, day: date, request: Request | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        posts = visible_posts(viewer, day).filter(requirement__mission__mandated_by=viewer.organisation_id or 0)
        fields["posts"].choices = [
            (one.reference, f"{one.requirement.mission.acronym} · {one.reference} · {one.unit_type}") for one in posts
        ]
        states = Organisation.objects.filter(kind=OrganisationKind.MEMBER_STATE).order_by("name")
        fields["states"].choices = [(one.code, one.name) for one in states]
        days = parameter("request_reply_days", day).integer
        fields["reply_by"].initial = day + timedelta(days=days)
        if request is not None:
            fields["reference"].disabled = True

    @property
    def terms(self) -> RequestTerms:
        """Return what was entered."""
        said = self.cleaned_data
        names = ("reference", "title", "reply_by", "to_all", "note_verbale", "words")
        return RequestTerms(
            posts=tuple(said["posts"]), states=tuple(said["states"]), **{name: said[name] for name in names}
        )


class ReasonForm(forms.Form):
    """A step with a reason; `is_needed` False: it may be empty."""

    reason = forms.CharField(label=_("Why"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, is_needed: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = is_needed


class ReopenForm(ReasonForm):
    """That a request is opened again, and until when."""

    reply_by = forms.DateField(label=_("Reply by"), widget=DateInput())


class DeclineForm(ReasonForm):
    """That a State gives nothing. The register, entering what came on paper, says which State."""

    state = forms.ChoiceField(label=_("State"))

    field_order = ("state", "reason")

    def __init__(self, states: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["state"].choices = states


class WeightsForm(forms.Form):
    """The weights of one request, a field for each criterion, and why they differ."""

    reason = forms.CharField(
        label=_("Why these weights"), max_length=300, help_text=_("Every State that is asked will read it.")
    )

    def __init__(self, request: Request, day: date, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.standing = {one.criterion: one for one in weights_of(request, day)}
        for code, weight in self.standing.items():
            usual = parameter(BY_CODE[code].parameter, day)
            field = forms.IntegerField(
                label=BY_CODE[code].name,
                min_value=0,
                max_value=1000,
                initial=weight.points,
                help_text=_now("Parameter: %(points)s (%(standing)s).")
                % {"points": usual.value, "standing": usual.standing},
            )
            self.fields[code] = with_unit(field, _("points"))
        self.usual = {code: parameter(BY_CODE[code].parameter, day).integer for code in self.standing}

    @property
    def weights(self) -> dict[str, int]:
        """Return the weights that differ from those of the parameters."""
        return {code: self.cleaned_data[code] for code in self.usual if self.cleaned_data[code] != self.usual[code]}
