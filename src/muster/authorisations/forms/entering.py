"""Forms of a new instrument with its tasks, of a body, and of an act with its ceilings."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from muster.authorisations.criteria import Criterion
from muster.authorisations.models import (
    ActCategory,
    ActCeiling,
    ActKind,
    AllowedTask,
    BodyPart,
    DecisionBody,
    LawKind,
    NationalAct,
    NationalLaw,
    TaskScope,
)
from muster.kit.forms import DateInput
from muster.missions.models import Mission
from muster.missions.rules.statements import codes_of
from muster.parties.models import Organisation
from muster.reference.mandates import mandate_tasks

SPARE_ROWS = 4
MOST_ROWS = 60
NOTHING = ("", "–")
UNSAID = ("unknown", _("it does not say"))


def _truth(label: Any, help_text: Any = "") -> forms.NullBooleanField:
    said = [UNSAID, ("true", _("yes")), ("false", _("no"))]
    return forms.NullBooleanField(label=label, required=False, widget=forms.Select(choices=said), help_text=help_text)


def _several(label: Any, help_text: Any = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, required=False, widget=forms.CheckboxSelectMultiple, help_text=help_text
    )


class DatedForm(forms.Form):
    """What an instrument, a body and an act have in common: from when until when, and the source."""

    valid_from = forms.DateField(label=_("From"), widget=DateInput())
    valid_until = forms.DateField(
        label=_("Until (excluded)"), widget=DateInput(), required=False, help_text=_("Empty: no end.")
    )
    source = forms.CharField(label=_("Source"), max_length=300, required=False)


class LawForm(DatedForm):
    """A new instrument of a State; its tasks follow as rows."""

    reference = forms.SlugField(label=_("Reference"), max_length=60, help_text=_("For example KAZ-law-320-V."))
    title = forms.CharField(label=_("Title"), max_length=300)
    kind = forms.ChoiceField(label=_("Kind of instrument"), choices=LawKind.choices)
    adopted_on = forms.DateField(label=_("Adopted on"), widget=DateInput(), required=False)
    replaces = forms.ChoiceField(
        label=_("Replaces"), required=False, help_text=_("From its first day on it holds in the place of that one.")
    )
    volunteers_only = _truth(_("Contingents of volunteers only"))
    needs_parliament = _truth(_("Needs a decision of parliament"))
    note = forms.CharField(label=_("Note"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    field_order = ("reference", "title", "kind", "adopted_on", "valid_from", "valid_until", "replaces",
                   "volunteers_only", "needs_parliament", "note", "source")  # fmt: skip

    def __init__(self, *args: Any, open_laws: Sequence[NationalLaw], **more: Any) -> None:
        super().__init__(*args, **more)
        _choose(self, "replaces", open_laws)

    def law(self, state: Organisation, known_from: date) -> NationalLaw:
        """Return the instrument, not yet entered."""
        said = dict(self.cleaned_data)
        before = NationalLaw.objects.filter(reference=said.pop("replaces") or "", state=state).first()
        return NationalLaw(**said, state=state, known_from=known_from, replaces=before)


class TaskForm(forms.Form):
    """A task that an instrument allows."""

    words = forms.CharField(label=_("In words"), max_length=400, required=False, widget=forms.Textarea({"rows": 2}))
    scope = forms.ChoiceField(label=_("Task"), choices=TaskScope.choices, required=False)
    tasks = forms.MultipleChoiceField(
        label=_("Mandated tasks covered"),
        required=False,
        choices=lambda: [(one.code, one.name) for one in mandate_tasks()],
        widget=forms.SelectMultiple(attrs={"size": 5}),
    )
    condition = forms.CharField(label=_("Condition"), max_length=300, required=False)
    is_catch_all = forms.BooleanField(label=_("Whatever else the mandate provides"), required=False)


def task_rows(data: Any, law: NationalLaw | None = None) -> Any:
    """Return the rows of tasks: those of the instrument that is replaced, and some to spare."""
    factory: Any = forms.formset_factory(TaskForm, extra=SPARE_ROWS, max_num=MOST_ROWS, absolute_max=MOST_ROWS)
    rows = law.allowed_tasks.order_by("scope", "number") if law else ()
    known = [
        {
            "words": one.words,
            "scope": one.scope,
            "tasks": list(codes_of(one.tasks)),
            "condition": one.condition,
            "is_catch_all": one.is_catch_all,
        }
        for one in rows
    ]
    return factory(data, initial=known, prefix="tasks")


def tasks_of(rows: Any) -> list[AllowedTask]:
    """Return the tasks of valid rows, not yet entered; a row without words is left out."""
    said = [row.cleaned_data for row in rows.forms if row.cleaned_data and row.cleaned_data["words"].strip()]
    return [
        AllowedTask(
            scope=one["scope"] or TaskScope.ACTIVITY.value,
            words=one["words"],
            tasks=";".join(one["tasks"]),
            condition=one["condition"],
            is_catch_all=one["is_catch_all"],
        )
        for one in said
    ]


class BodyForm(DatedForm):
    """A new body of a State, or a new version of one."""

    code = forms.SlugField(label=_("Code"), max_length=40, help_text=_("The same code is a new version of the body."))
    name = forms.CharField(label=_("Name"), max_length=160)
    part = forms.ChoiceField(label=_("Part"), choices=BodyPart.choices)
    criteria = _several(_("Criteria signed"))
    order = forms.IntegerField(label=_("Turn"), min_value=1, max_value=99, initial=1)
    must_sign = forms.BooleanField(label=_("Must sign"), required=False, initial=True)
    under = forms.ChoiceField(label=_("By the law"), required=False)
    field_order = ("code", "name", "part", "criteria", "order", "must_sign", "under", "valid_from", "valid_until",
                   "source")  # fmt: skip

    def __init__(self, *args: Any, laws: Sequence[NationalLaw], **more: Any) -> None:
        super().__init__(*args, **more)
        _choose(self, "under", laws)
        self.fields["criteria"].choices = Criterion.choices  # type: ignore[attr-defined]

    def body(self, state: Organisation, known_from: date) -> DecisionBody:
        """Return the body, not yet entered."""
        said = dict(self.cleaned_data)
        under = NationalLaw.objects.filter(reference=said.pop("under") or "", state=state).first()
        criteria = ";".join(said.pop("criteria"))
        return DecisionBody(**said, state=state, known_from=known_from, under=under, criteria=criteria)


class ActForm(DatedForm):
    """A new act of a State; its ceilings per mission and category follow as rows."""

    reference = forms.SlugField(label=_("Reference"), max_length=60, help_text=_("For example KAZ-2024-01-19."))
    title = forms.CharField(label=_("Title"), max_length=300)
    kind = forms.ChoiceField(
        label=_("What it does"), choices=ActKind.choices, help_text=_("A ratification authorises nobody by itself.")
    )
    body = forms.CharField(label=_("Decided by"), max_length=160, required=False)
    decided_on = forms.DateField(label=_("Decided on"), widget=DateInput())
    under = forms.ChoiceField(label=_("Under the law"), required=False)
    replaces = forms.ChoiceField(
        label=_("Replaces"), required=False, help_text=_("What reduces, extends or withdraws an act names it here.")
    )
    missions = _several(_("Missions"))
    personnel_ceiling = forms.IntegerField(
        label=_("Ceiling over all (people)"), required=False, min_value=0, max_value=100_000
    )
    categories = _several(_("Categories of people"), _("None chosen: all."))
    conditions = forms.CharField(
        label=_("Conditions"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    field_order = ("reference", "title", "kind", "body", "decided_on", "valid_from", "valid_until", "under", "replaces",
                   "missions", "personnel_ceiling", "categories", "conditions", "source")  # fmt: skip

    def __init__(
        self,
        *args: Any,
        laws: Sequence[NationalLaw],
        open_acts: Sequence[NationalAct],
        missions: Sequence[Mission],
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self._missions = {one.acronym: one for one in missions}
        _choose(self, "under", laws)
        _choose(self, "replaces", open_acts)
        self.fields["categories"].choices = ActCategory.choices  # type: ignore[attr-defined]
        self.fields["missions"].choices = [  # type: ignore[attr-defined]
            (one.acronym, f"{one.acronym}: {one.name}") for one in missions
        ]

    def act(self, state: Organisation, known_from: date) -> NationalAct:
        """Return the act, not yet entered."""
        said = dict(self.cleaned_data)
        said.pop("missions")
        return NationalAct(
            **said
            | {
                "state": state,
                "known_from": known_from,
                "categories": ";".join(said["categories"]),
                "under": NationalLaw.objects.filter(reference=said["under"] or "", state=state).first(),
                "replaces": NationalAct.objects.filter(reference=said["replaces"] or "", state=state).first(),
            }
        )

    def named_missions(self) -> list[Mission]:
        """Return the missions that it names."""
        return [self._missions[acronym] for acronym in self.cleaned_data["missions"]]


class CeilingForm(forms.Form):
    """A ceiling for a mission, a category, or a category in a mission."""

    mission = forms.ChoiceField(label=_("Mission"), required=False)
    category = forms.ChoiceField(label=_("Category"), choices=[NOTHING, *ActCategory.choices], required=False)
    personnel = forms.IntegerField(label=_("Ceiling (people)"), required=False, min_value=0, max_value=100_000)

    def __init__(self, *args: Any, missions: Sequence[Mission] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["mission"].choices = [NOTHING, *((one.acronym, one.acronym) for one in missions)]  # type: ignore[attr-defined]


def ceiling_rows(data: Any, missions: Sequence[Mission], act: NationalAct | None = None) -> Any:
    """Return the rows of ceilings: those of the act that is replaced, and some to spare."""
    factory: Any = forms.formset_factory(CeilingForm, extra=SPARE_ROWS, max_num=MOST_ROWS, absolute_max=MOST_ROWS)
    known = [
        {"mission": one.mission.acronym if one.mission else "", "category": one.category, "personnel": one.personnel}
        for one in (act.ceilings.select_related("mission") if act else ())
    ]
    return factory(data, initial=known, prefix="ceilings", form_kwargs={"missions": missions})


def ceilings_of(rows: Any, missions: Sequence[Mission]) -> list[ActCeiling]:
    """Return the ceilings of valid rows, not yet entered; a row without people is left out."""
    by_acronym = {one.acronym: one for one in missions}
    said = [row.cleaned_data for row in rows.forms if row.cleaned_data and row.cleaned_data["personnel"] is not None]
    return [
        ActCeiling(mission=by_acronym.get(one["mission"]), category=one["category"], personnel=one["personnel"])
        for one in said
    ]


def _choose(form: forms.Form, name: str, records: Sequence[NationalLaw] | Sequence[NationalAct]) -> None:
    """Offer records by their references in a field."""
    found = [NOTHING, *((one.reference, f"{one.reference}: {one.title}") for one in records)]
    form.fields[name].choices = found  # type: ignore[attr-defined]


def known_law(law: NationalLaw) -> dict[str, Any]:
    """Return what the form of a new version begins with."""
    return {
        "title": law.title,
        "kind": law.kind,
        "replaces": law.reference,
        "volunteers_only": law.volunteers_only,
        "needs_parliament": law.needs_parliament,
    }


def known_act(act: NationalAct) -> dict[str, Any]:
    """Return what the form of an act that replaces another begins with."""
    return {
        "title": act.title,
        "kind": ActKind.EXTENSION.value,
        "body": act.body,
        "replaces": act.reference,
        "under": act.under.reference if act.under else "",
        "missions": [one.acronym for one in act.missions.all()],
        "personnel_ceiling": act.personnel_ceiling,
        "categories": list(codes_of(act.categories)),
        "conditions": act.conditions,
        "valid_until": act.valid_until,
    }
