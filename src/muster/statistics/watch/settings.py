"""The numbers that drive the forecast, out of the parameter register."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from muster.reference.parameters import parameter


@dataclass(frozen=True)
class Settings:
    """Thresholds in deaths of one month; the rest are choices of the model, told with their reasons in docs/watch.md.

    Two Settings that are equal give the same forecast from the same panel.
    """

    lower: int
    upper: int
    penalty: float
    trees: int
    leaf: int
    tree_features: float
    thinning: int
    full_windows: int
    least_windows: int
    distance_km: float
    seed: int
    warm_up: int
    simple_penalty: float
    nearest: int
    most_growth: float
    besides: float
    longest_quiet: int
    neighbour_deaths: int
    history_years: int

    @property
    def thresholds(self) -> tuple[int, int]:
        """The two numbers of deaths in a month, the lower first."""
        return self.lower, self.upper


@cache
def settings(on: date) -> Settings:
    """The settings in force on a day."""

    def integer(key: str) -> int:
        return parameter(key, on).integer

    def decimal(key: str) -> float:
        return float(parameter(key, on).decimal)

    return Settings(
        lower=integer("watch_lower_threshold_deaths"),
        upper=integer("watch_upper_threshold_deaths"),
        penalty=decimal("watch_logistic_c"),
        trees=integer("watch_trees"),
        leaf=integer("watch_least_leaf"),
        tree_features=decimal("watch_tree_features_share"),
        thinning=integer("watch_tree_thinning_months"),
        full_windows=integer("watch_full_model_windows"),
        least_windows=integer("watch_least_windows"),
        distance_km=decimal("watch_distance_scale_km"),
        seed=integer("watch_seed"),
        warm_up=integer("watch_warm_up_months"),
        simple_penalty=decimal("watch_simple_c"),
        nearest=integer("watch_nearest_months"),
        most_growth=decimal("watch_most_growth_factor"),
        besides=decimal("watch_growth_besides_deaths"),
        longest_quiet=integer("watch_longest_quiet_months"),
        neighbour_deaths=integer("watch_neighbour_deaths"),
        history_years=integer("watch_history_years"),
    )
