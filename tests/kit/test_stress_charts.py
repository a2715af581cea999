"""Losses and spreads as charts: what is drawn, what is told in words, and that both can be drawn."""

from muster.kit.charts import to_svg
from muster.kit.charts.losses import Loss, loss_bars
from muster.kit.charts.spread import Spread, spread_rows


def test_a_loss_is_told_between_its_two_figures_and_never_below_nothing() -> None:
    chart = loss_bars([Loss("a", -3.2, 1200), Loss("b", 40, 40)], title="Losses", unit="points")
    values = chart.spec["data"]["values"]
    assert [(value["least"], value["most"], value["words"]) for value in values] == [
        (0, 1200, "0 – 1,200"),
        (40, 40, "40"),
    ]
    assert [row[0] for row in chart.rows] == ["a", "b"]


def test_a_spread_is_told_with_all_its_quantiles() -> None:
    chart = spread_rows([Spread("M", (0.1, 0.2, 0.3, 0.4, 0.5), 0.45)], title="Spread")
    assert chart.rows == [("M", "45.0%", "10.0%", "20.0%", "30.0%", "40.0%", "50.0%")]


def test_both_can_be_drawn() -> None:
    losses = loss_bars([Loss("a", 1, 2)], title="Losses", unit="points")
    spread = spread_rows([Spread("M", (0.1, 0.2, 0.3, 0.4, 0.5), 0.45)], title="Spread")
    for chart in (losses, spread):
        assert to_svg(chart).startswith("<svg")
