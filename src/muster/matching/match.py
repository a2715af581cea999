"""One pair of pledge and post: its value, or every rule that says no. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

from muster.kit.great_circle import great_circle_km
from muster.kit.intervals import DateInterval
from muster.matching.act_room import window_under_acts
from muster.matching.facts import Finding, MatchingParameters, PledgeFacts, PostFacts, Surroundings, Worth
from muster.matching.fit.facts import FitShare
from muster.matching.rules import PERCENT, RULES, Rule
from muster.pledges.levels import rung

KM_PER_STEP = 1000


@dataclass(frozen=True)
class Match:
    """What the rules say of a pair. `worth` and `window` are there if every rule is content, else None."""

    pledge: PledgeFacts
    post: PostFacts
    findings: tuple[Finding, ...]
    worth: Worth | None
    window: DateInterval | None

    @property
    def is_eligible(self) -> bool:
        """Return whether every rule is content."""
        return self.worth is not None

    @property
    def refusals(self) -> tuple[Finding, ...]:
        """Return the findings that say no."""
        return tuple(finding for finding in self.findings if not finding.fits)

    @property
    def earliest(self) -> date | None:
        """Return the first day on which the pair might fit, as far as the refusing rules know one."""
        return max((finding.earliest for finding in self.refusals if finding.earliest), default=None)


def match(pledge: PledgeFacts, post: PostFacts, around: Surroundings, rules: Iterable[Rule] = RULES) -> Match:
    """Ask every rule about the pair, and weigh it if none objects."""
    findings = tuple(rule(pledge, post, around) for rule in rules)
    if not all(finding.fits for finding in findings):
        return Match(pledge, post, findings, None, None)
    return Match(pledge, post, findings, worth(pledge, post, around), window_under_acts(pledge, post, around))


def worth(pledge: PledgeFacts, post: PostFacts, around: Surroundings) -> Worth:
    """Return what the pair is worth, in points (all factors are parameters with standing "local choice").

    value of a month = scale x priority x min(1, strength / wanted strength) x (level base + level step x rungs) x fit
    (rungs above the least level for a selection; fit: `fit_share`, the whole for a post without a statement)
    cost of a start  = base + step for each 1,000 km between the State and the mission
    """
    numbers = around.parameters
    strength_share = min(Decimal(1), Decimal(pledge.strength) / Decimal(post.strength))
    rungs_above = rung(pledge.level) - rung(numbers.minimum_level)
    level_share = Decimal(numbers.level_base_percent + numbers.level_step_percent * rungs_above) / PERCENT
    fit = around.fits.get((pledge.reference, post.statement)) if post.statement else None
    of_fit = fit_share(fit, numbers)
    value = numbers.value_scale_points * post.priority * strength_share * level_share * of_fit
    distance_km = _distance_km(pledge, post, around)
    travel = Decimal(numbers.start_cost_points_per_1000_km) * distance_km / KM_PER_STEP
    return Worth(
        value_points=max(1, _whole(value)),
        start_cost_points=_whole(numbers.start_cost_base_points + travel),
        strength_share=strength_share,
        level_share=level_share,
        distance_km=distance_km,
        fit=fit,
        fit_share=of_fit,
    )


def fit_share(fit: FitShare | None, numbers: MatchingParameters) -> Decimal:
    """Return the factor of the fit: 1 + part x (fit - neutral fit), and 1 where the post means no statement in force.

    The part is the parameter `fit_value_percent`, the neutral fit `fit_neutral_percent`: about what a pledge that
    lists nothing yet reaches, so that writing a statement takes no value from its post. A pair with blocking gaps keeps
    `fit_gaps_percent` of its fit. Local choice: no rule refuses it, for a gap can be closed or agreed until the unit
    arrives (decision 20).
    """
    if fit is None:
        return Decimal(1)
    reached = Decimal(fit.percent) / PERCENT
    if fit.gaps:
        reached *= Decimal(numbers.fit_gaps_percent) / PERCENT
    beyond = reached - Decimal(numbers.fit_neutral_percent) / PERCENT
    return 1 + Decimal(numbers.fit_value_percent) / PERCENT * beyond


def _whole(points: Decimal) -> int:
    """Return the points rounded to whole ones, halves to even."""
    return int(points.quantize(Decimal(1), rounding=ROUND_HALF_EVEN))


def _distance_km(pledge: PledgeFacts, post: PostFacts, around: Surroundings) -> int:
    """Return the great-circle distance between State and mission, 0 where the State's place is not on record."""
    origin = around.state_coordinates.get(pledge.state)
    if origin is None:
        return 0
    return round(great_circle_km(origin, (post.latitude, post.longitude)))
