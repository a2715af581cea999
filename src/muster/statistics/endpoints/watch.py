"""The API of the crisis watch."""

from ninja import Router

router = Router(tags=["statistics"])
