"""The API of standards, courses, sessions and enrolment; the same actions as the pages."""

from ninja import Router

router = Router(tags=["training"])
