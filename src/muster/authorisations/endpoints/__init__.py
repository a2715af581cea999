"""The API of national law and acts."""

from ninja import Router

routers: tuple[Router, ...] = ()
