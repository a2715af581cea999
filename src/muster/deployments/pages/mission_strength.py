"""What the page of a mission's strength shows, as the kit's plain values."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.deployments.pages.strength_chart import Bar, strength_chart
from muster.deployments.queries.mission_strength import MONTHS_KEY, POLICE, TROOPS, MissionStrength, StrengthOfDay
from muster.deployments.rules.strength import Strength
from muster.deployments.tables.presence import light_badge
from muster.generation.pages.parameters import explained
from muster.kit.charts.chart import Chart
from muster.kit.days import day_words
from muster.kit.pages import Action, Crumb, Explanation, KeyFigure, PageHead, Tone


def strength_head(found: MissionStrength) -> PageHead:
    """Return the head of the page."""
    acronym = found.mission.acronym
    return PageHead(
        title=_("Strength of %(mission)s") % {"mission": acronym},
        kicker=_("People in theatre against the mandate"),
        lead=_("Units in theatre by their last report, or as agreed before the first; individuals are not in it."),
        crumbs=[
            Crumb(_("Missions"), reverse("missions")),
            Crumb(acronym, reverse("mission", args=[acronym])),
            Crumb(_("Strength")),
        ],
        actions=[
            Action(_("Expected strength"), reverse("expected-strength", args=[acronym])),
            Action(_("Units"), reverse("deployed-units")),
        ],
        illustrative=found.illustrative,
    )


def strength_figures(found: MissionStrength) -> list[KeyFigure]:
    """Return people in theatre, the ceilings of troops and police, and women among those reported by sex."""
    now = found.now
    how = Explanation(
        formula=_("the last report of each unit present on the day, else its agreed strength"),
        parameters=explained((MONTHS_KEY,), now.day),
        note=_("National support elements stand outside the strength."),
    )
    figures = [KeyFigure(_("In theatre"), now.total.people, _("people"), explanation=how)]
    for category, name in ((TROOPS, _("Troops")), (POLICE, _("Police"))):
        figures.append(_against_ceiling(now, category, name))
    figures.append(_women(now.total))
    if now.total.support:
        figures.append(KeyFigure(_("National support elements besides"), now.total.support, _("people")))
    return figures


def _against_ceiling(now: StrengthOfDay, category: str, name: str) -> KeyFigure:
    people, ceiling = now.categories.get(category, Strength()).people, now.ceiling_of(category)
    if ceiling is None:
        return KeyFigure(name, people, _("people"), _("no ceiling known"))
    tone: Tone = "short" if now.over(category) else "met" if ceiling else "neutral"
    share = people / ceiling if ceiling else None
    return KeyFigure(name, people, _("people"), _("of %(most)s") % {"most": f"{ceiling:,}"}, tone=tone, share=share)


def _women(total: Strength) -> KeyFigure:
    sexed = total.men + total.women
    if not sexed:
        return KeyFigure(_("Women"), _("not reported"))
    share = f"{100 * total.women / sexed:.1f}"
    return KeyFigure(_("Women"), share, "%", _("of %(people)s reported by sex") % {"people": f"{sexed:,}"})


def category_rows(found: MissionStrength) -> list[dict[str, Any]]:
    """Return the categories of the day looked at, a row each."""
    now = found.now
    return [
        {
            "category": category,
            "people": strength.people,
            "men": strength.men,
            "women": strength.women,
            "light": light_badge(found.lights.get(category)),
            "unsexed": strength.unsexed,
            "ceiling": now.ceiling_of(category),
            "over": now.over(category),
        }
        for category, strength in sorted(now.categories.items())
    ]


def mission_chart(found: MissionStrength) -> Chart:
    """Return the month ends as bars of troops, police and others under both ceilings."""
    now = found.now
    words = {"mission": found.mission.acronym, "day": day_words(now.day), "people": f"{now.total.people:,}"}
    over = now.over(TROOPS) + now.over(POLICE)
    title = (
        _("%(mission)s: %(over)s people beyond its ceilings on %(day)s") % {**words, "over": f"{over:,}"}
        if over
        else _("%(mission)s: %(people)s people in theatre on %(day)s") % words
    )
    return strength_chart(
        [_bar(one) for one in found.days],
        (_("troops"), _("police"), _("others")),
        title=title,
        summary=_("People of units in theatre at each month end and on the day looked at."),
        id="mission-strength",
    )


def _bar(one: StrengthOfDay) -> Bar:
    troops, police = (one.categories.get(name, Strength()).people for name in (TROOPS, POLICE))
    ceiling = (
        None if one.troop_ceiling is None or one.police_ceiling is None else one.troop_ceiling + one.police_ceiling
    )
    return Bar(one.day.isoformat(), (troops, police, one.total.people - troops - police), ceiling)
