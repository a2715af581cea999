"""The API of operations of the past and their lessons."""

from ninja import Router

router = Router(tags=["statistics"])
