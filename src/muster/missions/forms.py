"""The form of a requirement and its posts, turned into terms."""

from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from muster.kit.forms import DateInput
from muster.missions.actions import post_terms as read_post
from muster.missions.models import Mission, Post, Requirement
from muster.missions.tables import unit_type_choices
from muster.missions.terms import PostTerms, RequirementTerms

SPARE_POSTS = 3
FIELDS = ("title", "maximum_states", "priority", "authority")
POST_FIELDS = (
    "reference",
    "unit_type",
    "strength",
    "needed_from",
    "needed_until",
    "is_lead",
    "sector",
    "location",
    "tasks",
    "languages",
    "statement",
)


class MissionForm(forms.ModelForm[Mission]):
    """A mission's facts. The acronym is given once, when the mission is entered."""

    acronym = forms.CharField(label=_("Acronym"), max_length=40)
    partners = forms.CharField(
        label=_("Mandated with"),
        max_length=300,
        required=False,
        help_text=_(
            "Codes, separated by ;: the second organisation of a hybrid (AU), the States that lead a coalition."
        ),
    )

    class Meta:
        model = Mission
        fields = (
            "acronym",
            "name",
            "operation_kind",
            "lead_department",
            "host_states",
            "region",
            "headquarters",
            "latitude",
            "longitude",
            "started_on",
            "ended_on",
            "source",
        )
        widgets = {"started_on": DateInput(), "ended_on": DateInput()}

    field_order = ("acronym", "name", "operation_kind", "partners")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["acronym"].disabled = bool(self.instance.pk)
        if self.instance.pk:
            self.fields["partners"].initial = ";".join(one.code for one in self.instance.mandated_with.order_by("code"))

    def partner_codes(self) -> list[str]:
        """Return the codes of the other organisations that mandate the mission."""
        return [code.strip() for code in self.cleaned_data["partners"].split(";") if code.strip()]


class RequirementForm(forms.ModelForm[Requirement]):
    """A requirement's content. Reference and mission are given once, when it is made."""

    reference = forms.SlugField(label=_("Reference"), max_length=60, help_text=_("For example UNIFIL-INDBATT."))
    mission = forms.ModelChoiceField(label=_("Mission"), queryset=Mission.objects.none(), to_field_name="acronym")
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    class Meta:
        model = Requirement
        fields = FIELDS

    field_order = ("reference", "mission", *FIELDS, "version")

    def __init__(self, missions: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mission"].queryset = missions  # type: ignore[attr-defined]
        if self.instance.pk:
            for name, value in (("reference", self.instance.reference), ("mission", self.instance.mission.acronym)):
                self.fields[name].initial = value
                self.fields[name].disabled = True
            self.fields["version"].initial = self.instance.version

    def terms(self, posts: tuple[PostTerms, ...]) -> RequirementTerms:
        """Return the cleaned content as terms."""
        values = {name: self.cleaned_data[name] for name in FIELDS}
        mission = self.cleaned_data["mission"].acronym
        return RequirementTerms(reference=self.cleaned_data["reference"], mission=mission, posts=posts, **values)


def _unit_types_or_none() -> list[tuple[str, str]]:
    """Return the catalogue as choices behind an empty one, so that an untouched row is empty."""
    return [("", "—"), *unit_type_choices()]


class PostForm(forms.ModelForm[Post]):
    """One post. A row without a reference is left out: one that was never filled, and one that was emptied."""

    reference = forms.SlugField(label=_("Post"), max_length=60)
    unit_type = forms.ChoiceField(label=_("Unit type"), choices=_unit_types_or_none)
    statement = forms.SlugField(
        label=_("Statement"),
        max_length=60,
        required=False,
        help_text=_("Reference of the statement of unit requirement that the post means."),
    )

    class Meta:
        model = Post
        fields = tuple(name for name in POST_FIELDS if name != "statement")
        widgets = {
            "needed_from": DateInput(),
            "needed_until": DateInput(),
        }

    def full_clean(self) -> None:
        """Leave a row alone whose post is taken away by an emptied reference."""
        if self.is_bound and self.initial and not (self["reference"].data or "").strip():
            self._errors, self.cleaned_data = ErrorDict(), {}
            return
        super().full_clean()

    def validate_unique(self) -> None:
        """Leave it to the action: a row may name a post that is on record, to change it."""


def post_forms(data: Any, requirement: Requirement | None) -> Any:
    """Return the posts' forms: those of the requirement and some spare ones."""
    known = list(requirement.posts.select_related("statement")) if requirement else []
    factory = forms.formset_factory(PostForm, extra=SPARE_POSTS, max_num=100)
    initial = [vars(read_post(post)) for post in known]
    return factory(data, initial=initial, prefix="posts")


def post_terms(formset: Any) -> tuple[PostTerms, ...]:
    """Return the posts of a valid formset."""
    rows = (form.cleaned_data for form in formset)
    return tuple(PostTerms(**{name: row[name] for name in POST_FIELDS}) for row in rows if row.get("reference"))
