"""The API of the national pool and selection camps; the same actions as the pages."""

from ninja import Router

router = Router(tags=["training"])
