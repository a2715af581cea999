"""What the pages of fits show, as the kit's plain values."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.kit.errors import NotFound
from muster.kit.pages import Action, Badge, Crumb, ExplainInput, Explanation, KeyFigure, PageHead, Tone
from muster.matching.fit.facts import UNMET, FitLine, LineKind, LineStanding
from muster.matching.forms import DecideDeviationForm, WithdrawDeviationForm
from muster.matching.models import Deviation, DeviationStage
from muster.matching.parameters import OPTIONAL_KEY, WEIGHT_KEYS
from muster.matching.queries import StatementFit
from muster.matching.tables import KIND_WORDS, ShownLine, dollars
from muster.missions.models import Post, StatementVersion
from muster.parties.models import Role
from muster.parties.request import MusterRequest
from muster.pledges.models import PledgeVersion
from muster.reference.parameters import parameter

STAGE_TONES: dict[str, Tone] = {
    DeviationStage.PROPOSED: "due",
    DeviationStage.AGREED: "met",
    DeviationStage.REFUSED: "short",
    DeviationStage.WITHDRAWN: "neutral",
}


def may_negotiate(request: MusterRequest, pledge: PledgeVersion) -> bool:
    """Return whether the viewer is an officer of one of the pledge's two sides."""
    sides = (pledge.state_id, pledge.register_id)
    return request.viewer.organisation_id in sides and request.viewer.has_role(Role.OFFICER)


def fit_title(found: StatementFit) -> str:
    """Return the title of a fit: the pledges, and for what."""
    return _("%(pledges)s for %(statement)s") % {
        "pledges": " + ".join(found.fit.pledges),
        "statement": found.fit.statement,
    }


def fit_head(request: MusterRequest, found: StatementFit) -> PageHead:
    """Return the head of the page of a fit."""
    first = found.pledges[0]
    reference = found.fit.statement
    together = "".join(f"&with={name}" for name in found.fit.pledges[1:])
    doors = [
        Action(label, f"{reverse('statement-fit-file', args=[reference, first.reference, name])}?{together[1:]}")
        for label, name in ((_("PDF"), "fit.pdf"), (_("Word"), "fit.docx"))
    ]
    return PageHead(
        title=fit_title(found),
        kicker=_("Fit"),
        lead=_("%(title)s, version %(version)s: what is pledged against every line.")
        % {"title": found.version.title, "version": found.version.number},
        status=_percent_badge(found),
        crumbs=[
            Crumb(_("Requirements"), reverse("requirements")),
            Crumb(reference, reverse("statement", args=[reference])),
            Crumb(first.reference, reverse("pledge", args=[first.reference])),
            Crumb(_("Fit")),
        ],
        actions=doors,
        illustrative=found.version.illustrative or any(one.illustrative for one in found.pledges),
    )


def _percent_badge(found: StatementFit) -> Badge:
    gaps = len(found.fit.blocking)
    return Badge(f"{found.fit.percent} %", "short" if gaps else "met")


def fit_figures(request: MusterRequest, found: StatementFit) -> list[KeyFigure]:
    """Return the key figures of a fit."""
    fit = found.fit
    unmet = [line for line in fit.lines if line.standing in UNMET]
    return [
        KeyFigure(
            _("Fit"),
            f"{fit.percent} %",
            tone="short" if fit.blocking else "met",
            share=fit.percent / 100,
            explanation=fit_explanation(request),
        ),
        KeyFigure(
            _("Blocking gaps"),
            len(fit.blocking),
            note=_("mandatory lines short or missing, and not agreed"),
            tone="short" if fit.blocking else "met",
        ),
        KeyFigure(_("Short or missing"), len(unmet), unit=_("of %(n)s lines") % {"n": len(fit.lines)}),
        KeyFigure(
            _("To be shown"),
            len(fit.to_be_shown),
            note=_("no list can prove them; not counted yet"),
            tone="due" if fit.to_be_shown else "met",
        ),
        KeyFigure(_("Substitutes cost"), dollars(fit.cost_cents) or "0", unit=_("USD a month")),
    ]


def fit_explanation(request: MusterRequest) -> Explanation:
    """Return how the percent comes about, with the weights in force."""
    rows = [parameter(key, request.as_of) for key in (*WEIGHT_KEYS.values(), OPTIONAL_KEY)]
    return Explanation(
        formula=_("sum over the kinds of weight x mean share of the kind's lines, of the weights of the kinds counted"),
        parameters=tuple(
            ExplainInput(
                row.key,
                f"{row.value} {row.unit}",
                reverse("fact", args=["parameters", row.key]),
                row.source,
                row.standing,
            )
            for row in rows
        ),
        note=_("A line that no list can prove is left out until it was shown or agreed. Rounded down."),
    )


def shown_lines(request: MusterRequest, found: StatementFit) -> list[ShownLine]:
    """Return the lines, each with the way to propose a deviation where the viewer may and none is open."""
    pledge = found.pledges[0]
    open_lines = {(one.kind, one.line) for one in found.deviations if is_open(one, request)}
    asks = may_negotiate(request, pledge) and len(found.pledges) == 1
    asks = asks and found.version.statement.stated_by_id == pledge.register_id
    return [
        ShownLine(line, _door(found, line) if asks and _can_deviate(line, found.version, open_lines) else "")
        for line in found.fit.lines
    ]


def is_open(one: Deviation, request: MusterRequest) -> bool:
    """Return whether a deviation is proposed or agreed as of the day."""
    return one.stage_on(request.as_of) in (DeviationStage.PROPOSED, DeviationStage.AGREED)


def _can_deviate(line: FitLine, version: StatementVersion, open_lines: set[tuple[str, str]]) -> bool:
    if (line.kind.value, line.key) in open_lines:
        return False
    if line.standing == LineStanding.TO_BE_SHOWN:
        return True
    return version.deviations_allowed and line.standing in UNMET


def _door(found: StatementFit, line: FitLine) -> str:
    address = reverse("propose-deviation", args=[found.fit.statement, found.pledges[0].reference])
    return f"{address}?{urlencode({'kind': line.kind.value, 'line': line.key})}"


def line_of(found: StatementFit, kind: str, key: str) -> FitLine:
    """Return the line that an address names by kind and key. Raises NotFound."""
    for line in found.fit.lines:
        if (line.kind.value, line.key) == (kind, key):
            return line
    raise NotFound(_("The statement %(one)s has no such line; go back to the fit.") % {"one": found.fit.statement})


@dataclass(frozen=True)
class ShownDeviation:
    """A deviation with its stage of the day, and the forms that the viewer may use."""

    deviation: Deviation
    kind: str
    stage: Badge
    decide_form: DecideDeviationForm | None = None
    withdraw_form: WithdrawDeviationForm | None = None


def shown_deviations(request: MusterRequest, found: StatementFit) -> list[ShownDeviation]:
    """Return the deviations as of the day, the open ones first."""
    shown = [_shown(request, found, one) for one in found.deviations]
    return sorted(shown, key=lambda one: not is_open(one.deviation, request))


def _shown(request: MusterRequest, found: StatementFit, one: Deviation) -> ShownDeviation:
    stage = one.stage_on(request.as_of)
    shown = ShownDeviation(one, str(KIND_WORDS[one.kind]), Badge(stage.label, STAGE_TONES[stage]))
    pledge = next(pledge for pledge in found.pledges if pledge.pledge_id == one.pledge_id)
    if not may_negotiate(request, pledge) or one.stage != stage:
        return shown
    is_proposer = request.viewer.organisation_id == one.proposed_by_id
    if stage == DeviationStage.PROPOSED and not is_proposer:
        return replace(shown, decide_form=DecideDeviationForm(auto_id=f"id_decide_{one.pk}_%s"))
    if stage == DeviationStage.AGREED or (stage == DeviationStage.PROPOSED and is_proposer):
        return replace(shown, withdraw_form=WithdrawDeviationForm(auto_id=f"id_withdraw_{one.pk}_%s"))
    return shown


def post_head(post: Post, version: StatementVersion | None) -> PageHead:
    """Return the head of the comparison of a post's candidates."""
    requirement = post.requirement
    lead = (
        _("Every pledge of the type %(type)s that you may see, against %(title)s, version %(version)s.")
        % {"type": post.unit_type, "title": version.title, "version": version.number}
        if version
        else _("The post means no statement of unit requirement that is in force as of this day.")
    )
    return PageHead(
        title=_("Candidates for %(post)s by fit") % {"post": post.reference},
        kicker=_("Fit"),
        lead=lead,
        crumbs=[
            Crumb(_("Requirements"), reverse("requirements")),
            Crumb(requirement.reference, reverse("requirement", args=[requirement.reference])),
            Crumb(post.reference),
        ],
        illustrative=requirement.illustrative,
    )


def kinds_told(lines: Sequence[FitLine]) -> list[LineKind]:
    """Return the kinds of lines that a fit has, in reading order."""
    return [kind for kind in LineKind if any(line.kind == kind for line in lines)]
