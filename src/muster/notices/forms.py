"""The form of a subscription."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.notices.models import Channel
from muster.notices.terms import SubscriptionTerms
from muster.notices.topics import topics
from muster.parties.models import Organisation, OrganisationKind
from muster.reference.unit_types import unit_types

LINES_SHOWN = 8
ANY = _("None chosen: any. Hold Ctrl to choose several.")


class SubscriptionForm(forms.Form):
    """What a member wants to be told, and how. Every dimension in which something is chosen must match."""

    name = forms.CharField(label=_("Name"), max_length=80, help_text=_("In a few words, for yourself."))
    channel = forms.ChoiceField(label=_("How"), choices=Channel.choices)
    topics = forms.MultipleChoiceField(label=_("Topics"), required=False, help_text=ANY)
    states = forms.MultipleChoiceField(label=_("States"), required=False, help_text=ANY)
    unit_types = forms.MultipleChoiceField(label=_("Unit types"), required=False, help_text=ANY)
    missions = forms.MultipleChoiceField(label=_("Missions"), required=False, help_text=ANY)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = {
            "topics": [(topic.code, topic.name) for topic in topics()],
            "states": _organisations(OrganisationKind.MEMBER_STATE),
            "unit_types": [(one.code, f"{one.code}: {one.name}") for one in unit_types()],
            "missions": _organisations(OrganisationKind.MISSION),
        }
        for name, found in choices.items():
            self.fields[name].widget.attrs["size"] = min(LINES_SHOWN, max(2, len(found)))
            self.fields[name].choices = found  # type: ignore[attr-defined]

    def terms(self) -> SubscriptionTerms:
        """Return what a valid form says."""
        given = self.cleaned_data
        dimensions = {name: tuple(given[name]) for name in ("topics", "states", "unit_types", "missions")}
        return SubscriptionTerms(name=given["name"], channel=Channel(given["channel"]), **dimensions)


def _organisations(kind: OrganisationKind) -> list[tuple[str, str]]:
    found = Organisation.objects.filter(kind=kind).values_list("code", "name")
    return [(code, name if name.startswith(code) else f"{name} ({code})") for code, name in found]
