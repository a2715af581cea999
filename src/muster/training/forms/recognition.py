"""The forms of recognition: application, steps, evidence, verdicts, findings, visit, signature, verification."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.kit.forms import DateInput
from muster.kit.named import choices
from muster.training.recognition_terms import (
    ApplicationTerms,
    LineVerdictTerms,
    RecognitionFindingTerms,
    SignatureTerms,
)
from muster.training.rules.recognition_coverage import CoveredLine
from muster.training.stages import Coverage, EvidenceKind, RecognitionStage
from muster.visits.stages import FindingStanding, Severity

WORDS = forms.Textarea(attrs={"rows": 4})
VERDICTS = [("", "—"), *choices(Coverage)]


class ApplicationForm(forms.Form):
    """An institution applies for one of its courses."""

    reference = forms.SlugField(label=_("Reference"), max_length=80, help_text=_("For example kazcent-poc-2018."))
    register = forms.ChoiceField(label=_("Addressed to"))
    version = forms.ChoiceField(
        label=_("Version of the standard"), required=False, help_text=_("The one that the course follows.")
    )
    renews = forms.ChoiceField(label=_("Renews the certificate"), required=False)
    applied_on = forms.DateField(label=_("Applied on"), widget=DateInput())
    words = forms.CharField(label=_("In words"), max_length=300, required=False)

    def __init__(
        self, data: Any, *, day: date, registers: Iterable[tuple[str, str]], versions: Iterable[str],
        numbers: Iterable[str], version: str = "",
    ) -> None:  # fmt: skip
        super().__init__(data, initial={"applied_on": day, "version": version})
        fields: Any = self.fields
        fields["register"].choices = list(registers)
        fields["version"].choices = [("", _("none is on record")), *((one, one) for one in versions)]
        fields["renews"].choices = [("", "—"), *((one, one) for one in numbers)]

    def terms(self, course: str) -> ApplicationTerms:
        """Return the cleaned content as terms."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "applied_on"}
        return ApplicationTerms(course=course, **said)


class RecognitionStepForm(forms.Form):
    """A step of a case on a day; an end and a return say why."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    day = forms.DateField(label=_("On"), widget=DateInput())

    def __init__(self, data: Any, following: str, *, version: int, day: date, is_return: bool) -> None:
        super().__init__(data, initial={"version": version, "day": day})
        decides = following in (RecognitionStage.RECOGNISED, RecognitionStage.REFUSED)
        if decides or is_return or following == RecognitionStage.WITHDRAWN:
            label = _("Decision in words") if decides else _("Reason")
            most = 1000 if decides else 300
            self.fields["words"] = forms.CharField(label=label, max_length=most, widget=WORDS)


class EvidenceForm(forms.Form):
    """What the institution shows for one of the things looked at."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    kind = forms.ChoiceField(label=_("About"), choices=choices(EvidenceKind))
    words = forms.CharField(label=_("In words"), max_length=1000, required=False, widget=WORDS)
    file = forms.FileField(label=_("File"), required=False)
    title = forms.CharField(label=_("Title of the file"), max_length=200, required=False)


class VerdictForm(forms.Form):
    """How far a piece of evidence suffices."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    verdict = forms.ChoiceField(label=_("Verdict"), choices=choices(Coverage))
    remark = forms.CharField(
        label=_("Remark"), max_length=1000, required=False, widget=WORDS, help_text=_("What is missing, if anything.")
    )


class ReviewForm(forms.Form):
    """The verdict and a remark on each line of the standard, with what the lessons cover beside it."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data: Any, matrix: Sequence[CoveredLine], known: dict[str, Any], *, version: int) -> None:
        super().__init__(data, initial={"version": version})
        self.matrix = matrix
        for one in matrix:
            said = known.get(one.line.number)
            label = f"{one.line.number} {one.line.title}"
            least = one.line.least_minutes
            asked = f"{one.minutes} min" if least is None else f"{one.minutes} of {least} min"
            lessons = f"lessons {', '.join(one.lessons)}" if one.lessons else "no lesson"
            self.fields[f"verdict-{one.line.key}"] = forms.ChoiceField(
                label=label, choices=VERDICTS, required=False, initial=said.verdict if said else "",
                help_text=f"{one.computed.label} by minutes: {asked}, {lessons}",
            )  # fmt: skip
            self.fields[f"remark-{one.line.key}"] = forms.CharField(
                label=_("Remark on %(line)s") % {"line": one.line.number}, max_length=1000, required=False,
                initial=said.remark if said else "",
            )  # fmt: skip

    def terms(self) -> list[LineVerdictTerms]:
        """Return what is said of each line."""
        said = self.cleaned_data
        return [
            LineVerdictTerms(one.line.number, said[f"verdict-{one.line.key}"], said[f"remark-{one.line.key}"])
            for one in self.matrix
        ]


class FindingForm(forms.Form):
    """A finding of the desk."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    about = forms.ChoiceField(label=_("About"), choices=choices(EvidenceKind))
    severity = forms.ChoiceField(label=_("Severity"), choices=choices(Severity))
    text = forms.CharField(label=_("What is to be put right"), max_length=1000, widget=WORDS)
    due_on = forms.DateField(
        label=_("Due on"), widget=DateInput(), required=False, help_text=_("Empty: as the severity says.")
    )

    def terms(self) -> RecognitionFindingTerms:
        """Return the cleaned content as terms."""
        return RecognitionFindingTerms(**{name: self.cleaned_data[name] for name in
                                          ("about", "severity", "text", "due_on")})  # fmt: skip


class FindingStepForm(forms.Form):
    """What was done about a finding, or why it is sent back or waived."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data: Any, following: str, *, version: int) -> None:
        super().__init__(data, initial={"version": version})
        is_needed = following != FindingStanding.CLOSED
        label = _("What was done") if following == FindingStanding.REPORTED else _("Reason")
        self.fields["note"] = forms.CharField(label=label, max_length=1000, required=is_needed, widget=WORDS)


class CommentForm(forms.Form):
    """Something said of a case."""

    words = forms.CharField(label=_("Comment"), max_length=1000, widget=WORDS)


class ArrangeVisitForm(forms.Form):
    """The visit that observes the delivery of a course."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    planned_from = forms.DateField(label=_("Planned from"), widget=DateInput())
    planned_until = forms.DateField(label=_("Planned until (excluded)"), widget=DateInput())
    session = forms.ChoiceField(label=_("Session to be observed"), required=False)

    def __init__(self, data: Any, *, version: int, sessions: Iterable[str]) -> None:
        super().__init__(data, initial={"version": version})
        field: Any = self.fields["session"]
        field.choices = [("", "—"), *((one, one) for one in sessions)]


class SignatureForm(forms.Form):
    """The certificate, as an office signs it."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    signed_by = forms.CharField(
        label=_("Signed by (office)"), max_length=160,
        help_text=_("An office, not a person's name. Seen is the Under-Secretary-General."),
    )  # fmt: skip
    signed_on = forms.DateField(label=_("Signed on"), widget=DateInput())
    effective_from = forms.DateField(label=_("Effective from"), widget=DateInput())
    years = forms.IntegerField(label=_("Valid for (years)"))
    number = forms.SlugField(
        label=_("Number"), max_length=60, required=False, help_text=_("Empty: the register's next one.")
    )

    def __init__(self, data: Any, *, version: int, day: date, years: int, allowed: tuple[int, int]) -> None:
        super().__init__(data, initial={"version": version, "signed_on": day, "effective_from": day, "years": years})
        least, most = allowed
        self.fields["years"].help_text = _("%(least)s to %(most)s: sources tell of four and of five.") % {
            "least": least, "most": most,
        }  # fmt: skip

    def terms(self) -> SignatureTerms:
        """Return the cleaned content as terms."""
        return SignatureTerms(**{name: value for name, value in self.cleaned_data.items() if name != "version"})


class RevocationForm(forms.Form):
    """Why a certificate is revoked."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    reason = forms.CharField(label=_("Reason"), max_length=300)


class VerificationForm(forms.Form):
    """The number of a certificate that somebody wants to verify."""

    number = forms.CharField(label=_("Number of the certificate"), max_length=60)
