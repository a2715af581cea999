"""The API of opportunities."""

from ninja import Router

routers: tuple[Router, ...] = ()
