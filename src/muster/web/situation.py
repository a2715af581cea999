"""What the first page shows, as the kit's plain values."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from muster.kit.charts import Chart
from muster.kit.charts.mission_map import MissionDot, mission_map
from muster.kit.pages import KeyFigure
from muster.kit.tables import Column, Table
from muster.plans.coverage import Coverage, total
from muster.plans.models import StoredPlan
from muster.plans.situation import Situation, TypeSituation
from muster.reference.outline import DISCLAIMER

MISSIONS = Table(
    name="missions",
    caption=gettext_lazy("Missions and their posts on the day"),
    empty=gettext_lazy("No mission with a mandate or a requirement is on record as of this day."),
    order="-open_posts,acronym",
    tools=False,
    filters=False,
    illustrative=lambda row: False,
    columns=[
        Column(
            "acronym",
            gettext_lazy("Mission"),
            "mission.acronym",
            kind="link",
            href=lambda row: reverse("mission", args=[row.mission.acronym]),
        ),
        Column("ceiling", gettext_lazy("Ceiling"), kind="integer", unit=gettext_lazy("people")),
        Column("posts", gettext_lazy("Posts"), kind="integer", total=True),
        Column("held", gettext_lazy("Held"), kind="integer", total=True),
        Column("open_posts", gettext_lazy("Open"), kind="integer", total=True),
        Column("share", gettext_lazy("Held strength"), kind="percent", decimals=0),
    ],
)


def _open_by_mission(row: TypeSituation) -> str:
    """Return the missions with open posts of the type, the most open first."""
    ordered = sorted(row.open_by_mission.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{mission} {count}" for mission, count in ordered)


UNIT_TYPES = Table(
    name="unit_types",
    caption=gettext_lazy("Posts by unit type on the day"),
    empty=gettext_lazy("No post is wanted on this day."),
    tools=False,
    filters=False,
    illustrative=lambda row: False,
    columns=[
        Column(
            "code",
            gettext_lazy("Unit type"),
            kind="link",
            href=lambda row: reverse("fact", args=["unit_types", row.code]),
        ),
        Column("name", gettext_lazy("Name")),
        Column("posts", gettext_lazy("Posts"), kind="integer", total=True),
        Column("held", gettext_lazy("Held"), kind="integer", total=True),
        Column("open_posts", gettext_lazy("Open"), kind="integer", total=True),
        Column("where", gettext_lazy("Open in"), _open_by_mission),
    ],
)

EXPIRIES = Table(
    name="expiries",
    caption=gettext_lazy("What ends soon"),
    empty=gettext_lazy("Nothing on record ends within the warning times of the parameter table."),
    order="day",
    page_size=12,
    tools=False,
    filters=False,
    columns=[
        Column("what", gettext_lazy("What"), kind="link", href=lambda row: row.href),
        Column("kind", gettext_lazy("Kind")),
        Column("day", gettext_lazy("Ends on"), kind="date"),
    ],
)


def situation_figures(found: Situation) -> list[KeyFigure]:
    """Return the day's key figures."""
    share = found.strength_held / found.strength if found.strength else 1.0
    return [
        KeyFigure(_("Missions"), len(found.missions), note=_("with a mandate or a requirement"), href="#missions"),
        KeyFigure(
            _("Posts held"),
            f"{found.held} / {found.posts}",
            note=_("%(open)s open today") % {"open": found.posts - found.held},
            tone="due" if found.held < found.posts else "met",
            href="#unit-types",
        ),
        KeyFigure(
            _("Strength held"),
            f"{share:.0%}",
            tone="due" if share < 1 else "met",
            share=share,
            note=_("%(held)s of %(wanted)s people")
            % {"held": f"{found.strength_held:,}", "wanted": f"{found.strength:,}"},
        ),
        KeyFigure(
            _("Ends soon"),
            len(found.expiries),
            note=_("mandates, stays, pledges"),
            href="#ends-soon",
            tone="due" if found.expiries else "neutral",
        ),
    ]


def plan_figure(plan: StoredPlan, coverage: Sequence[Coverage], gaps: int) -> KeyFigure:
    """Return the latest plan as a key figure."""
    every = total(coverage)
    return KeyFigure(
        _("Latest plan covers"),
        f"{every.share:.0%}",
        note=_("%(gaps)s gaps; within %(gap)s of the best possible") % {"gaps": gaps, "gap": f"{plan.gap or 0:.1%}"},
        tone="accent",
        share=every.share,
        href=reverse("plan", args=[plan.reference]),
    )


def situation_map(found: Situation) -> Chart | None:
    """Return the missions on the map; circle area is the wanted strength, its filled share what is held."""
    if not found.missions:
        return None
    dots = [
        MissionDot(
            name=row.mission.acronym,
            longitude=row.mission.longitude,
            latitude=row.mission.latitude,
            ceiling=row.strength,
            covered=row.strength_held,
            title=row.mission.name,
            href=reverse("mission", args=[row.mission.acronym]),
        )
        for row in found.missions
        if row.strength
    ]
    if not dots:
        return None
    return mission_map(
        reverse("world-outline"),
        dots,
        title=_("Missions: wanted strength, and the share that is held"),
        feature="states",
        area=_("wanted strength"),
        filled=_("held"),
        disputed=reverse("world-outline"),
        summary=_("The circle's area is the strength wanted by requirements; the filled part is held today."),
        source=_("requirements and stays on record.") + " " + DISCLAIMER,
    )
