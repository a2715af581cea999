"""Tables of a State's acts and of their ceilings."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.authorisations.models import ActCategory, NationalAct
from muster.kit.pages import Badge
from muster.kit.tables import Column, Table
from muster.missions.rules.statements import codes_of


def _act_address(row: NationalAct) -> str:
    return reverse("national-act", args=[row.state.code, row.reference])


def missions_named(row: NationalAct) -> str:
    """Return the acronyms that an act names."""
    return ", ".join(sorted(one.acronym for one in row.missions.all()))


def category_names(codes: str) -> str:
    """Return the names of categories of people by their codes; all where none is said."""
    names = dict(ActCategory.choices)
    return ", ".join(str(names.get(code, code)) for code in codes_of(codes)) or _("all")


ACT_COLUMNS = (
    Column("reference", gettext_lazy("Reference"), kind="link", href=_act_address, lookup="reference"),
    Column("title", gettext_lazy("Act"), lookup="title"),
    Column("kind", gettext_lazy("What it does"), "get_kind_display"),
    Column("decided_on", gettext_lazy("Decided on"), kind="date"),
    Column("valid_from", gettext_lazy("From"), kind="date"),
    Column("valid_until", gettext_lazy("Until (excluded)"), kind="date"),
    Column("missions", gettext_lazy("Missions"), missions_named),
    Column("personnel_ceiling", gettext_lazy("Ceiling"), kind="integer", unit=gettext_lazy("people")),
    Column("body", gettext_lazy("Decided by"), hidden=True),
    Column("source", gettext_lazy("Source"), hidden=True),
)
ACTS = Table(
    name="acts_in_force",
    caption=gettext_lazy("Acts in force"),
    empty=gettext_lazy("No act is in force as of this day. The State's officers enter what its parliament decides."),
    filters=False,
    columns=list(ACT_COLUMNS),
)
OTHER_ACTS = Table(
    name="other_acts",
    caption=gettext_lazy("Earlier and later acts"),
    empty=gettext_lazy("No earlier or later act is known as of this day."),
    filters=False,
    tools=False,
    columns=list(ACT_COLUMNS),
)
CEILINGS = Table(
    name="act_ceilings",
    caption=gettext_lazy("Ceilings of the acts"),
    empty=gettext_lazy("No act sets a ceiling."),
    filters=False,
    illustrative="is_illustrative",
    columns=[
        Column("act", gettext_lazy("Act")),
        Column("mission", gettext_lazy("Mission")),
        Column("category", gettext_lazy("Category")),
        Column("people", gettext_lazy("Ceiling"), kind="integer", unit=gettext_lazy("people")),
    ],
)


def ceiling_rows(acts: Any) -> list[dict[str, Any]]:
    """Return every ceiling of acts read by `visible_acts`, the total of each first."""
    names = dict(ActCategory.choices)
    rows = []
    for act in acts:
        said = {"act": act.reference, "is_illustrative": act.illustrative}
        if act.personnel_ceiling is not None:
            rows.append({**said, "mission": _("all named"), "category": _("all"), "people": act.personnel_ceiling})
        for one in act.ceilings_in_order:
            mission = one.mission.acronym if one.mission else _("all named")
            category = str(names.get(one.category, _("all")))
            rows.append({**said, "mission": mission, "category": category, "people": one.personnel})
    return rows


def act_badge(is_in_force: bool) -> Badge:
    """Return whether an act or a law is in force, in a word."""
    return Badge(_("in force"), "met") if is_in_force else Badge(_("not in force"), "neutral")
