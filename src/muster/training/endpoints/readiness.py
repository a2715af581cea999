"""The API of rosters and the training state of rotations; the same actions as the pages."""

from ninja import Router

router = Router(tags=["training"])
