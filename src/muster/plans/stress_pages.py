"""What the page of a stress test shows, as the kit's plain values."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from muster.kit.charts import Chart
from muster.kit.charts.losses import Loss, loss_bars
from muster.kit.charts.spread import Spread, spread_rows
from muster.kit.pages import Crumb, ExplainInput, Explanation, KeyFigure, PageHead
from muster.parties.viewer import Viewer
from muster.planning.stress.study import MISSION, PLEDGE, STATE
from muster.plans.coverage import is_illustrative
from muster.plans.models import StoredPlan, StressTest

MOST_BARS = 10
SHARES = ("0.05", "0.25", "0.5", "0.75", "0.95")


def stress_head(plan: StoredPlan, viewer: Viewer) -> PageHead:
    """Return the head of the page."""
    return PageHead(
        title=_("Under stress"),
        crumbs=[
            Crumb(_("Plan"), reverse("plans")),
            Crumb(plan.reference, reverse("plan", args=[plan.reference])),
            Crumb(_("Stress")),
        ],
        lead=_("What becomes of “%(plan)s” when pledges are withdrawn or late, missions want more, and hosts close.")
        % {"plan": plan.title},
        illustrative=is_illustrative(viewer, plan),
    )


def stress_figures(test: StressTest) -> list[KeyFigure]:
    """Return the key figures: coverage if nothing happens, in the middle, and in the worst twentieth."""
    coverage = test.report["outlook"]["coverage"]
    quantiles = coverage["quantiles"]
    solved = [loss for loss in test.report["losses"] if loss["kind"] == PLEDGE and loss["loss_at_most"] > 0]
    return [
        KeyFigure(_("Covered if nothing happens"), f"{coverage['untouched']:.0%}", share=coverage["untouched"]),
        KeyFigure(
            _("Covered, median"),
            f"{quantiles['0.5']:.0%}",
            note=_("over %(n)s scenarios, planned anew each") % {"n": test.scenarios},
            share=quantiles["0.5"],
        ),
        KeyFigure(
            _("Covered, the worst twentieth"),
            f"{quantiles['0.05']:.0%}",
            note=_("or less in one scenario of twenty"),
            tone="due",
            share=quantiles["0.05"],
        ),
        KeyFigure(
            _("Pledges that matter"), len(solved), note=_("whose withdrawal alone costs something"), href="#pledges"
        ),
        KeyFigure(_("Took"), f"{test.seconds or 0:.0f}", unit=_("seconds"), explanation=_chances(test)),
    ]


def _chances(test: StressTest) -> Explanation:
    """Return how scenarios are drawn, with the parameters of the test."""
    return Explanation(
        formula=_("each pledge and mission draws its luck by the chances below, scenario by scenario"),
        parameters=tuple(
            ExplainInput(row["key"], f"{row['value']} {row['unit']}", source=row["source"], standing=row["standing"])
            for row in test.parameters
        ),
        note=_("No published source gives such chances; seed %(seed)s draws the same scenarios again.")
        % {"seed": test.seed},
    )


def loss_charts(test: StressTest) -> list[tuple[str, Chart]]:
    """Return, for pledges, States and missions, the greatest losses as bars, each with its anchor."""
    titles = {
        PLEDGE: ("pledges", _("Without one pledge: %(worst)s costs most")),
        STATE: ("states", _("Without one State: %(worst)s costs most")),
        MISSION: ("missions", _("Without one mission: %(worst)s costs most")),
    }
    charts = []
    for kind, (anchor, title) in titles.items():
        losses = [loss for loss in test.report["losses"] if loss["kind"] == kind and loss["loss_at_most"] > 0]
        if losses:
            words = title % {"worst": losses[0]["name"]}
            charts.append((anchor, _loss_chart(losses[:MOST_BARS], words, kind)))
    return charts


def _loss_chart(losses: list[Mapping[str, Any]], title: str, kind: str) -> Chart:
    return loss_bars(
        [
            Loss(loss["name"], loss["loss_at_least"], loss["loss_at_most"], _address(kind, loss["name"]))
            for loss in losses
        ],
        title=title,
        unit=_("points"),
        id=f"losses-of-{kind}",
        summary=_("What is left is planned anew. The loss lies between two proven figures; below 0 is drawn as 0."),
        source=_("the plan and its problem"),
    )


def _address(kind: str, name: str) -> str:
    if kind == PLEDGE:
        return reverse("pledge", args=[name])
    return reverse("mission", args=[name]) if kind == MISSION else ""


def spread_charts(test: StressTest) -> list[Chart]:
    """Return how coverage spreads over the scenarios, by mission and by unit type."""
    outlook = test.report["outlook"]
    wanted = ((_("Coverage by mission"), "by_mission"), (_("Coverage by unit type"), "by_unit_type"))
    return [
        spread_rows(
            [_spread(name, row) for name, row in outlook[key].items()],
            title=title,
            id=f"spread-{key.replace('_', '-')}",
            summary=_("Share of wanted unit-months that are covered, over %(n)s scenarios.") % {"n": test.scenarios},
            source=_("the plan, its problem and the parameter table"),
        )
        for title, key in wanted
        if outlook[key]
    ]


def _spread(name: str, row: Mapping[str, Any]) -> Spread:
    q05, q25, q50, q75, q95 = (row["quantiles"][share] for share in SHARES)
    return Spread(name, (q05, q25, q50, q75, q95), row["untouched"])
