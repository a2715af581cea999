"""The API of the recognition of courses; the same actions as the pages."""

from ninja import Router

router = Router(tags=["training"])
