"""The API of dossiers."""

from ninja import Router

routers: tuple[Router, ...] = ()
