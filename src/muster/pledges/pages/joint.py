"""A joint pledge on its page: who brings what, what each partner said, and what is left if one goes."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.kit.day_text import long_day
from muster.kit.intervals import DateInterval
from muster.kit.pages import Badge, ExplainInput, Explanation
from muster.parties.models import Role
from muster.parties.request import MusterRequest
from muster.pledges.models import OPEN_STAGES, Contribution, PledgeVersion
from muster.pledges.pages.section import NOTHING, Section
from muster.pledges.queries.joint import MINIMUM_SHARE, JointStanding, joint_standing_by
from muster.pledges.queries.page import PledgePage
from muster.pledges.rules.joint import Evaluation, LevelConsequence, Loss, PartnerSaid, TurnCalendar, WholeStanding
from muster.reference.parameters import parameter


@dataclass(frozen=True)
class ShownContribution:
    """A contribution with what its State said."""

    line: Contribution
    holds: str
    answer: Badge


def joint_section(request: MusterRequest, page: PledgePage) -> Section:
    """Return the partners' part of a joint pledge, to everybody who sees the pledge; nothing where it has none."""
    pledge = page.pledge
    lines = list(pledge.contributions.all())
    if not lines:
        return NOTHING
    found = joint_standing_by(pledge, page.partner_notes, request.as_of)
    names = {line.state.code: line.state.name for line in lines}
    partners = {*found.whole.agreed, *found.whole.waiting_for, *found.whole.broken_by}
    content = {
        "status": _standing(found, names),
        "consequence": _consequence(found),
        "lines": [ShownContribution(line, _holds(line), _answer(line, pledge, found.answers)) for line in lines],
        "notes": found.notes,
        "losses": [{"state": names[loss.state], "falls_away": _falls_away(loss)} for loss in found.rest.losses],
        "rest": found.rest,
        "explanation": _explanation(request, found.rest),
        "calendar": _calendar(found.rest.calendar, names),
        "doors": _doors(request, pledge, partners, found),
    }
    return Section(_("Partners"), "joint", content, anchor="partners")


def _standing(found: JointStanding, names: dict[str, str]) -> Badge:
    """Return the standing of the whole as a badge."""
    told = {
        WholeStanding.SINGLE: Badge(_("no partner besides the pledging State")),
        WholeStanding.COMPLETE: Badge(_("every partner agrees"), "met"),
        WholeStanding.WAITING: Badge(_("waiting for %(who)s") % {"who": _list(found.whole.waiting_for, names)}, "due"),
        WholeStanding.BROKEN: Badge(_("broken by %(who)s") % {"who": _list(found.whole.broken_by, names)}, "short"),
    }
    return told[found.whole.standing]


def _list(codes: tuple[str, ...], names: dict[str, str]) -> str:
    return ", ".join(names.get(code, code) for code in codes)


def _consequence(found: JointStanding) -> str:
    """Return what follows for the level, in words."""
    return {
        LevelConsequence.KEEPS: "",
        LevelConsequence.NOT_SELECTABLE: _("Not selectable until every partner agrees, or the pledge is changed."),
        LevelConsequence.DOWNGRADE: _(
            "Not selectable; to be downgraded to Level 1 and verified anew: the rest is not what was verified."
        ),
    }[found.consequence]


def _holds(line: Contribution) -> str:
    """Return in words what a State holds for the whole."""
    held = (
        (line.is_lead, _("leads")),
        (line.holds_memorandum, _("holds the memorandum")),
        (line.owns_equipment, _("owns the equipment")),
        (line.supplies_self_sustainment, _("supplies self-sustainment")),
    )
    return ", ".join(words for is_so, words in held if is_so)


def _answer(line: Contribution, pledge: PledgeVersion, answers: dict[str, PartnerSaid]) -> Badge:
    """Return what the contributing State said."""
    if line.state_id == pledge.state_id:
        return Badge(_("pledges"), "met")
    said = answers.get(line.state.code)
    if said is None:
        return Badge(_("has not answered"), "due")
    day = {"day": long_day(said.held_from)}
    return Badge(_("agrees from %(day)s") % day, "met") if said.agrees else Badge(_("out from %(day)s") % day, "short")


def _falls_away(loss: Loss) -> list[str]:
    """Return in words what falls away with a State."""
    told = []
    if loss.people:
        told.append(_("%(n)s people") % {"n": loss.people})
    if loss.sub_units:
        told.append(_("sub-units: %(names)s") % {"names": ", ".join(one.name for one in loss.sub_units)})
    if loss.equipment:
        items = ", ".join(f"{one.quantity} × {one.item}" for one in loss.equipment)
        told.append(_("equipment: %(items)s") % {"items": items})
    if loss.self_sustainment:
        categories = ", ".join(one.category for one in loss.self_sustainment)
        told.append(_("self-sustainment: %(categories)s") % {"categories": categories})
    held = (
        (loss.is_lead, _("the lead")),
        (loss.holds_memorandum, _("the holder of the memorandum of understanding")),
        (loss.owns_equipment, _("the owner of the equipment")),
        (loss.supplies_self_sustainment, _("the supplier of self-sustainment")),
    )
    return told + [words for is_so, words in held if is_so]


def _explanation(request: MusterRequest, rest: Evaluation) -> Explanation:
    """Return how it is reckoned whether the rest holds."""
    least = parameter(MINIMUM_SHARE, request.as_of)
    row = ExplainInput(least.key, f"{least.value} {least.unit}", source=least.source, standing=least.standing)
    return Explanation(
        formula=_(
            "the rest holds if people remaining ÷ strength is at least the parameter, and nothing lacks a holder"
        ),
        inputs=(ExplainInput(_("remaining"), str(rest.remaining)), ExplainInput(_("strength"), str(rest.strength))),
        parameters=(row,),
    )


def _calendar(calendar: TurnCalendar | None, names: dict[str, str]) -> dict[str, object] | None:
    """Return the turns and the gaps between them in the order of time; None where nobody takes turns."""
    if calendar is None:
        return None
    rows = [(turn.interval, names.get(turn.state, turn.state), False) for turn in calendar.turns]
    rows += [(gap, _("nobody"), True) for gap in calendar.gaps]
    rows.sort(key=lambda row: (row[0].start, row[2]))
    shown = [{"start": one.start, "until": one.until, "who": who, "is_gap": is_gap} for one, who, is_gap in rows]
    return {"rows": shown, "has_no_gap": calendar.has_no_gap, "availability": _interval(calendar.availability)}


def _interval(interval: DateInterval) -> str:
    if interval.until is None:
        return _("from %(start)s, no end") % {"start": long_day(interval.start)}
    days = {"start": long_day(interval.start), "until": long_day(interval.until)}
    return _("from %(start)s until %(until)s (excluded)") % days


def _doors(
    request: MusterRequest, pledge: PledgeVersion, partners: set[str], found: JointStanding
) -> list[dict[str, str]]:
    """Return what an officer of a partner may do: agree, or withdraw."""
    viewer = request.viewer
    mine = viewer.organisation_code
    if mine not in partners or not viewer.has_role(Role.OFFICER) or pledge.stage not in OPEN_STAGES:
        return []
    doors = []
    if mine not in found.whole.agreed:
        doors.append({"href": reverse("partner-agrees", args=[pledge.reference]), "label": _("Agree to our part")})
    if mine not in found.whole.broken_by:
        href = reverse("partner-withdraws", args=[pledge.reference])
        doors.append({"href": href, "label": _("Withdraw our part")})
    return doors
