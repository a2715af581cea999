"""The API of convening."""

from ninja import Router

routers: tuple[Router, ...] = ()
