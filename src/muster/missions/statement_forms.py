"""The forms of a statement of unit requirement: its header, its making from a generic one, its posts."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.kit.forms import Group, Grouped, with_unit
from muster.missions.models import Mission, Post, StatementVersion
from muster.missions.statement_terms import HEADER
from muster.missions.tables import unit_type_choices

LONG_TEXTS = ("background", "employment", "training", "command", "constraints")
REFERENCE_HELP = _("For example UNIFIL-SUR-QRF. Letters, figures and hyphens.")


class StatementForm(Grouped, forms.ModelForm[StatementVersion]):
    """The header of a statement. Reference and mission are given once, when it is made."""

    groups = (
        Group(
            _("Unit"),
            ("title", "unit_type", "strength_minimum", "strength_maximum", "women_minimum_percent", "notice_days"),
        ),
        Group(_("Language"), ("languages", "language_level")),
        Group(_("Place"), ("environment", "base", "port_of_entry")),
        Group(_("Text"), LONG_TEXTS),
        Group(_("Deviations and source"), ("deviations_allowed", "source")),
    )
    reference = forms.SlugField(label=_("Reference"), max_length=60, help_text=REFERENCE_HELP)
    mission = forms.ModelChoiceField(
        label=_("Mission"),
        queryset=Mission.objects.none(),
        to_field_name="acronym",
        required=False,
        empty_label=_("generic: a template for all missions"),
    )
    unit_type = forms.ChoiceField(label=_("Unit type"), choices=unit_type_choices)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    class Meta:
        model = StatementVersion
        fields = (*HEADER, "source")
        widgets = {name: forms.Textarea(attrs={"rows": 5}) for name in LONG_TEXTS}
        labels = {
            "strength_minimum": _("Least strength"),
            "strength_maximum": _("Greatest strength"),
            "women_minimum_percent": _("Least share of women"),
            "notice_days": _("Notice"),
        }

    def __init__(self, missions: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mission"].queryset = missions  # type: ignore[attr-defined]
        for name in ("strength_minimum", "strength_maximum"):
            with_unit(self.fields[name], _("people"))
        with_unit(self.fields["women_minimum_percent"], "%")
        with_unit(self.fields["notice_days"], _("days"))
        if self.instance.pk:
            statement = self.instance.statement
            self.fields["mission"].queryset = Mission.objects.filter(statements=statement)  # type: ignore[attr-defined]
            for name, value in (("reference", statement.reference), ("mission", statement.mission)):
                self.fields[name].initial = value
                self.fields[name].disabled = True
            self.fields["version"].initial = statement.version

    def clean(self) -> dict[str, Any]:
        """Leave what concerns several fields to the rules."""
        return self.cleaned_data

    def header(self) -> dict[str, Any]:
        """Return the cleaned header by the names of the terms."""
        return {name: self.cleaned_data[name] for name in (*HEADER, "source")}

    @property
    def acronym(self) -> str:
        """Return the mission's acronym, empty for a generic statement."""
        mission = self.cleaned_data.get("mission")
        return mission.acronym if mission else ""


class MakeForm(forms.Form):
    """What a mission's statement needs beside its generic one."""

    reference = forms.SlugField(label=_("Reference"), max_length=60, help_text=REFERENCE_HELP)
    mission = forms.ModelChoiceField(label=_("Mission"), queryset=Mission.objects.none(), to_field_name="acronym")
    title = forms.CharField(
        label=_("Title"), max_length=200, required=False, help_text=_("Empty: that of the generic statement.")
    )

    def __init__(self, missions: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mission"].queryset = missions  # type: ignore[attr-defined]


class WithdrawForm(forms.Form):
    """Why a statement is withdrawn."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class PostsForm(forms.Form):
    """The posts that are to mean a statement."""

    posts = forms.MultipleChoiceField(
        label=_("Posts"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Posts of the unit type that are still to be filled or held; unticked ones mean no statement."),
    )

    def __init__(self, posts: Sequence[Post], statement_id: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["posts"]
        field.choices = [(post.reference, _post_words(post, statement_id)) for post in posts]  # type: ignore[attr-defined]
        field.initial = [post.reference for post in posts if post.statement_id == statement_id]


def _post_words(post: Post, statement_id: int) -> str:
    """Return a post with its mission and place, and with another statement that it means now."""
    words = f"{post.requirement.mission.acronym}: {post.reference}, {post.location or '–'}, {post.strength}"
    if post.statement is not None and post.statement_id != statement_id:
        return f"{words} ({post.statement.reference})"
    return words
