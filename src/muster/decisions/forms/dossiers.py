"""The forms of dossiers: what one is about, an assessment with its evidence, a signature, a step, act and case."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.authorisations.models import ActCategory, NationalAct
from muster.decisions.dossier_terms import (
    MOST_EVIDENCE,
    AssessmentTerms,
    DecisionTerms,
    DossierContent,
    DossierTerms,
    EvidenceTerms,
    SignatureTerms,
)
from muster.decisions.models import Criterion, GateVerdict, SignatureKind
from muster.decisions.queries.dossiers import SeenDossier
from muster.decisions.rules.dossier_stages import DossierStep
from muster.kit.forms import DateInput, with_unit
from muster.missions.models import Mission

NOTHING = ("", "—")
SPARE_PIECES = 3
MOST_PEOPLE = 100_000
MOST_MONTHS = 120
LONG = forms.Textarea(attrs={"rows": 5})
SHORT = forms.Textarea(attrs={"rows": 3})


def _version() -> forms.IntegerField:
    return forms.IntegerField(widget=forms.HiddenInput, min_value=1)


def _choices(form: forms.Form, name: str, offered: Iterable[tuple[str, Any]], *, may_be_empty: bool = True) -> None:
    """Give a choice field what is offered, with nothing first where it may be left empty."""
    field: Any = form.fields[name]
    field.choices = [*([NOTHING] if may_be_empty else []), *offered]


class DossierForm(forms.Form):
    """What a dossier is about."""

    title = forms.CharField(label=_("What is to be decided"), max_length=200)
    mission = forms.ChoiceField(label=_("Mission"))
    people = with_unit(forms.IntegerField(label=_("How many"), min_value=1, max_value=MOST_PEOPLE), _("people"))
    category = forms.ChoiceField(label=_("Category"), choices=ActCategory.choices)
    wanted_on = forms.DateField(label=_("Arrival wanted on"), widget=DateInput(), required=False)
    tour_months = with_unit(
        forms.IntegerField(label=_("Length of a tour"), min_value=1, max_value=MOST_MONTHS, required=False),
        _("months"),
    )
    request = forms.SlugField(
        label=_("Request"), max_length=60, required=False,
        help_text=_("Reference of a request that asks the State; empty: none."),
    )  # fmt: skip
    post = forms.SlugField(
        label=_("Post"), max_length=60, required=False, help_text=_("Reference of a post of the mission; empty: none.")
    )
    pledge = forms.SlugField(
        label=_("Pledge"), max_length=60, required=False, help_text=_("Reference of the State's pledge; empty: none.")
    )
    note = forms.CharField(label=_("Note"), max_length=4000, required=False, widget=LONG)

    def __init__(self, data: Any, missions: Iterable[Mission], **initial: Any) -> None:
        super().__init__(data, initial=initial)
        offered = [(one.acronym, f"{one.acronym}: {one.name}") for one in missions]
        _choices(self, "mission", offered, may_be_empty=False)

    def content(self) -> DossierContent:
        """Return the cleaned content as terms."""
        names = (
            "title", "mission", "people", "category", "wanted_on", "tour_months", "request", "post", "pledge", "note",
        )  # fmt: skip
        return DossierContent(**{name: self.cleaned_data[name] for name in names})


class NewDossierForm(DossierForm):
    """A new dossier."""

    reference = forms.SlugField(label=_("Reference"), max_length=60, help_text=_("For example KAZ-UNDOF-2024."))
    source = forms.CharField(label=_("Source"), max_length=300, required=False)
    field_order = ("reference", "title", "mission", "people")

    def terms(self, state: str) -> DossierTerms:
        """Return the cleaned content as terms."""
        said = self.cleaned_data
        return DossierTerms(said["reference"], state, self.content(), source=said["source"])


class ChangeDossierForm(DossierForm):
    """What an open dossier is about, changed."""

    version = _version()


class EvidenceForm(forms.Form):
    """A piece of evidence; a row left empty is none."""

    title = forms.CharField(label=_("Evidence"), max_length=200, required=False)
    where = forms.CharField(
        label=_("Where it lies"), max_length=300, required=False, help_text=_("A file number, or an address.")
    )
    dated = forms.DateField(label=_("Dated"), widget=DateInput(), required=False)

    def clean(self) -> dict[str, Any]:
        """A row that says anything names its piece."""
        said: dict[str, Any] = super().clean() or {}
        if (said.get("where") or said.get("dated")) and not said.get("title", "").strip() and not self.errors:
            self.add_error("title", _("Name the piece, or empty the row."))
        return said


def evidence_rows(data: Any, known: Sequence[dict[str, Any]]) -> Any:
    """Return the rows of evidence of an assessment, beginning with those of the one before."""
    factory: Any = forms.formset_factory(
        EvidenceForm, extra=SPARE_PIECES, max_num=MOST_EVIDENCE, absolute_max=MOST_EVIDENCE, validate_max=True
    )
    return factory(data, initial=list(known), prefix="evidence")


def evidence_terms(rows: Any) -> tuple[EvidenceTerms, ...]:
    """Return the pieces of valid rows, those left empty out."""
    said = [one.cleaned_data for one in rows.forms if one.cleaned_data]
    return tuple(EvidenceTerms(one["title"], one["where"], one["dated"]) for one in said if one["title"].strip())


class AssessForm(forms.Form):
    """A verdict on a criterion, in words."""

    version = _version()
    verdict = forms.ChoiceField(label=_("Verdict"), choices=[NOTHING, *GateVerdict.choices])
    words = forms.CharField(
        label=_("In words"), max_length=3000, widget=LONG, help_text=_("What was found, and on which ground.")
    )
    why_better = forms.CharField(
        label=_("Why it is better than suggested"), max_length=900, widget=SHORT, required=False,
        help_text=_("Only where the verdict is better than the one that the rules suggest."),
    )  # fmt: skip
    assessed_on = forms.DateField(label=_("Assessed on"), widget=DateInput())
    source = forms.CharField(label=_("Source"), max_length=300, required=False)

    def terms(self, criterion: str, evidence: tuple[EvidenceTerms, ...]) -> AssessmentTerms:
        """Return the cleaned content as terms."""
        names = ("verdict", "words", "why_better", "assessed_on", "source")
        return AssessmentTerms(criterion, evidence=evidence, **{name: self.cleaned_data[name] for name in names})


class SignForm(forms.Form):
    """What a body gives."""

    version = _version()
    body = forms.ChoiceField(label=_("Body"))
    kind = forms.ChoiceField(label=_("Given"), choices=SignatureKind.choices)
    criterion = forms.ChoiceField(label=_("On"), required=False)
    signatory = forms.CharField(
        label=_("Signatory (office)"), max_length=160, required=False, help_text=_("An office, not a person's name.")
    )
    words = forms.CharField(
        label=_("Remark"), max_length=2000, required=False, widget=SHORT, help_text=_("A refusal says why.")
    )
    signed_on = forms.DateField(label=_("Signed on"), widget=DateInput())

    def __init__(self, data: Any, seen: SeenDossier, day: date) -> None:
        due = [one.body.code for one in seen.next_bodies]
        begin = {"version": seen.dossier.version, "signed_on": day, "body": due[0] if due else ""}
        super().__init__(data, initial=begin)
        bodies = [(one.body.code, f"{one.body.order}. {one.body.name}") for one in seen.standings]
        _choices(self, "body", bodies, may_be_empty=False)
        field: Any = self.fields["criterion"]
        field.choices = [("", _("all that the body signs")), *Criterion.choices]

    def terms(self) -> SignatureTerms:
        """Return the cleaned content as terms."""
        names = ("body", "kind", "criterion", "words", "signatory", "signed_on")
        return SignatureTerms(**{name: self.cleaned_data[name] for name in names})


class StepForm(forms.Form):
    """A step of the whole dossier, in words; for a decision to take part with what is to be said of law and act."""

    version = _version()
    on = forms.DateField(label=_("On"), widget=DateInput())
    words = forms.CharField(label=_("In words"), max_length=1000, widget=LONG)
    acknowledged = forms.CharField(
        label=_("How the law is kept"), max_length=450, widget=SHORT, required=False,
        help_text=_("Where the law does not simply allow a mandated task."),
    )  # fmt: skip
    awaited_act = forms.CharField(
        label=_("Act that is awaited"), max_length=450, required=False,
        help_text=_("Where no act in force gives room for all of the people."),
    )  # fmt: skip

    def __init__(self, data: Any, step: DossierStep, seen: SeenDossier, day: date) -> None:
        super().__init__(data, initial={"version": seen.dossier.version, "on": day})
        self.step = step
        if step != DossierStep.APPROVE:
            del self.fields["acknowledged"], self.fields["awaited_act"]

    def terms(self) -> DecisionTerms:
        """Return the cleaned content as terms."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return DecisionTerms(step=self.step.value, **said)


class LinkForm(forms.Form):
    """The national act and the case of a dossier."""

    version = _version()
    act = forms.ChoiceField(label=_("National act"), required=False)
    case = forms.SlugField(
        label=_("Case"), max_length=60, required=False,
        help_text=_("Reference of the force-generation case that came of it; empty: none."),
    )  # fmt: skip

    def __init__(self, data: Any, seen: SeenDossier, acts: Iterable[NationalAct]) -> None:
        dossier = seen.dossier
        begin = {
            "version": dossier.version,
            "act": dossier.act.reference if dossier.act else "",
            "case": dossier.case.reference if dossier.case else "",
        }
        super().__init__(data, initial=begin)
        _choices(self, "act", [(one.reference, f"{one.reference}: {one.title}") for one in acts])
