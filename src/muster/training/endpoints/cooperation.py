"""The API of demand, offers and leadership programmes; the same actions as the pages."""

from ninja import Router

router = Router(tags=["training"])
