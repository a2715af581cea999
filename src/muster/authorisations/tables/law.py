"""Tables of States with law on record, of a State's instruments in their versions, and of its bodies."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.authorisations.criteria import Criterion
from muster.authorisations.models import AllowedTask, NationalLaw
from muster.kit.pages import Badge
from muster.kit.tables import Column, Table
from muster.missions.rules.statements import codes_of
from muster.reference.mandates import mandate_tasks

STATES = Table(
    name="states_with_law",
    caption=gettext_lazy("States with law on record"),
    empty=gettext_lazy(
        "No law and no act that you may see is on record as of this day. A State's officers enter them."
    ),
    order="name",
    filters=False,
    illustrative="is_illustrative",
    columns=[
        Column(
            "name", gettext_lazy("State"), kind="link", href=lambda row: reverse("law-of-state", args=[row["code"]])
        ),
        Column("laws", gettext_lazy("Instruments in force"), kind="integer"),
        Column("tasks", gettext_lazy("Tasks allowed"), kind="integer"),
        Column("bodies", gettext_lazy("Bodies"), kind="integer"),
        Column("acts", gettext_lazy("Acts in force"), kind="integer"),
        Column("missions", gettext_lazy("Missions named")),
        Column("ceiling", gettext_lazy("Ceiling over all"), kind="integer", unit=gettext_lazy("people")),
    ],
)


def said(value: bool | None) -> str:
    """Return what an instrument says on a question: yes, no, or nothing."""
    if value is None:
        return "–"
    return _("yes") if value else _("no")


def _law_address(row: NationalLaw) -> str:
    return reverse("law", args=[row.state.code, row.reference])


LAW_COLUMNS = (
    Column("reference", gettext_lazy("Reference"), kind="link", href=_law_address, lookup="reference"),
    Column("title", gettext_lazy("Title"), lookup="title"),
    Column("kind", gettext_lazy("Kind"), "get_kind_display"),
    Column("valid_from", gettext_lazy("From"), kind="date"),
    Column("valid_until", gettext_lazy("Until (excluded)"), kind="date"),
    Column("volunteers", gettext_lazy("Volunteers only"), lambda row: said(row.volunteers_only)),
    Column("parliament", gettext_lazy("Parliament decides"), lambda row: said(row.needs_parliament)),
    Column("replaces", gettext_lazy("Replaces"), lambda row: row.replaces.reference if row.replaces else ""),
    Column("source", gettext_lazy("Source"), hidden=True),
)
LAWS = Table(
    name="laws_in_force",
    caption=gettext_lazy("Instruments in force"),
    empty=gettext_lazy("No instrument is in force as of this day. The State's officers enter its law."),
    filters=False,
    columns=list(LAW_COLUMNS),
)
OTHER_LAWS = Table(
    name="other_versions",
    caption=gettext_lazy("Earlier and later instruments"),
    empty=gettext_lazy("No earlier or later version is known as of this day."),
    filters=False,
    tools=False,
    columns=list(LAW_COLUMNS),
)


def task_names(codes: str) -> str:
    """Return the names of mandated tasks by their codes, one after the other."""
    names = {one.code: one.name for one in mandate_tasks()}
    return "; ".join(names.get(code, code) for code in codes_of(codes))


def _covers(row: AllowedTask) -> str:
    return _("whatever else the mandate provides") if row.is_catch_all else task_names(row.tasks)


ALLOWED = Table(
    name="allowed_tasks",
    caption=gettext_lazy("Tasks that the law allows"),
    empty=gettext_lazy("No instrument in force lists tasks. They are entered with the law."),
    filters=False,
    illustrative="law.illustrative",
    columns=[
        Column("law", gettext_lazy("Law"), "law.reference"),
        Column("scope", gettext_lazy("Task"), "get_scope_display"),
        Column("number", gettext_lazy("No."), kind="integer"),
        Column("words", gettext_lazy("In words")),
        Column("covers", gettext_lazy("Mandated tasks covered"), _covers),
        Column("condition", gettext_lazy("Condition")),
    ],
)


def criteria_names(codes: str) -> str:
    """Return the names of criteria by their codes."""
    names = dict(Criterion.choices)
    return "; ".join(str(names.get(code, code)) for code in codes_of(codes))


BODIES = Table(
    name="decision_bodies",
    caption=gettext_lazy("Bodies with a part in decisions"),
    empty=gettext_lazy("No body is on record as of this day. The State's officers enter who decides."),
    filters=False,
    columns=[
        Column("order", gettext_lazy("Turn"), kind="integer"),
        Column("name", gettext_lazy("Body")),
        Column("part", gettext_lazy("Part"), "get_part_display"),
        Column("criteria", gettext_lazy("Criteria signed"), lambda row: criteria_names(row.criteria)),
        Column("must_sign", gettext_lazy("Must sign"), lambda row: said(row.must_sign)),
        Column("under", gettext_lazy("By the law"), lambda row: row.under.reference if row.under else ""),
        Column("valid_from", gettext_lazy("From"), kind="date"),
        Column("valid_until", gettext_lazy("Until (excluded)"), kind="date"),
        Column("source", gettext_lazy("Source"), hidden=True),
    ],
)


MATCHES = Table(
    name="tasks_against_mandate",
    caption=gettext_lazy("Each mandated task against the law"),
    empty=gettext_lazy(
        "Nothing can be said: either no mandate with tasks is in force, or no instrument in force lists tasks."
    ),
    filters=False,
    illustrative=lambda row: False,
    columns=[
        Column("task", gettext_lazy("Mandated task"), lambda row: task_names(row.task)),
        Column("paragraph", gettext_lazy("Paragraph")),
        Column("standing", gettext_lazy("By the law"), lambda row: standing_badge(row.standing), kind="badge"),
        Column("law", gettext_lazy("Law")),
        Column("allowed_words", gettext_lazy("Item of the law")),
        Column("condition", gettext_lazy("Condition")),
        Column("words", gettext_lazy("Words of the mandate"), hidden=True),
    ],
)
OF_CONTINGENTS = Table(
    name="tasks_of_contingents",
    caption=gettext_lazy("The same against the tasks of a contingent"),
    empty=gettext_lazy("No instrument in force lists the tasks of a contingent, or the mandate sets none."),
    filters=False,
    tools=False,
    illustrative=lambda row: False,
    columns=list(MATCHES.columns),
)


def standing_badge(standing: str) -> Badge:
    """Return how the law stands to a task, in a word."""
    words: dict[str, Badge] = {
        "allowed": Badge(_("allowed"), "met"),
        "conditional": Badge(_("on a condition"), "due"),
        "catch-all": Badge(_("by the catch-all item"), "neutral"),
        "not-covered": Badge(_("not covered: conflict"), "short"),
    }
    return words[standing]


MANDATED = Table(
    name="mandated_tasks",
    caption=gettext_lazy("Tasks of the mandate"),
    empty=gettext_lazy("No mandate in force on this day has tasks on record; its Secretariat enters them."),
    filters=False,
    tools=False,
    illustrative=lambda row: False,
    columns=[
        Column("task", gettext_lazy("Task"), lambda row: task_names(row.task)),
        Column("paragraph", gettext_lazy("Paragraph")),
        Column("words", gettext_lazy("In words")),
    ],
)


def _mission_address(row: Any) -> str:
    return reverse("law-mission", args=[row["code"], row["mission"]])


MISSIONS = Table(
    name="missions_against_law",
    caption=gettext_lazy("Missions: mandated tasks against the law"),
    empty=gettext_lazy("No mission has a mandate in force with tasks on record as of this day."),
    filters=False,
    illustrative=lambda row: False,
    columns=[
        Column("mission", gettext_lazy("Mission"), kind="link", href=_mission_address),
        Column("mandated", gettext_lazy("Mandated tasks"), kind="integer"),
        Column("allowed", gettext_lazy("Allowed"), kind="integer"),
        Column("conditional", gettext_lazy("On a condition"), kind="integer"),
        Column("catch_all", gettext_lazy("Catch-all"), kind="integer"),
        Column("conflicts", gettext_lazy("Conflicts"), kind="integer"),
        Column("contingent", gettext_lazy("Not a contingent's"), kind="integer"),
        Column("acts", gettext_lazy("Named by the acts")),
    ],
)
