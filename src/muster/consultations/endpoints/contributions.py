"""The API of contributions."""

from ninja import Router

routers: tuple[Router, ...] = ()
