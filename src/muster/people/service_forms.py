"""The forms of an individual's service: details, proofs, bars."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.documents.file_kinds import ENDINGS
from muster.kit.forms import DateInput
from muster.people.models import CredentialKind, PersonCredential, ServiceBar, ServiceDetails
from muster.people.service_rules import ISSUED_BY_SECRETARIAT


class DetailsForm(forms.Form):
    """When an individual was born and entered service."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    born_on = forms.DateField(label=_("Born on"), widget=DateInput(), required=False)
    service_from = forms.DateField(label=_("In service from"), widget=DateInput(), required=False)

    def __init__(self, data: Any, details: ServiceDetails, version: int) -> None:
        known = {"born_on": details.born_on, "service_from": details.service_from, "version": version}
        super().__init__(data, initial=known)


class CredentialForm(forms.ModelForm[PersonCredential]):
    """A new proof of an individual. `kinds` are those that the viewer may enter."""

    class Meta:
        model = PersonCredential
        fields = ("kind", "subject", "number", "test", "score", "valid_from", "valid_until", "evidence")
        widgets = {"valid_from": DateInput(), "valid_until": DateInput()}
        help_texts = {
            "subject": _("The code of the language, or the course; empty for other proofs."),
            "number": _("Of the passport, licence or certificate."),
            "test": _("Of a language: IELTS, TOEFL, STANAG."),
            "valid_from": _("For a medical, the day of the examination."),
            "valid_until": _("Left empty: no end is known."),
            "evidence": _("Names the document; no medical words."),
        }

    def __init__(self, data: Any, *, is_secretariat: bool) -> None:
        super().__init__(data)
        kinds = [one for one in CredentialKind.choices if (one[0] in ISSUED_BY_SECRETARIAT) == is_secretariat]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]

    def _post_clean(self) -> None:
        """Leave the constraints to the action, which names the remedy."""
        self.instance = forms.models.construct_instance(self, self.instance, self._meta.fields, self._meta.exclude)


class EvidenceFileForm(forms.Form):
    """The file that is the evidence of a proof."""

    file = forms.FileField(
        label=_("File"),
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
        help_text=_("It is kept under a neutral name, for your organisation alone; a proof takes one file. No medical "
                    "findings."),
    )  # fmt: skip


class EndCredentialForm(forms.Form):
    """On which day a proof ends before its own; or that it was entered in error."""

    on = forms.DateField(label=_("Ends on (excluded)"), widget=DateInput(), required=False)
    in_error = forms.BooleanField(label=_("It was entered in error: take it away"), required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        data = super().clean() or {}
        if bool(data.get("on")) == bool(data.get("in_error")) and not self.errors:
            raise forms.ValidationError(_("Give the day, or say that it was entered in error."))
        return data


class BarForm(forms.ModelForm[ServiceBar]):
    """A bar from service."""

    class Meta:
        model = ServiceBar
        fields = ("reason", "due_process", "case", "barred_from", "barred_until")
        widgets = {"barred_from": DateInput(), "barred_until": DateInput()}
        help_texts = {"barred_until": _("Left empty: for good.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("reason", "due_process"):
            self.fields[name].required = True

    def _post_clean(self) -> None:
        """Leave the constraints to the action, which names the remedy."""
        self.instance = forms.models.construct_instance(self, self.instance, self._meta.fields, self._meta.exclude)


class LiftBarForm(forms.Form):
    """Why a bar is lifted."""

    reason = forms.CharField(label=_("Reason"), max_length=300, help_text=_("It stays in the audit log: name nobody."))
