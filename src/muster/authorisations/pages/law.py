"""Heads, crumbs and figures of the pages of national law."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.authorisations.models import NationalAct, NationalLaw
from muster.authorisations.rules.tasks import TaskMatch
from muster.authorisations.tables.acts import act_badge, category_names, missions_named
from muster.authorisations.tables.law import said
from muster.kit.days import day_words
from muster.kit.pages import Action, Crumb, Fact, KeyFigure, PageHead
from muster.parties.models import Organisation, Role
from muster.parties.viewer import Viewer


def law_crumbs(*more: Crumb) -> list[Crumb]:
    """Return the path to a page of national law."""
    return [Crumb(_("National law"), reverse("national-law") if more else ""), *more]


def state_crumbs(state: Organisation, *more: Crumb) -> list[Crumb]:
    """Return the path to a page of one State's law."""
    return law_crumbs(Crumb(state.name, reverse("law-of-state", args=[state.code]) if more else ""), *more)


def path_to(state: Organisation) -> list[Crumb]:
    """Return the path to a form of a State's law; the page's own name ends it."""
    return state_crumbs(state, Crumb(""))[:-1]


def may_enter(viewer: Viewer, state: Organisation) -> bool:
    """Return whether the viewer is an officer of the State."""
    return viewer.organisation_id == state.pk and viewer.has_role(Role.OFFICER)


def law_head(viewer: Viewer, state: Organisation, laws: Iterable[NationalLaw], acts: Iterable[NationalAct]) -> PageHead:
    """Return the head of a State's page with what its officers may do."""
    code = state.code
    doors = [
        Action(_("Tasks by mission"), reverse("law-missions", args=[code])),
        Action(_("Room under the acts"), reverse("law-room", args=[code])),
        Action(_("Workbook"), reverse("law-workbook", args=[code])),
    ]
    if may_enter(viewer, state):
        doors += [
            Action(_("Enter an act"), reverse("new-act", args=[code]), primary=True),
            Action(_("Enter a law"), reverse("new-law", args=[code])),
            Action(_("Enter a body"), reverse("new-body", args=[code])),
            Action(_("Import"), reverse("import-law", args=[code])),
        ]
    return PageHead(
        title=_("Law of %(state)s on peacekeeping") % {"state": state.name},
        kicker=_("National law"),
        lead=_("Instruments in their versions, the tasks that they allow, who decides, and the acts that authorise."),
        crumbs=state_crumbs(state),
        actions=doors,
        illustrative=any(one.illustrative for one in (*laws, *acts)),
    )


def law_figures(
    laws: Sequence[NationalLaw], acts: Sequence[NationalAct], tasks: int, conflicts: int | None, day: date
) -> list[KeyFigure]:
    """Return how many instruments and acts are in force, and how many mandated tasks no item covers."""
    ceilings = [one.personnel_ceiling for one in acts if one.personnel_ceiling is not None]
    shown = [
        KeyFigure(_("Instruments in force"), len(laws), note=day_words(day)),
        KeyFigure(_("Tasks allowed"), tasks),
        KeyFigure(_("Acts in force"), len(acts)),
    ]
    if ceilings:
        shown.append(KeyFigure(_("Ceilings of the acts together"), sum(ceilings), _("people")))
    if conflicts is not None:
        shown.append(
            KeyFigure(_("Mandated tasks not covered"), conflicts, tone="short" if conflicts else "met",
                      note=_("over all missions with a mandate"))
        )  # fmt: skip
    return shown


def instrument_facts(law: NationalLaw, successor: NationalLaw | None) -> list[Fact]:
    """Return what an instrument says, line by line."""
    code = law.state.code
    return [
        Fact(_("Kind"), law.get_kind_display()),
        Fact(_("Adopted on"), law.adopted_on or "–"),
        Fact(_("From"), law.valid_from),
        Fact(_("Until (excluded)"), law.valid_until or _("no end on record")),
        _link(_("Replaces"), "law", code, law.replaces),
        _link(_("Replaced by"), "law", code, successor),
        Fact(_("Staffed by volunteers only"), said(law.volunteers_only)),
        Fact(_("Needs a decision of parliament"), said(law.needs_parliament)),
        Fact(_("Note"), law.note or "–"),
        Fact(_("Source"), law.source or "–", standing=law.standing),
        Fact(_("Known from"), law.known_from),
    ]


def act_facts(act: NationalAct, successor: NationalAct | None) -> list[Fact]:
    """Return what an act says, line by line."""
    code = act.state.code
    return [
        Fact(_("What it does"), act.get_kind_display()),
        Fact(_("Decided by"), act.body or "–"),
        Fact(_("Decided on"), act.decided_on),
        Fact(_("From"), act.valid_from),
        Fact(_("Until (excluded)"), act.valid_until or _("no end on record")),
        Fact(_("Missions"), missions_named(act) or "–"),
        Fact(_("Categories of people"), category_names(act.categories)),
        _link(_("Under the law"), "law", code, act.under),
        _link(_("Replaces"), "national-act", code, act.replaces),
        _link(_("Replaced by"), "national-act", code, successor),
        Fact(_("Conditions"), act.conditions or "–"),
        Fact(_("Source"), act.source or "–", standing=act.standing),
        Fact(_("Known from"), act.known_from),
    ]


def _link(label: str, name: str, code: str, record: NationalLaw | NationalAct | None) -> Fact:
    if record is None:
        return Fact(label, "–")
    return Fact(label, record.title, href=reverse(name, args=[code, record.reference]))


def instrument_head(viewer: Viewer, law: NationalLaw, is_in_force: bool, is_last: bool) -> PageHead:
    """Return the head of an instrument; its State's officers may enter the version that replaces it."""
    doors = []
    if is_last and may_enter(viewer, law.state):
        address = f"{reverse('new-law', args=[law.state.code])}?replaces={law.reference}"
        doors = [Action(_("Enter what replaces it"), address)]
    return PageHead(
        title=law.title,
        kicker=_("National law"),
        status=act_badge(is_in_force),
        crumbs=state_crumbs(law.state, Crumb(law.reference)),
        actions=doors,
        illustrative=law.illustrative,
    )


def act_head(viewer: Viewer, act: NationalAct, is_in_force: bool, is_last: bool) -> PageHead:
    """Return the head of an act; its State's officers may enter the one that replaces it."""
    doors = []
    if is_last and may_enter(viewer, act.state):
        address = f"{reverse('new-act', args=[act.state.code])}?replaces={act.reference}"
        doors = [Action(_("Reduce, extend or withdraw"), address)]
    return PageHead(
        title=act.title,
        kicker=_("National act"),
        status=act_badge(is_in_force),
        crumbs=state_crumbs(act.state, Crumb(act.reference)),
        actions=doors,
        illustrative=act.illustrative,
    )


def match_figures(matches: Sequence[TaskMatch], of_contingents: Sequence[TaskMatch]) -> list[KeyFigure]:
    """Return how many mandated tasks the law allows, conditions, covers at large, and does not know."""
    counted = {name: sum(one.standing == name for one in matches) for name in STANDINGS}
    shown = [
        KeyFigure(_("Mandated tasks"), len(matches)),
        KeyFigure(_("Allowed"), counted["allowed"], tone="met"),
        KeyFigure(_("On a condition"), counted["conditional"], tone="due" if counted["conditional"] else "neutral"),
        KeyFigure(_("By the catch-all item"), counted["catch-all"]),
        KeyFigure(_("Conflicts"), counted["not-covered"], tone="short" if counted["not-covered"] else "met"),
    ]
    if of_contingents:
        outside = sum(one.is_conflict for one in of_contingents)
        shown.append(KeyFigure(_("Not among a contingent's tasks"), outside, tone="due" if outside else "met"))
    return shown


STANDINGS = ("allowed", "conditional", "catch-all", "not-covered")


def mission_rows(
    state: Organisation,
    matches: dict[str, tuple[TaskMatch, ...]],
    of_contingents: dict[str, tuple[TaskMatch, ...]],
    mandated: dict[str, int],
    named: dict[str, list[str]],
) -> list[dict[str, Any]]:
    """Return a row a mission: how the law stands to its tasks, and which acts in force name it."""
    rows = []
    for mission, number in sorted(mandated.items()):
        own = matches.get(mission, ())
        counted = {name: sum(one.standing == name for one in own) if own else None for name in STANDINGS}
        contingent = of_contingents.get(mission)
        rows.append(
            {
                "code": state.code,
                "mission": mission,
                "mandated": number,
                "allowed": counted["allowed"],
                "conditional": counted["conditional"],
                "catch_all": counted["catch-all"],
                "conflicts": counted["not-covered"],
                "contingent": None if contingent is None else sum(one.is_conflict for one in contingent),
                "acts": ", ".join(named.get(mission, [])),
            }
        )
    return rows
