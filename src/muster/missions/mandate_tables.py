"""Mandates, their periods and tasks, the statements on operations and classifications as tables."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from muster.kit.days import day_words
from muster.kit.pages import Badge, Tone
from muster.kit.tables import Column, Table
from muster.missions.models import ConditionKind, MissionClassification, MissionCondition, OperationKind
from muster.missions.queries.mandate_rows import CONSENTS, MandateRow, PeriodRow, TaskRow
from muster.missions.rules.renewals import Renewal, RenewalState, gap_words
from muster.reference.mandates import SCHEME_NAMES, classification_names, mandate_task

STATE_WORDS = {
    RenewalState.OPEN: _("open-ended"),
    RenewalState.RUNNING: _("in force"),
    RenewalState.DUE: _("due for renewal"),
    RenewalState.LATE: _("lapsed, no renewal on record"),
    RenewalState.UNKNOWN: _("no mandate on record"),
    RenewalState.OVER: _("operation ended"),
}
STATE_TONES: dict[RenewalState, Tone] = {
    RenewalState.OPEN: "met",
    RenewalState.RUNNING: "met",
    RenewalState.DUE: "due",
    RenewalState.LATE: "short",
    RenewalState.UNKNOWN: "short",
    RenewalState.OVER: "neutral",
}
STATUS_TONES: Mapping[str, Tone] = {
    **dict.fromkeys(("given", "in-force", "signed", "approved", "upheld", "assessed", "in-place", "low"), "met"),
    **dict.fromkeys(("with-reservations", "negotiated", "reviewed", "drafted", "reinterpreted"), "due"),
    **dict.fromkeys(("voluntary", "partly-in-place", "moderate", "substantial", "drawing-down"), "due"),
    **dict.fromkeys(("withdrawn", "refused", "contested", "not-assured", "high", "not-in-place", "suffered"), "short"),
}


def renewal_badge(found: Renewal) -> Badge:
    """Return how a mission stands with its mandate as a badge."""
    return Badge(STATE_WORDS[found.state], STATE_TONES[found.state])


def status_badge(condition: MissionCondition) -> Badge:
    """Return the standing of a statement as a badge."""
    return Badge(condition.get_status_display(), STATUS_TONES.get(condition.status, "neutral"))


def task_name(code: str) -> str:
    """Return the words of a task."""
    return mandate_task(code).name


def mandate_address(acronym: str) -> str:
    """Return the address of the page of one mission's mandate."""
    return reverse("mandate", args=[acronym])


def ceiling_of(name: str) -> Any:
    """Return what reads a ceiling of the period in force, nothing for none."""
    return lambda row: getattr(row.period, name) or None if row.period else None


def stated(row: MandateRow, *kinds: str) -> str:
    """Return in words the statements of some kinds that hold: who, and how it stands."""
    found = [one for kind in kinds for one in row.conditions.get(kind, ())]
    return "; ".join(f"{one.party}: {one.get_status_display()}" if one.party else str(one.get_status_display())
                     for one in found)  # fmt: skip


def _worst(row: MandateRow, *kinds: str) -> Badge | str:
    """Return the statements of some kinds as one badge, in the tone of the worst; the words say which."""
    words = stated(row, *kinds)
    if not words:
        return ""
    tones = [STATUS_TONES.get(one.status, "neutral") for kind in kinds for one in row.conditions.get(kind, ())]
    order: tuple[Tone, ...] = ("short", "due", "neutral", "met")
    return Badge(words, min(tones, key=order.index))


def priority_tasks(row: MandateRow) -> str:
    """Return the priority tasks of the period in force in words."""
    return "; ".join(task_name(line.task) for line in row.tasks if line.is_priority)


MANDATES = Table(
    name="mandates",
    caption=_("Mandates of missions under way"),
    empty=_("No mission is under way on this day. The mandating secretariat enters missions and mandates."),
    order="mission",
    columns=[
        Column("mission", _("Mission"), "mission.acronym", kind="link",
               href=lambda row: mandate_address(row.mission.acronym)),
        Column("state", _("Mandate"), lambda row: renewal_badge(row.renewal), kind="badge",
               choices=[(str(words), words) for words in STATE_WORDS.values()]),
        Column("until", _("Until (excluded)"), "renewal.until", kind="date",
               description=_("The first day without a mandate, known renewals included.")),
        Column("days", _("Days"), "renewal.days", kind="integer", unit=_("left, or since")),
        Column("resolution", _("Resolution"), lambda row: row.period.resolution if row.period else ""),
        Column("troops", _("Troops"), ceiling_of("troop_ceiling"), kind="integer", unit=_("people"), total=True),
        Column("police", _("Police"), ceiling_of("police_ceiling"), kind="integer", unit=_("people"), total=True),
        Column("observers", _("Observers"), ceiling_of("observer_ceiling"), kind="integer", unit=_("people"),
               hidden=True),
        Column("justice", _("Justice and corrections"), ceiling_of("justice_ceiling"), kind="integer",
               unit=_("people"), hidden=True),
        Column("consent", _("Consent"), lambda row: _worst(row, *CONSENTS), kind="badge", filter="text",
               export=lambda row: stated(row, *CONSENTS)),
        Column("agreement", _("Status of forces"), lambda row: _worst(row, ConditionKind.FORCES_AGREEMENT),
               kind="badge", filter="text", export=lambda row: stated(row, ConditionKind.FORCES_AGREEMENT)),
        Column("concept", _("Concept of operations"), lambda row: _worst(row, ConditionKind.CONCEPT), kind="badge",
               filter="text", export=lambda row: stated(row, ConditionKind.CONCEPT)),
        Column("priority", _("Priority tasks"), priority_tasks),
        Column("tasks", _("All tasks"), lambda row: "; ".join(task_name(one.task) for one in row.tasks), hidden=True),
        Column("by", _("Mandated by"), "mission.mandated_by.code", filter="choice"),
        Column("kind", _("Kind of operation"), "mission.get_operation_kind_display", filter="choice",
               choices=[(str(label), label) for _value, label in OperationKind.choices], hidden=True),
        Column("source", _("Source"), lambda row: row.period.source if row.period else "", hidden=True),
    ],
)  # fmt: skip


def _days_of(row: PeriodRow) -> int | None:
    return row.link.days if row.link else 0


def _holds(row: PeriodRow) -> Badge | str:
    """Return what is to be known of a period in the chain: cut short, superseded, or a gap before it."""
    if row.link is None:
        return Badge(_now("superseded, holds no day"), "neutral")
    if row.link.gap is not None:
        return Badge(gap_words(row.link.gap), "short")
    if row.link.term.until != row.period.valid_until and row.link.term.until is not None:
        return Badge(_now("holds until %(day)s") % {"day": day_words(row.link.term.until)}, "due")
    return ""


def periods_table(correctable: frozenset[int]) -> Table:
    """Return the table of a mission's periods; those whose numbers are given link to their correction."""

    def correction(row: PeriodRow) -> str:
        address = reverse("correct-mandate", args=[row.period.mission.acronym, row.period.pk])
        return address if row.period.pk in correctable else ""

    columns = [
        Column("start", _("From"), "period.valid_from", kind="date"),
        Column("until", _("Until (excluded)"), "period.valid_until", kind="date"),
        Column("days", _("Term"), _days_of, kind="integer", unit=_("days it holds")),
        Column("resolution", _("Resolution"), "period.resolution"),
        Column("kind", _("What it did"), "period.get_kind_display", filter="choice"),
        Column("adopted", _("Adopted on"), "period.adopted_on", kind="date"),
        Column("chapter", _("Chapter"), "period.get_chapter_display"),
        Column("troops", _("Troops"), lambda row: row.period.troop_ceiling or None, kind="integer", unit=_("people")),
        Column("police", _("Police"), lambda row: row.period.police_ceiling or None, kind="integer", unit=_("people")),
        Column("observers", _("Observers"), lambda row: row.period.observer_ceiling or None, kind="integer",
               unit=_("people")),
        Column("justice", _("Justice and corrections"), lambda row: row.period.justice_ceiling or None,
               kind="integer", unit=_("people"), hidden=True),
        Column("new", _("New tasks"), lambda row: "; ".join(map(task_name, row.new_tasks))),
        Column("gone", _("Tasks no longer"), lambda row: "; ".join(map(task_name, row.gone_tasks))),
        Column("holds", _("In the chain"), _holds, kind="badge"),
        Column("exit", _("Conditions of the end"), "period.exit_conditions", hidden=True),
        Column("note", _("Note"), "period.note", hidden=True),
        Column("known", _("Known from"), "period.known_from", kind="date", hidden=True),
        Column("standing", _("Standing of the record"), "period.get_standing_display", hidden=True),
        Column("source", _("Source"), "period.source", hidden=True),
    ]  # fmt: skip
    if correctable:
        columns.append(Column("correct", _("Correction"), lambda row: _now("Correct") if correction(row) else "",
                              kind="link", href=correction))  # fmt: skip
    return Table(
        name="mandate-periods",
        caption=_("Mandate periods"),
        empty=_("No mandate period is on record as of this day. The mandating secretariat enters one by form or file."),
        order="start",
        filters=False,
        columns=columns,
    )


def tasks_table(new: frozenset[str]) -> Table:
    """Return the table of the tasks of a period; the codes given are new since the period before."""
    return Table(
        name="mandate-tasks",
        caption=_("Tasks of the mandate in force"),
        empty=_("The period in force lists no task; whoever enters the next one, or corrects this one, gives them."),
        filters=False,
        illustrative=lambda row: False,
        columns=[
            Column("number", _("No."), kind="integer"),
            Column("task", _("Task"), lambda row: task_name(row.task)),
            Column("priority", _("Priority"), lambda row: Badge(_now("priority"), "accent") if row.is_priority else "",
                   kind="badge"),
            Column("paragraph", _("Paragraph")),
            Column("words", _("In words")),
            Column("new", _("Since the period before"), kind="badge",
                   value=lambda row: Badge(_now("new"), "due") if row.task in new else ""),
        ],
    )  # fmt: skip


def _condition_columns() -> list[Column]:
    return [
        Column("kind", _("About"), "get_kind_display", filter="choice"),
        Column("party", _("Party")),
        Column("status", _("How it stands"), status_badge, kind="badge"),
        Column("people", _("People"), kind="integer"),
        Column("valid_from", _("True from"), kind="date"),
        Column("words", _("In words")),
        Column("known_from", _("Known from"), kind="date", hidden=True),
        Column("standing", _("Standing of the record"), "get_standing_display", filter="none"),
        Column("source", _("Source"), hidden=True),
    ]


CONDITIONS = Table(
    name="conditions",
    caption=_("What holds of the operation"),
    empty=_("Nothing is stated of consent, agreements, concept or threat as of this day; the mandating secretariat "
            "enters a dated statement."),
    filters=False,
    columns=_condition_columns(),
)  # fmt: skip
HISTORY = Table(
    name="condition-history",
    caption=_("Every statement, the newest first"),
    empty=_("No statement is on record as of this day."),
    columns=_condition_columns(),
)
CLASSIFICATIONS = Table(
    name="classifications",
    caption=_("Classifications, several schemes side by side"),
    empty=_("The operation is not classified as of this day; the mandating secretariat gives it values of a scheme."),
    filters=False,
    columns=[
        Column("scheme", _("Scheme"), lambda row: SCHEME_NAMES[row.scheme]),
        Column("value", _("Value"), lambda row: classification_name(row)),
        Column("valid_from", _("From"), kind="date"),
        Column("valid_until", _("Until (excluded)"), kind="date"),
        Column("note", _("Note")),
        Column("standing", _("Standing of the record"), "get_standing_display"),
        Column("source", _("Source")),
    ],
)


def classification_name(row: MissionClassification) -> str:
    """Return the value of a classification in words."""
    return classification_names()[row.scheme, row.value]


def matrix_table(missions: Sequence[str], day: date) -> Table:
    """Return the table of tasks against missions; an acronym need be no plain word, so columns are numbered."""

    def cell(acronym: str) -> Any:
        def read(row: TaskRow) -> Badge | str:
            line = row.missions.get(acronym)
            if line is None:
                return ""
            return Badge(_now("priority"), "accent") if line.is_priority else Badge(_now("yes"), "neutral")

        return read

    return Table(
        name="mandated-tasks",
        caption=_("Tasks of the mandates in force"),
        empty=_("The list of tasks is empty."),
        columns=[
            Column("task", _("Task"), "task.name"),
            Column("family", _("Family"), "task.family", filter="choice"),
            Column("count", _("Missions"), lambda row: len(row.missions), kind="integer"),
            *(
                Column(f"m{number}", acronym, cell(acronym), kind="badge")
                for number, acronym in enumerate(missions, start=1)
            ),
        ],
    )
