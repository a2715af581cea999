"""What is pledged, as a pledge's page shows it: the note verbale by its groups, and what it does not say."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.kit.day_text import long_day
from muster.kit.pages import Badge, ExplainInput, Explanation, Fact, Text, Tone
from muster.parties.request import MusterRequest
from muster.pledges.models import ApprovalStatus, PledgeVersion
from muster.pledges.pages.section import Section
from muster.pledges.queries.page import PledgePage
from muster.pledges.rules.women import Light, WomenStanding, women_standing
from muster.pledges.terms import split_list
from muster.reference.unit_types import UnitType, unit_type

LIGHTS: dict[Light, tuple[Tone, str]] = {
    Light.GREEN: ("met", "green"),
    Light.YELLOW: ("due", "yellow"),
    Light.RED: ("short", "red"),
}


@dataclass(frozen=True)
class FactGroup:
    """Facts under a heading."""

    heading: Text
    facts: Sequence[Fact]


@dataclass(frozen=True)
class Said:
    """One field of the note verbale: its value is empty where the State says nothing."""

    label: str
    value: Any
    unit: str = ""
    href: str = ""

    @property
    def is_said(self) -> bool:
        """Return whether there is a value; nought is one."""
        return self.value not in ("", None)


def content_section(request: MusterRequest, page: PledgePage) -> Section:
    """Return what is pledged by groups, what is not said, and source and standing."""
    pledge = page.pledge
    kind = unit_type(pledge.unit_type)
    women = women_standing(kind, pledge.women, pledge.strength, day=request.as_of)
    groups = _groups(pledge)
    shown = [FactGroup(heading, _facts(said)) for heading, said in groups]
    content = {
        "groups": [group for group in shown if group.facts],
        "women": _women(women) if women else None,
        "not_said": ", ".join(one.label for _heading, said in groups for one in said if not one.is_said),
        "record": [_source(pledge)],
        "remarks": pledge.remarks,
    }
    return Section(_("What is pledged"), "content", content, anchor="content")


def pledge_facts(pledge: PledgeVersion) -> list[Fact]:
    """Return what is said in the note verbale as one list of facts; source and standing come last."""
    said = [one for _heading, group in _groups(pledge) for one in group]
    return [*_facts(said), _source(pledge)]


def _groups(pledge: PledgeVersion) -> Sequence[tuple[str, list[Said]]]:
    """Return the fields of the note verbale by groups, those that say nothing too."""
    return (
        (_("Note verbale"), _note(pledge)),
        (_("Unit"), _unit(pledge, unit_type(pledge.unit_type))),
        (_("Availability"), _availability(pledge)),
        (_("Conditions"), _conditions(pledge)),
        (_("Partners"), _partners(pledge)),
    )


def _facts(said: Sequence[Said]) -> list[Fact]:
    """Return the fields that say something as facts."""
    return [Fact(one.label, one.value, unit=one.unit, href=one.href) for one in said if one.is_said]


def _source(pledge: PledgeVersion) -> Fact:
    """Return where the record comes from and how far it may be trusted."""
    return Fact(_("Source"), pledge.source or "—", standing=pledge.standing)


def _note(pledge: PledgeVersion) -> list[Said]:
    """Return the note verbale's own fields."""
    return [
        Said(_("Note verbale"), pledge.note_verbale),
        Said(_("Date"), long_day(pledge.note_verbale_on) if pledge.note_verbale_on else ""),
        Said(_("Issued by"), pledge.signatory),
        Said(_("Language of the note"), pledge.note_language),
        Said(_("Marking"), pledge.get_marking_display()),
    ]


def _unit(pledge: PledgeVersion, kind: UnitType) -> list[Said]:
    """Return what kind of unit it is, and how many people."""
    national = pledge.pledge.unit
    return [
        Said(_("Unit type"), f"{kind.code} · {kind.name}", href=reverse("fact", args=["unit_types", kind.code])),
        Said(_("Size"), kind.size_class),
        Said(_("National unit"), national.name if national else ""),
        Said(_("Strength"), pledge.strength, _("people")),
        Said(_("Of whom women"), pledge.women, _("people")),
        Said(_("Of whom officers"), pledge.officers or "", _("people")),
        Said(_("Identical units offered"), pledge.units_offered),
        Said(_("Rotations guaranteed"), pledge.rotations_guaranteed or ""),
    ]


def _availability(pledge: PledgeVersion) -> list[Said]:
    """Return when the unit can go, for how long and from where."""
    at_port = pledge.at_port_from
    return [
        Said(_("Available"), _interval(pledge.available_from, pledge.available_until)),
        Said(_("Notice to deploy"), pledge.notice_days, _("days")),
        Said(_("Tour"), f"{pledge.stay_minimum_months} to {pledge.stay_maximum_months}", _("months")),
        Said(_("Rest between tours"), pledge.dwell_months, _("months")),
        Said(_("Equipment at the port from"), long_day(at_port) if at_port else ""),
        Said(_("Home base"), pledge.home_base),
        Said(_("Airport of embarkation"), pledge.airport),
        Said(_("Seaport of embarkation"), pledge.seaport),
    ]


def _conditions(pledge: PledgeVersion) -> list[Said]:
    """Return what the State's decision and the unit's means allow."""
    is_known = pledge.approval != ApprovalStatus.UNKNOWN
    return [
        Said(_("National approval"), pledge.get_approval_display() if is_known else ""),
        Said(_("Preferred missions"), _list(pledge.preferred_missions)),
        Said(_("Limits of environment"), pledge.environment_limits),
        Said(_("Working languages"), _list(pledge.languages)),
        Said(_("Level of the languages"), pledge.language_level),
    ]


def _partners(pledge: PledgeVersion) -> list[Said]:
    """Return what the State needs of others and offers to them."""
    return [
        Said(_("Partner needed for"), _list(pledge.partner_needed_for)),
        Said(_("Mentoring"), _("offers to mentor another State") if pledge.offers_mentoring else ""),
    ]


def _list(text: str) -> str:
    """Return a list written with semicolons as people write one."""
    return ", ".join(split_list(text))


def _interval(start: date, until: date | None) -> str:
    """Return an interval in words, its last day included."""
    if until is None:
        return _("from %(start)s, no end") % {"start": long_day(start)}
    return _("from %(start)s until %(until)s (excluded)") % {"start": long_day(start), "until": long_day(until)}


def _women(standing: WomenStanding) -> dict[str, object]:
    """Return the traffic light of women with what it rests on."""
    tone, word = LIGHTS[standing.light]
    year = str(standing.target["year"])
    minimum = standing.yellow_minimum
    explanation = Explanation(
        formula=_("green: share at or above the target; yellow: at or above the minimum; red: below it"),
        inputs=(
            ExplainInput(_("Women of the pledged strength"), f"{standing.women} / {standing.people}"),
            ExplainInput(
                _("Target of %(year)s") % {"year": year},
                f"{standing.target_percent} %",
                href=reverse("fact", args=["gender_targets", year]),
                source=str(standing.target["source"]),
                standing=str(standing.target["standing"]),
            ),
        ),
        parameters=(
            ExplainInput(
                _("Minimum for yellow"), f"{minimum.value} %", source=minimum.source, standing=minimum.standing
            ),
        ),
        note=_("The light is reckoned as for women deployed, here of what is pledged."),
    )
    return {
        "badge": Badge(word, tone),
        "words": _("%(share)s %% women; the target of %(year)s is %(target)s %%")
        % {"share": standing.share, "year": year, "target": standing.target_percent},
        "explanation": explanation,
    }
