"""The API of ladder."""

from ninja import Router

routers: tuple[Router, ...] = ()
