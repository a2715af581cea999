"""The API of mandates and of the statements on operations."""

from ninja import Router

routers: tuple[Router, ...] = ()
