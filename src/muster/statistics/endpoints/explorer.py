"""The API of the explorer: States, missions, the world, and the rows behind a figure."""

from ninja import Router

router = Router(tags=["statistics"])
