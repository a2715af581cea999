"""The API of changed facts."""

from ninja import Router

routers: tuple[Router, ...] = ()
