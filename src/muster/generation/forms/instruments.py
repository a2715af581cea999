"""The forms of instruments: head, lines, steps."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.generation.actions.instruments import InstrumentTerms
from muster.generation.models import Annex, Instrument, InstrumentKind, InstrumentStage
from muster.generation.rules.instrument_lines import MOST_LINES, LineTerms
from muster.generation.rules.instruments import Stage, legal_next
from muster.kit.forms import DateInput
from muster.pledges.forms.fields import StateField

SPARE_LINES = 5


class InstrumentForm(forms.Form):
    """What an instrument is. The kind is chosen once."""

    kind = forms.ChoiceField(label=_("Kind"), choices=InstrumentKind.choices)
    title = forms.CharField(label=_("Title"), max_length=200)
    number = forms.CharField(
        label=_("Number"), max_length=80, required=False,
        help_text=_("Free text; suggested after the pattern department/mission/State/sequence."),
    )  # fmt: skip
    other_state = StateField(
        label=_("Co-deploying State"), required=False, help_text=_("Name or code; for a memorandum between States.")
    )
    needs_ratification = forms.BooleanField(label=_("The State's law asks for ratification"), required=False)
    ratified_by = forms.CharField(label=_("Ratified by (office)"), max_length=120, required=False)
    source = forms.CharField(label=_("Source"), max_length=300, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def __init__(self, data: Any, found: Instrument | None, *, number: str = "", title: str = "") -> None:
        initial: dict[str, Any] = {"number": number, "title": title}
        if found is not None:
            names = ("kind", "title", "number", "needs_ratification", "ratified_by", "source", "version")
            initial = {name: getattr(found, name) for name in names}
            initial["other_state"] = found.other_state.code if found.other_state else ""
        super().__init__(data, initial=initial)
        if found is not None:
            self.fields["kind"].disabled = True

    def terms(self, standing: str) -> InstrumentTerms:
        """Return the cleaned content."""
        values = {name: self.cleaned_data[name] for name in self.cleaned_data if name != "version"}
        return InstrumentTerms(standing=standing, **values)


class StepForm(forms.Form):
    """A step of an instrument."""

    stage = forms.ChoiceField(label=_("Next stage"))
    held_from = forms.DateField(label=_("On"), widget=DateInput())
    reason = forms.CharField(
        label=_("Reason"), max_length=300, required=False, help_text=_("Needed to reopen a draft and to end.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data: Any, found: Instrument, *, today: date) -> None:
        super().__init__(data, initial={"held_from": today, "version": found.version})
        ways = legal_next(found.stage, needs_ratification=found.needs_ratification)
        self.fields["stage"].choices = [  # type: ignore[attr-defined]
            (one.value, InstrumentStage(one.value).label) for one in ways if one != Stage.AMENDED
        ]


class LinesForm(forms.Form):
    """What goes with the lines: the version that was read, and why they change."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    held_from = forms.DateField(label=_("Amended from"), widget=DateInput())
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)

    def __init__(self, data: Any, found: Instrument, *, today: date, is_amendment: bool) -> None:
        super().__init__(data, initial={"version": found.version, "held_from": today})
        if is_amendment:
            self.fields["reason"].required = True
        else:
            del self.fields["held_from"]


class LineForm(forms.Form):
    """One line. What pledge and statement say of it stays with it and is not written by hand."""

    annex = forms.ChoiceField(label=_("Annex"), choices=Annex.choices)
    category = forms.CharField(label=_("Category"), max_length=60, required=False)
    item = forms.CharField(label=_("Item"), max_length=200, required=False)
    quantity = forms.IntegerField(label=_("Agreed"), min_value=0, max_value=100_000, required=False)
    lease = forms.ChoiceField(
        label=_("Lease"), choices=[("", "—"), ("wet", _("wet")), ("dry", _("dry"))], required=False
    )
    provider = forms.CharField(label=_("Provided by"), max_length=60, required=False)
    words = forms.CharField(
        label=_("Words"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 1, "cols": 24})
    )

    def __init__(self, *args: Any, is_clause: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = [one for one in Annex.choices if (one[0] == Annex.CLAUSE) == is_clause]
        self.fields["annex"].choices = [  # type: ignore[attr-defined]
            (value, label if is_clause else value) for value, label in kept
        ]
        lease = str((self.initial or {}).get("lease", ""))
        if lease not in ("", "wet", "dry"):
            self.fields["lease"].choices.append((lease, lease))  # type: ignore[attr-defined]
        if is_clause:
            for name in ("category", "quantity", "lease", "provider"):
                del self.fields[name]
            self.fields["words"].widget.attrs.update({"rows": 4, "cols": 70})

    def has_changed(self) -> bool:
        """A row whose annex alone was touched is still an empty one."""
        return bool(set(self.changed_data) - {"annex"})


class BoundLines:
    """The lines of an instrument as a formset, those on record first."""

    def __init__(self, data: Any, found: Instrument, lines: Sequence[LineTerms]) -> None:
        factory: Any = forms.formset_factory(
            LineForm, extra=SPARE_LINES, can_delete=True, can_delete_extra=False, max_num=MOST_LINES,
            absolute_max=MOST_LINES, validate_max=True,
        )  # fmt: skip
        is_clause = found.kind != InstrumentKind.MEMORANDUM
        initial = [asdict(line) for line in lines]
        self.known = lines
        self.rows = factory(data, initial=initial, prefix="lines", form_kwargs={"is_clause": is_clause})

    def terms(self) -> tuple[LineTerms, ...]:
        """Return the lines of valid rows, without those left empty or marked to go."""
        found = []
        for place, form in enumerate(self.rows.forms):
            if not form.cleaned_data or form.cleaned_data.get("DELETE") or not form.cleaned_data["item"].strip():
                continue
            said = {name: value for name, value in form.cleaned_data.items() if name != "DELETE"}
            known = asdict(self.known[place]) if place < len(self.known) else {}
            if known and (known["annex"], known["category"], known["item"]) != tuple(
                said.get(name, known[name]) for name in ("annex", "category", "item")
            ):
                known = {}  # another thing: pledge and statement did not speak of it
            found.append(LineTerms(**{**known, **said}))
        return tuple(found)
