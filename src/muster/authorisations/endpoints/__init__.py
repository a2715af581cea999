"""The API of national law and acts."""

from ninja import Router

from muster.authorisations.endpoints.entering import router

routers: tuple[Router, ...] = (router,)
"""One router: what is read and what is entered share their addresses, so they are of one."""
