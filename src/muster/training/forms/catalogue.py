"""The forms of the catalogue: standards, courses and their lessons, instructors, sessions, enrolment, feedback."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from muster.kit.errors import Refused
from muster.kit.forms import DateInput
from muster.kit.pages import Text
from muster.reference.courses import course_standards
from muster.training.models import Course, TrainingSession
from muster.training.rules.catalogue_curriculum import covers_text, parsed_covers
from muster.training.rules.catalogue_enrolment import RESULTS
from muster.training.rules.catalogue_terms import (
    MOST_LINES,
    CourseTerms,
    CoverTerms,
    FeedbackTerms,
    KeptSeatsTerms,
    LessonTerms,
    LineTerms,
    SessionTerms,
    VersionTerms,
)

SPARE_LINES, MORE_LINES = 3, 10
MOST_SEATS, MOST_MONTHS, MOST_MINUTES = 10_000, 600, 100_000


def standard_choices() -> list[tuple[str, str]]:
    """Return the standards of the reference table, by code."""
    return [(one.code, f"{one.code}: {one.name}") for one in course_standards().values()]


class VersionForm(forms.Form):
    """The version of a record that was read."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)


class StandardVersionForm(forms.Form):
    """A version of a standard, without its lines."""

    standard = forms.ChoiceField(label=_("Standard"), choices=standard_choices)
    version = forms.SlugField(label=_("Version"), max_length=20, help_text=_("For example the year: 2017."))
    title = forms.CharField(label=_("Title"), max_length=200)
    issued_on = forms.DateField(label=_("In force from"), widget=DateInput())
    note = forms.CharField(label=_("Note"), max_length=300, required=False)
    source = forms.CharField(label=_("Source"), max_length=300, required=False)

    def terms(self) -> VersionTerms:
        """Return the cleaned content."""
        return VersionTerms(**self.cleaned_data)


class CourseForm(forms.Form):
    """A course and what it asks of participants."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    reference = forms.SlugField(label=_("Reference"), max_length=60, help_text=_("For example kazcent-poc."))
    title = forms.CharField(label=_("Title"), max_length=200)
    standard = forms.ChoiceField(label=_("Standard"), choices=standard_choices)
    standard_version = forms.ChoiceField(label=_("Version of the standard"), required=False)
    language = forms.CharField(label=_("Taught in"), max_length=8, required=False, help_text=_("A code: en."))
    days = forms.IntegerField(label=_("Length (days)"), min_value=1, max_value=1000, required=False)
    audience = forms.CharField(label=_("For whom"), max_length=200, required=False)
    ranks = forms.CharField(
        label=_("Ranks"), max_length=300, required=False, help_text=_("Separated by ;. Empty: any.")
    )
    least_service_years = forms.IntegerField(
        label=_("Years of service, at least"), min_value=0, max_value=60, required=False
    )
    wanted_language = forms.CharField(
        label=_("Language to be proven"), max_length=8, required=False, help_text=_("A code: en. Empty: none.")
    )
    medical_months = forms.IntegerField(
        label=_("Medical examination not older than (months)"), min_value=1, max_value=MOST_MONTHS, required=False
    )
    certificate_months = forms.IntegerField(
        label=_("Certificate valid for (months)"), min_value=1, max_value=MOST_MONTHS, required=False,
        help_text=_("Empty: without an end."),
    )  # fmt: skip
    source = forms.CharField(label=_("Source"), max_length=300, required=False)

    def __init__(self, data: Any, versions: Sequence[tuple[str, str]], course: Course | None = None) -> None:
        initial: dict[str, Any] = {}
        if course is not None:
            initial = {name: getattr(course, name) for name in self.base_fields if hasattr(course, name)}
            initial["standard_version"] = str(course.standard_version or "")
        super().__init__(data, initial=initial)
        self.fields["standard_version"].choices = [("", "—"), *versions]  # type: ignore[attr-defined]
        if course is not None:
            del self.fields["reference"]

    def clean(self) -> dict[str, Any]:
        """Hold the version to the standard that was chosen."""
        said = super().clean() or self.cleaned_data
        version = said.get("standard_version", "")
        if version and version.partition(" ")[0] != said.get("standard"):
            self.add_error("standard_version", _("This is a version of another standard."))
        return said

    def terms(self, institution: str, reference: str = "") -> CourseTerms:
        """Return the cleaned content."""
        said = {name: value for name, value in self.cleaned_data.items() if name not in ("version", "reference")}
        said["standard_version"] = said["standard_version"].partition(" ")[2]
        return CourseTerms(reference=reference or self.cleaned_data["reference"], institution=institution, **said)


class RowForm(forms.Form):
    """A row of a list: one whose first field is empty, or was emptied, is left out."""

    def full_clean(self) -> None:
        """Hold a row to its fields unless it is left out."""
        first = next(iter(self.fields))
        if self.is_bound and not str(self[first].data or "").strip():
            self._errors = ErrorDict()
            self.cleaned_data: dict[str, Any] = {}
            return
        super().full_clean()


class LineForm(RowForm):
    """A line of a standard."""

    number = forms.CharField(label=_("Number"), max_length=12)
    title = forms.CharField(label=_("Title"), max_length=200)
    least_minutes = forms.IntegerField(
        label=_("At least (minutes)"), min_value=1, max_value=MOST_MINUTES, required=False
    )
    is_required = forms.BooleanField(label=_("Required"), required=False, initial=True)


class LessonForm(RowForm):
    """A lesson, with the lines that it covers as text."""

    number = forms.CharField(label=_("Number"), max_length=12)
    title = forms.CharField(label=_("Title"), max_length=200)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=MOST_MINUTES)
    method = forms.CharField(label=_("Method"), max_length=80, required=False)
    covers = forms.CharField(
        label=_("Covers"), max_length=500, required=False,
        help_text=_("Lines, separated by ;. 2.5:60 is 60 minutes of line 2.5."),
    )  # fmt: skip

    def clean_covers(self) -> tuple[CoverTerms, ...]:
        """Return the lines that the text names."""
        try:
            return parsed_covers(self.cleaned_data["covers"])
        except Refused as refusal:
            raise forms.ValidationError(str(refusal.problems[0])) from refusal


class KeptForm(RowForm):
    """Seats kept for a State."""

    state = forms.CharField(label=_("State (code)"), max_length=40)
    seats = forms.IntegerField(label=_("Seats kept"), min_value=1, max_value=MOST_SEATS)
    until = forms.DateField(label=_("Kept until (excluded)"), widget=DateInput())


@dataclass(frozen=True)
class RowKind:
    """What a list of rows is called, and one of its rows."""

    title: Text
    line: Text


class Rows:
    """A list of rows as the page of lines draws it, those on record first; emptied rows are left out."""

    form: type[forms.Form]
    kind: RowKind

    def __init__(self, data: Any, known: Sequence[dict[str, Any]], *, more: bool = False) -> None:
        factory = forms.formset_factory(
            self.form, extra=MORE_LINES if more else SPARE_LINES, max_num=MOST_LINES, absolute_max=MOST_LINES,
            validate_max=True,
        )  # fmt: skip
        kwargs = {"empty_permitted": True, "use_required_attribute": False}
        self.rows = factory(data, initial=list(known), prefix="lines", form_kwargs=kwargs)

    def said(self) -> list[dict[str, Any]]:
        """Return the content of the rows that are not empty."""
        return [one.cleaned_data for one in self.rows.forms if one.cleaned_data.get(next(iter(one.fields)))]


class StandardLineRows(Rows):
    """The lines of a standard."""

    form, kind = LineForm, RowKind(_("Lines"), _("Line"))

    def terms(self) -> tuple[LineTerms, ...]:
        """Return the lines."""
        return tuple(LineTerms(**one) for one in self.said())


class LessonRows(Rows):
    """The lessons of a curriculum."""

    form, kind = LessonForm, RowKind(_("Lessons"), _("Lesson"))

    def terms(self) -> tuple[LessonTerms, ...]:
        """Return the lessons."""
        return tuple(LessonTerms(**one) for one in self.said())


class KeptRows(Rows):
    """The seats kept for States."""

    form, kind = KeptForm, RowKind(_("Seats kept for States"), _("State"))

    def terms(self) -> tuple[KeptSeatsTerms, ...]:
        """Return the seats kept."""
        return tuple(KeptSeatsTerms(one["state"].strip().upper(), one["seats"], one["until"]) for one in self.said())


def known_lines(lines: Sequence[LineTerms]) -> list[dict[str, Any]]:
    """Return lines on record as the rows begin with them."""
    return [asdict(one) for one in lines]


def known_lessons(lessons: Sequence[LessonTerms]) -> list[dict[str, Any]]:
    """Return lessons on record as the rows begin with them."""
    return [
        {"number": one.number, "title": one.title, "minutes": one.minutes, "method": one.method,
         "covers": covers_text(one.covers)}
        for one in lessons
    ]  # fmt: skip


class SessionForm(forms.Form):
    """A session of a course; seats kept for States stand in rows of their own."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    held_from = forms.DateField(label=_("First day"), widget=DateInput())
    held_until = forms.DateField(label=_("Day after the last one"), widget=DateInput())
    apply_by = forms.DateField(label=_("Last day to apply"), widget=DateInput(), required=False)
    seats = forms.IntegerField(label=_("Seats"), min_value=1, max_value=MOST_SEATS)
    place = forms.CharField(label=_("Place"), max_length=120, required=False)
    announced_participants = forms.IntegerField(
        label=_("Participants announced"), min_value=0, max_value=MOST_SEATS, required=False,
        help_text=_("The published number, where nobody is on record by person."),
    )  # fmt: skip
    instructors = forms.MultipleChoiceField(
        label=_("Instructors"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Each must be qualified for the course's standard on all days."),
    )  # fmt: skip
    source = forms.CharField(label=_("Source"), max_length=300, required=False)

    def __init__(
        self, data: Any, instructors: Sequence[tuple[str, str]], session: TrainingSession | None = None
    ) -> None:
        initial: dict[str, Any] = {}
        if session is not None:
            initial = {name: getattr(session, name) for name in self.base_fields if name != "instructors"}
            initial["instructors"] = [str(one) for one in session.instructors.values_list("pk", flat=True)]
        super().__init__(data, initial=initial)
        self.fields["instructors"].choices = list(instructors)  # type: ignore[attr-defined]

    def terms(self, kept: tuple[KeptSeatsTerms, ...]) -> SessionTerms:
        """Return the cleaned content."""
        said = {name: value for name, value in self.cleaned_data.items() if name not in ("version", "instructors")}
        return SessionTerms(**said, kept=kept, instructors=tuple(int(one) for one in self.cleaned_data["instructors"]))


class StepForm(forms.Form):
    """A step with its reason, and the mark of a result."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    score = forms.IntegerField(label=_("Mark (percent)"), min_value=0, max_value=100, required=False)
    reason = forms.CharField(
        label=_("Reason"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, data: Any, version: int, stage: str, *, is_reason_needed: bool = False) -> None:
        super().__init__(data, initial={"version": version})
        self.fields["reason"].required = is_reason_needed
        if stage not in RESULTS:
            del self.fields["score"]


class ApplyForm(forms.Form):
    """An application: for whom, and why an exception is asked for where a rule is not met."""

    person = forms.ChoiceField(label=_("Person"))
    exception = forms.CharField(
        label=_("Exception"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only where a rule is not met or not known: why the person should come all the same. No names."),
    )  # fmt: skip

    def __init__(self, data: Any, persons: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["person"].choices = list(persons)  # type: ignore[attr-defined]


class ResultForm(forms.Form):
    """The result of one enrolment; `legend` says whose."""

    legend: Text = ""

    number = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    stage = forms.ChoiceField(
        label=_("Result"), required=False, choices=[("", "—"), *((one.value, one.label) for one in RESULTS)]
    )
    score = forms.IntegerField(label=_("Mark (percent)"), min_value=0, max_value=100, required=False)
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)


class FeedbackForm(forms.Form):
    """What one participant says."""

    content = forms.IntegerField(label=_("Content"), min_value=1, max_value=5, help_text=_("1 poor, 5 very good"))
    delivery = forms.IntegerField(label=_("Delivery"), min_value=1, max_value=5)
    usefulness = forms.IntegerField(label=_("Usefulness"), min_value=1, max_value=5)
    words = forms.CharField(
        label=_("In words"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Nothing that says who wrote it."),
    )  # fmt: skip

    def terms(self) -> FeedbackTerms:
        """Return the cleaned content."""
        return FeedbackTerms(**self.cleaned_data)


class InstructorForm(forms.Form):
    """Somebody who teaches at an institution."""

    person = forms.ChoiceField(label=_("Person"), help_text=_("People whom you hold as instructors."))
    teaches_from = forms.DateField(label=_("From"), widget=DateInput())
    teaches_until = forms.DateField(label=_("Until (excluded)"), widget=DateInput(), required=False)

    def __init__(self, data: Any, persons: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["person"].choices = list(persons)  # type: ignore[attr-defined]


class EndForm(forms.Form):
    """Until when an instructor teaches."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    until = forms.DateField(label=_("Until (excluded)"), widget=DateInput())


class QualificationForm(forms.Form):
    """What an instructor is qualified for."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    standard = forms.ChoiceField(label=_("Standard"), choices=standard_choices)
    evidence = forms.CharField(label=_("Evidence"), max_length=200)
    valid_from = forms.DateField(label=_("Valid from"), widget=DateInput())
    valid_until = forms.DateField(label=_("Valid until (excluded)"), widget=DateInput(), required=False)
