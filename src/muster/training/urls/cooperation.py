"""Addresses of demand, offers and leadership programmes."""

from django.urls import URLPattern, path, register_converter

from muster.training.rules.offer_stages import FOLLOWING
from muster.training.views import cooperation


class MatchStepConverter:
    """A stage that a match of an offer may become."""

    regex = "|".join(sorted({str(stage) for stages in FOLLOWING.values() for stage in stages}))

    def to_python(self, value: str) -> str:
        """Return the stage."""
        return value

    def to_url(self, value: str) -> str:
        """Return the stage as it stands in an address."""
        return str(value)


register_converter(MatchStepConverter, "match_step")

COOPERATION: list[URLPattern] = [
    path("demand/", cooperation.demand, name="training-demand"),
    path("offers/", cooperation.offers, name="training-offers"),
    path("offers/new/", cooperation.new_offer, name="new-training-offer"),
    path("offers/<slug:reference>/", cooperation.offer, name="training-offer"),
    path("offers/<slug:reference>/withdraw/", cooperation.withdraw, name="withdraw-training-offer"),
    path("offers/<slug:reference>/propose/", cooperation.propose, name="propose-match"),
    path("offers/matches/<int:number>/", cooperation.match, name="offer-match"),
    path("offers/matches/<int:number>/<match_step:stage>/", cooperation.step_match, name="step-match"),
    path("leadership/", cooperation.leadership, name="leadership"),
]
