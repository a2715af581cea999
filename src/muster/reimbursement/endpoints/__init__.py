"""The API of reimbursement, by what it is about."""

from ninja import Router

routers: tuple[Router, ...] = ()
