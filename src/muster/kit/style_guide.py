"""What the style guide shows: one sample of every component, made up and marked so."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from muster.kit.charts import (
    Chart,
    Cover,
    Coverage,
    MissionDot,
    MonthCoverage,
    Need,
    coverage_bars,
    coverage_by_month,
    gantt,
    mission_map,
)
from muster.kit.forms import DateInput, with_unit
from muster.kit.icons import ICONS
from muster.kit.pages import (
    RUNGS,
    Action,
    Badge,
    Crumb,
    ExplainInput,
    Explanation,
    Fact,
    KeyFigure,
    Ladder,
    NextRung,
    NextStep,
    PageHead,
    Reason,
    TimelineEntry,
)
from muster.kit.tables import Column, Table, render_table

TODAY = date(2018, 10, 1)
"""The day on which every sample stands."""


@dataclass(frozen=True)
class SamplePledge:
    """A pledge of nobody."""

    state: str
    unit_type: str
    people: int
    women: float
    ladder: Ladder
    status: Badge
    ready_from: date
    illustrative: bool = True


STATUSES = (
    Badge(_("Available"), "met"),
    Badge(_("Visit due"), "due"),
    Badge(_("Withdrawn"), "short"),
    Badge(_("Deployed"), "accent"),
    Badge(_("Under review")),
)
_STATES = ("Aland", "Borduria", "Freedonia", "Grand Fenwick", "Latveria", "Ruritania", "Sylvania", "Zubrowka")
_UNITS = (
    ("Infantry battalion", 850),
    ("Engineer company", 255),
    ("Level 2 hospital", 69),
    ("Utility helicopter unit", 160),
    ("Formed police unit", 140),
    ("Reserve company", 139),
    ("Combat convoy battalion", 525),
)


def _ladder(at: int) -> Ladder:
    proven = at % len(RUNGS)
    claimed = min(proven + at % 3, len(RUNGS) - 1)
    return Ladder(proven, claimed, expires=TODAY + timedelta(days=90 * at) if proven > 1 else None)


def sample_pledges(count: int = 64) -> list[SamplePledge]:
    """Pledges of invented States, the same ones each time."""
    return [
        SamplePledge(
            state=_STATES[at % len(_STATES)],
            unit_type=_UNITS[at % len(_UNITS)][0],
            people=_UNITS[at % len(_UNITS)][1] - 3 * (at % 4),
            women=0.04 + (at * 7 % 23) / 100,
            ladder=_ladder(at),
            status=STATUSES[at * 3 % len(STATUSES)],
            ready_from=TODAY + timedelta(days=11 * at % 400),
        )
        for at in range(count)
    ]


PLEDGES = Table(
    name="sample-pledges",
    caption=_("Pledges of invented States"),
    source=_("made up for this page"),
    empty=_("A pledge that a State makes appears here; import a workbook or enter one."),
    columns=(
        Column("state", _("State"), kind="link", href=lambda row: "#table", filter="choice"),
        Column("unit_type", _("Unit type")),
        Column("people", _("Strength"), kind="integer", unit=_("people"), total=True),
        Column("women", _("Women"), kind="percent", unit=_("share"), description=_("Share of women in the unit")),
        Column("ladder", _("Level"), kind="ladder", description=_("Proven filled, claimed outlined")),
        Column("status", _("Status"), kind="badge"),
        Column("ready_from", _("Ready from"), kind="date"),
        Column("notes", _("Notes"), value=lambda row: None, hidden=True),
    ),
)

EXPLANATION = Explanation(
    formula=_("share covered = person-days covered / person-days needed = 412,900 / 480,100"),
    inputs=(
        ExplainInput(_("Person-days needed"), "480,100", href="#table", source=_("requirement FR-7, 12 posts")),
        ExplainInput(_("Person-days covered"), "412,900", href="#table", source=_("plan of 1 Oct 2018")),
    ),
    parameters=(
        ExplainInput(
            _("Handover overlap"), _("10 days"), source=_("set for this installation"), standing="local choice"
        ),
        ExplainInput(
            _("Tour of duty of a formed unit"), _("12 months"), source=_("manual of 2021"), standing="recalled"
        ),
    ),
)


class SampleForm(forms.Form):
    """Each kind of field once."""

    state = forms.CharField(label=_("State"), help_text=_("Name in any official language, or the ISO code."))
    unit_type = forms.ChoiceField(label=_("Unit type"), choices=[("", "–"), *((name, name) for name, _n in _UNITS)])
    strength = with_unit(forms.IntegerField(label=_("Strength"), min_value=1), _("people"))
    ready_from = forms.DateField(
        label=_("Ready from"), widget=DateInput, help_text=_("First day on which it can leave.")
    )
    rotation = forms.ChoiceField(
        label=_("Rotation"),
        widget=forms.RadioSelect,
        choices=[("6", _("every six months")), ("12", _("every twelve months"))],
    )
    partner = forms.BooleanField(label=_("Needs a partner for support"), required=False)
    caveats = forms.CharField(label=_("Caveats"), widget=forms.Textarea(attrs={"rows": 3}), required=False)


HEAD = PageHead(
    title=_("Style guide"),
    crumbs=(Crumb(_("Reference"), "/reference/"), Crumb(_("Style guide"))),
    lead=_("Every component of Muster's pages once, drawn by the same templates as the pages themselves."),
    status=Badge(_("Living"), "met"),
    illustrative=True,
    next_step=NextStep(_("Secretariat"), _("confirms the assessment visit"), date(2018, 11, 15), href="#marks"),
    actions=(Action(_("Edit"), "#form", icon="edit"), Action(_("New pledge"), "#form", primary=True, icon="add")),
)

FIGURES = (
    KeyFigure(_("Posts covered"), _("212 of 248"), share=0.855, note=_("86 % of person-days"), explanation=EXPLANATION),
    KeyFigure(_("Uniformed people in the field"), 90_905, _("people"), note=_("30 September 2018")),
    KeyFigure(_("Gaps"), 36, _("posts"), _("of which 9 open within 90 days"), "short"),
    KeyFigure(_("Levels that expire"), 7, _("pledges"), _("by 31 March 2019"), "due"),
    KeyFigure(_("States with a proven unit"), 41, _("States"), _("level 2 or higher"), "met"),
)

FACTS = (
    Fact(_("Unit type"), _("Infantry company, mechanised"), source=_("unit manual"), standing="seen"),
    Fact(_("Strength"), 850, _("people"), source=_("pledge form"), standing="illustrative"),
    Fact(_("Notice to deploy"), 60, _("days"), source=_("set for this installation"), standing="local choice"),
    Fact(_("Share covered"), "86\u00a0%", explanation=EXPLANATION),
    Fact(_("Dwell between tours"), None),
)

TIMELINE = (
    TimelineEntry(date(2016, 4, 12), _("Registered as a draft"), tone="neutral"),
    TimelineEntry(date(2016, 9, 1), _("Level 1 confirmed"), _("Table of organisation and equipment checked"), "met"),
    TimelineEntry(date(2017, 6, 20), _("Assessment and advisory visit"), _("Two findings, one remedied"), "due"),
    TimelineEntry(date(2018, 10, 31), _("Deploys"), _("Rotation every six months"), "accent", planned=True),
    TimelineEntry(date(2019, 5, 1), _("Level 2 expires unless renewed"), tone="short", planned=True),
)

REASONS = (
    Reason(
        _("Level 1: an assessment and advisory visit comes first."),
        _("Earliest 2027-05 if the visit is asked for by 15 December."),
        _("readiness levels"),
    ),
    Reason(_("The State excludes this mission."), _("Ask whether the caveat still stands."), _("pledge, caveat 2")),
)

LADDERS = (
    Ladder(0),
    Ladder(1, 2),
    Ladder(2, 3, date(2019, 5, 1)),
    Ladder(3, 3, date(2020, 1, 15)),
    Ladder(4, 4, date(2019, 2, 1)),
)

FULL_LADDER = Ladder(
    2,
    3,
    date(2019, 5, 1),
    needed=(
        NextRung(_("Statement of unit requirements accepted"), _("Ministry of Defence"), date(2018, 12, 1), done=True),
        NextRung(_("Contribution agreement drafted"), _("Secretariat"), date(2019, 2, 15)),
        NextRung(_("Load list with volumes and weights"), _("Ministry of Defence"), date(2019, 3, 1)),
    ),
)


_END = date(2021, 10, 1)
_NEEDS = (
    Need("North", "Lead battalion, sector east", TODAY, _END, href="#table"),
    Need("North", "Infantry company, co-deployed", date(2018, 10, 31), _END),
    Need("North", "Level 2 hospital", TODAY, _END),
    Need("West", "Combat convoy battalion", TODAY, _END),
    Need("West", "Utility helicopter unit", TODAY, _END),
    Need("West", "Engineer company", date(2019, 1, 1), date(2021, 1, 1)),
    Need("South", "Formed police unit 1", TODAY, _END),
    Need("South", "Formed police unit 2", TODAY, _END),
)


def _cover(need: Need, start: date, end: date, label: str, committed: bool, every: int) -> Cover:
    """A sample tour with a rotation every so many months."""
    months = range(every, 48, every) if every else ()
    days = [date(start.year + (start.month - 1 + m) // 12, (start.month - 1 + m) % 12 + 1, 1) for m in months]
    return Cover(
        need.group,
        need.row,
        start,
        end,
        label,
        "committed" if committed else "proposed",
        title=f"{label}: {need.row}",
        value="0.82",
        rotations=tuple(day for day in days if day < end),
        href="#table",
        illustrative=True,
    )


_COVERS = (
    _cover(_NEEDS[0], TODAY, _END, "RUR", True, 12),
    _cover(_NEEDS[1], date(2018, 10, 31), date(2020, 10, 31), "BOR", False, 6),
    _cover(_NEEDS[3], date(2019, 3, 1), date(2020, 3, 1), "SYL", False, 6),
    _cover(_NEEDS[3], date(2020, 5, 1), _END, "LAT", False, 0),
    _cover(_NEEDS[4], TODAY, date(2019, 10, 1), "FRE", True, 0),
    _cover(_NEEDS[5], date(2019, 1, 1), date(2021, 1, 1), "ZUB", True, 12),
    _cover(_NEEDS[6], TODAY, _END, "GRF", True, 12),
    _cover(_NEEDS[7], date(2018, 12, 1), _END, "ALA", False, 12),
)
_MISSIONS = (
    MissionDot("North", 35.1, 33.1, 15_000, 10_480),
    MissionDot("East", 31.6, 4.85, 17_000, 14_900),
    MissionDot("South", 29.2, -1.7, 16_200, 15_400),
    MissionDot("West", -8.0, 12.6, 13_300, 9_100),
    MissionDot("Island", 33.4, 35.2, 930, 860),
)


def sample_charts(outline: Mapping[str, Any] | str | None = None) -> list[Chart]:
    """Each kind of chart once; the map only where an outline is given."""
    unit = _("posts")
    made_up = _("made up for this page")
    bars = [Coverage(name, 76 - 9 * at, 76 - 9 * at - at * at % 7 * 3) for at, (name, _people) in enumerate(_UNITS)]
    months = [
        MonthCoverage(group, date(2018 + (9 + at) // 12, (9 + at) % 12 + 1, 1), 40, 40 - (at * (turn + 2) % 11))
        for turn, group in enumerate(("North", "West", "South"))
        for at in range(36)
    ]
    charts = [
        gantt(
            _NEEDS,
            _COVERS,
            date(2019, 1, 15),
            title=_("The hospital in the north and the convoys in the west stay open"),
            source=made_up,
        ),
        coverage_bars(bars, title=_("Reserve companies are hardest to find"), unit=unit, source=made_up),
        coverage_by_month(months, title=_("Cover thins towards each rotation"), unit=unit, source=made_up),
    ]
    if outline is not None:
        title = _("Four large missions hold most of the people")
        charts.append(mission_map(outline, _MISSIONS, title=title, source=made_up))
    return charts


def style_guide(
    request: HttpRequest, outline: Mapping[str, Any] | str | None = None
) -> Mapping[str, Any] | HttpResponse:
    """The context of ``kit/style_guide.html``, or the file when a sample table is exported."""
    table = render_table(request, PLEDGES, sample_pledges(), as_of=TODAY)
    if isinstance(table, HttpResponse):
        return table
    none = render_table(request, PLEDGES, [], prefix="none_", as_of=TODAY)
    return {
        "head": HEAD,
        "table": table,
        "empty_table": none,
        "figures": FIGURES,
        "facts": FACTS,
        "timeline": TIMELINE,
        "today": TODAY,
        "reasons": REASONS,
        "ladders": LADDERS,
        "full_ladder": FULL_LADDER,
        "badges": (*STATUSES, Badge(_("illustrative"), "illustrative")),
        "explanation": EXPLANATION,
        "form": SampleForm({"state": "", "strength": "-3", "ready_from": "2018-10-31", "rotation": "6"}),
        "icons": sorted(ICONS),
        "charts": sample_charts(outline),
        "shows_map": outline is not None,
    }
